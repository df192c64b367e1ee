import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  question: 'Dans quelle langue souhaitez-vous continuer ?',
  changed: 'Désormais en français.',
};
