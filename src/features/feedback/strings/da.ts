import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  feedbackTitle: 'Var det en hjælp?',
  helpful: 'Dit svar',
  helpfulError: 'Vælg ja eller nej.',
  yes: 'Ja',
  no: 'Nej',
  comment: 'Hvordan kan vi gøre det bedre? (op til 255 tegn)',
  commentError: 'Højst 255 tegn, tak.',
  privacy: 'Af hensyn til dit privatliv bedes du ikke skrive kontaktoplysninger her.',
  privacyPolicy: 'Privatlivspolitik',
  sendFeedback: 'Send',
  noThanks: 'Nej tak',
  thanks: 'Tak for din tilbagemelding!',
  skipped: 'I orden. Skriv bare, hvis der er andet.',
  'helpful-missing': 'Vælg ja eller nej.',
  'comment-too-long': 'Det er for langt: højst 255 tegn, tak.',
};
