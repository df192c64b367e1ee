import type { InFiveLanguages, Words } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import { da } from './da.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

export type PageWords = Words<typeof en>;

const strings: InFiveLanguages<typeof en> = { en, da, de, fr, es };

export const wordsOf = (locale: Locale): PageWords => strings[locale];
