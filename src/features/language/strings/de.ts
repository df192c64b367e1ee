import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  question: 'In welcher Sprache sollen wir weitermachen?',
  changed: 'Ab jetzt auf Deutsch.',
};
