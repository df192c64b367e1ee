import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  question: 'Hvilket sprog skal vi fortsætte på?',
  changed: 'Fra nu af på dansk.',
};
