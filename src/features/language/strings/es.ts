import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  question: '¿En qué idioma desea continuar?',
  changed: 'A partir de ahora, en español.',
};
