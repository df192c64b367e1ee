import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  needAPin:
    'Meistens brauchen Sie keine PIN: Die Einwahlnummer und die Konferenz-ID aus Ihrer Einladung genügen. Sie brauchen Ihre PIN, um als Leitung mit einem Telefon teilzunehmen, das nicht angemeldet ist, um in eine gesperrte Besprechung zu kommen, an Geräten in Konferenzräumen und an einem Tischtelefon, das sich mit Durchwahl und PIN anmeldet.',
  pinStatus:
    'Dieser Chat kann nicht nachsehen, ob Sie eine PIN haben oder wann sie abläuft; das kann er nur nach einer Zurücksetzung sagen. Der Helpdesk kann es Ihnen jetzt sagen.',
  deskPhone:
    'Nach einer neuen PIN muss sich ein Tischtelefon neu anmelden: Geben Sie am Telefon Ihre Durchwahl und die neue PIN ein. Wenn das nicht hilft, sprechen Sie mit einer Person.',
  leaderFirst:
    'Bis die Leitung teilnimmt, wird niemand eingelassen: Wer anruft, wartet allein und hört Musik. Am Telefon zeigt die PIN, wer die Leitung ist: Wählen Sie sich ein, und geben Sie die Konferenz-ID und dann Ihre PIN ein.',
  letIn: 'Wer im Wartebereich wartet, wird mit {keys} eingelassen.',
  resetPin: 'Meine PIN zurücksetzen',
  allKeys: 'Alle Telefontasten',
  callInNumbers: 'Einwahlnummern',
  person: 'Mit einer Person sprechen',
};
