import type { InFiveLanguages } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';

export const feedbackWords: InFiveLanguages<typeof en> = { en, da, de, fr, es };

/** Words for a reason that came back as a string. */
export const problemWords = (reason: string, locale: Locale): string =>
  feedbackWords[locale][reason === 'comment-too-long' ? reason : 'helpful-missing'];
