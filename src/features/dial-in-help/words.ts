import type { InFiveLanguages } from '../../conversation/words.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';

export const words: InFiveLanguages<typeof en> = { en, da, de, fr, es };
export type DialInWords = (typeof words)['en'];

/** A sentence as it is read aloud: `*21` becomes "star 2 1", which is what people press. */
export const spoken = (sentence: string, t: Pick<DialInWords, 'star' | 'hash'>): string =>
  sentence.replace(
    /([*#])(\d+)/g,
    (_, sign: string, digits: string) => `${sign === '*' ? t.star : t.hash} ${digits.split('').join(' ')}`,
  );
