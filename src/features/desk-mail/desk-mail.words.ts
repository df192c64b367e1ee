import type { InFiveLanguages } from '../../conversation/words.ts';
import { da } from './strings/da.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';

export const deskMailWords: InFiveLanguages<typeof en> = { en, da, de, fr, es };
