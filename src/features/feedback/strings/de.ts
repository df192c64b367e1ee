import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  feedbackTitle: 'War das hilfreich?',
  helpful: 'Ihre Antwort',
  helpfulError: 'Bitte wählen Sie ja oder nein.',
  yes: 'Ja',
  no: 'Nein',
  comment: 'Was können wir besser machen? (bis zu 255 Zeichen)',
  commentError: 'Bitte höchstens 255 Zeichen.',
  privacy: 'Zum Schutz Ihrer Privatsphäre geben Sie hier bitte keine Kontaktdaten an.',
  privacyPolicy: 'Datenschutzerklärung',
  sendFeedback: 'Senden',
  noThanks: 'Nein, danke',
  thanks: 'Vielen Dank für Ihre Rückmeldung!',
  skipped: 'In Ordnung. Wenn noch etwas ist, schreiben Sie einfach.',
  'helpful-missing': 'Bitte wählen Sie ja oder nein.',
  'comment-too-long': 'Das ist zu lang: bitte höchstens 255 Zeichen.',
};
