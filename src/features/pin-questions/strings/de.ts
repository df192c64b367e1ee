import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  more: 'Mehr',
  resetPin: 'Meine PIN zurücksetzen',
  allKeys: 'Alle Telefontasten',
  callInNumbers: 'Einwahlnummern',
  person: 'Mit einer Person sprechen',
  pinStatus: 'Meine PIN nachsehen',
  doINeedAPin: 'Brauche ich eine PIN?',
  whichPin: 'Welche PIN ist welche?',
  howToJoin: 'Wie nehme ich per Telefon teil?',
  pinRules: 'Regeln für die PIN',
  refusedPin: 'Meine PIN wird abgelehnt',
  callNumber: '{number} anrufen',

  needMostly: 'Meistens nicht: Die Einwahlnummer und die Konferenz-ID genügen.',
  needWhere: 'Was für eine Besprechung ist es?',
  needWhat: 'Was möchten Sie tun?',
  lead: 'Die Besprechung leiten',
  attend: 'Teilnehmen',
  deskPhone: 'Ein Tischtelefon anmelden',
  room: 'Geräte im Konferenzraum nutzen',
  needOwn: 'Ist es Ihre eigene Besprechung, die Sie geplant haben?',
  own: 'Ja, meine eigene',
  other: 'Nein, die von jemand anderem',
  leadShort: 'Ja, an jedem Telefon, das nicht mit Ihrem Konto angemeldet ist.',
  leadMore:
    'Am Handy oder zu Hause zeigt die PIN der Besprechung, dass Sie die Leitung sind. Bis die Leitung teilnimmt, warten alle. Ein Telefon, an dem Sie angemeldet sind, fragt nicht danach.',
  attendShort: 'Nein. Die Einwahlnummer und die Konferenz-ID genügen.',
  attendMore:
    'Nur eine gesperrte Besprechung will wissen, wer Sie sind: Geben Sie Ihre Durchwahl oder Ihre ganze Nummer und dann Ihre PIN ein. Ohne sie warten Sie im Wartebereich, bis jemand Sie einlässt. Gäste haben keine PIN; sie nennen ihren Namen.',
  deskPhoneNeed: 'Ja. Das Telefon meldet sich mit Ihrer Durchwahl und Ihrer PIN an.',
  roomShort: 'Ja, wenn Sie die Besprechung von dort aus leiten.',
  roomMore:
    'Die Geräte eines Konferenzraums sind nicht mit Ihrem Konto angemeldet. Rufen Sie die Nummer in der Einladung an, und geben Sie die Konferenz-ID und dann Ihre PIN ein. Um nur teilzunehmen, genügen Nummer und Konferenz-ID.',
  ownShort: 'Nur wenn niemand die Besprechung in der App gestartet hat: Dann starten Sie sie am Telefon mit Ihrer PIN.',
  ownMore:
    'Auch die Tasten, die nur der Organisator hat, verlangen sie. Teams vergibt die PIN selbst, niemand kann sie wählen, und sie gilt nur für Besprechungen, die Sie geplant haben.',
  otherShort: 'Nein. In Teams hat nur der Organisator eine PIN, für eigene Besprechungen.',
  otherMore: 'Wenn Sie Musik hören, sind Sie im Wartebereich: Jemand in der Besprechung lässt Sie ein.',

  idShort: 'Die Konferenz-ID steht in der Einladung unter den Einwahlnummern.',
  idMore:
    'Sie sagt, zu welcher Besprechung Sie wollen; die PIN sagt, wer Sie sind. Alle Eingeladenen haben die Konferenz-ID. Ihre PIN haben nur Sie, und sie steht in keiner Einladung. Jede Besprechung kann eine andere Konferenz-ID haben; Ihre PIN bleibt dieselbe.',
  idTeams: 'In einer Teams-Einladung heißt sie Telefonkonferenz-ID.',

  whichPinShort: 'Drei PINs werden leicht verwechselt:',
  conferencingPin:
    'Konferenz-PIN: für die Einwahl in Besprechungen und die Anmeldung an einem Tischtelefon. Diese kann ich zurücksetzen.',
  unlockPin:
    'Entsperr-PIN eines Tischtelefons: Sie legen sie am Telefon selbst fest, und niemand kann sie nachsehen. Melden Sie sich dort ab und wieder an, oder lassen Sie das Telefon zurücksetzen.',
  voicemailPin: 'Voicemail-PIN: zum Abhören Ihres Postfachs am Telefon. Der Helpdesk kann helfen: {phone}.',

  joinShort: 'Per Telefon in drei Schritten:',
  joinCall: '1. Rufen Sie die Nummer in der Einladung an.',
  joinCallNear: '1. Rufen Sie die Nummer in der Einladung an; in Ihrer Nähe: {number}.',
  joinId: '2. Geben Sie die Konferenz-ID aus der Einladung ein.',
  joinPin: '3. Wenn Sie die Besprechung leiten, geben Sie Ihre PIN ein. Sonst warten Sie, bis Sie eingelassen werden.',
  joinAfterReset: 'Nach einer Zurücksetzung gilt nur noch die neue PIN.',
  joinMute: 'So schalten Sie sich stumm: {keys}.',

  aloneShort: 'Die Leitung ist noch nicht da, Sie sind im Wartebereich, oder die Besprechung ist gesperrt.',
  aloneLeader:
    'Noch keine Leitung: Wer anruft, hört Musik, bis sie kommt. Sind Sie die Leitung? Dann wählen Sie sich noch einmal ein, und geben Sie Ihre PIN ein, wenn danach gefragt wird.',
  aloneLobby: 'Im Wartebereich: Jemand in der Besprechung lässt Sie ein, in der App oder am Telefon.',
  aloneLobbyKeys: 'Im Wartebereich: Jemand in der Besprechung lässt Sie ein, in der App oder mit {keys}.',
  aloneLocked: 'Gesperrt: Bitten Sie jemanden in der Besprechung, sie zu entsperren.',
  aloneLockedKeys: 'Gesperrt: Bitten Sie jemanden in der Besprechung, sie mit {keys} zu entsperren.',
  aloneId: 'Immer noch allein? Prüfen Sie die Konferenz-ID: Jede Besprechung kann eine eigene haben.',

  deskPhoneShort: 'Geben Sie am Telefon Ihre Durchwahl (oder die ganze Nummer) und Ihre PIN ein.',
  deskPhoneTeams: 'Ein Teams-Telefon meldet sich mit Ihrem Arbeitskonto an, nicht mit einer PIN.',
  deskPhoneAfter:
    'Nach einer Zurücksetzung geht das Telefon vielleicht noch eine Weile und fragt dann wieder: Melden Sie sich mit der neuen PIN an. Die alte wird abgelehnt.',
  deskPhoneRefused:
    'Abgelehnt? Prüfen Sie zuerst die Durchwahl. Auch eine abgelaufene oder gesperrte PIN wird abgelehnt: Sehen Sie nach.',

  troubleShort: 'Wird eine PIN abgelehnt, hat das einen von drei Gründen:',
  expired: 'Sie ist abgelaufen: Wählen Sie eine neue.',
  locked:
    'Sie ist nach zu vielen falschen Versuchen gesperrt. Das endet oft nach einer Stunde von selbst. Sonst kann nur der Helpdesk sie entsperren: {phone}.',
  refused: 'Es ist eine andere PIN oder eine andere Besprechung: Prüfen Sie die Konferenz-ID.',
  refusedTeams: 'In Teams öffnet eine PIN nur Ihre eigenen Besprechungen.',
};
