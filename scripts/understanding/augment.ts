import type { Random } from './random.ts';

/** What people put before and after a wish, in one language. */
export interface Padding {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const onsets = 'b,br,c,ch,d,dr,f,fl,g,gr,h,j,k,kl,l,m,n,p,pl,r,s,sch,sk,st,t,tr,v,w,z,qu'.split(',');
const nuclei = 'a,e,i,o,u,au,ei,ou,ie,y,oe'.split(',');
const codas = ',n,r,s,t,l,m,nd,rt,ng,st,ck,k,x'.split(',');

/** Makes a sentence look typed by somebody in a hurry: padded, misspelt, run together, with words nobody knows. */
export function disturbed(text: string, random: Random, padding: Padding | undefined): string {
  let words = text.split(' ');
  if (padding && random.chance(0.25)) words.unshift(random.pick(padding.before) ?? '');
  if (padding && random.chance(0.05)) words.unshift(random.pick(padding.before) ?? '');
  if (padding && random.chance(0.2)) words.push(random.pick(padding.after) ?? '');
  if (random.chance(0.22)) words = withSlip(words, random);
  if (words.length > 6 && random.chance(0.15)) words = withSlip(words, random);
  if (words.length > 1 && random.chance(0.06)) words = withoutSpace(words, random);
  return words.join(' ');
}

/** Words that nobody knows instead of some that the sentence has: what is left should not be enough for a wish. */
export function withUnknownWords(text: string, random: Random): string {
  const words = text.split(' ');
  return words.map((word) => (word.length >= 4 && random.chance(0.35) ? unknownWord(random) : word)).join(' ');
}

export const unknownWord = (random: Random): string =>
  Array.from(
    { length: 1 + random.below(3) },
    () => `${random.pick(onsets)}${random.pick(nuclei)}${random.pick(codas)}`,
  ).join('');

function withSlip(words: readonly string[], random: Random): string[] {
  const at = random.below(words.length);
  return words.map((word, index) => (index === at && word.length >= 4 ? slip(word, random) : word));
}

function slip(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 1);
  const before = word.slice(0, at);
  const after = word.slice(at + 1);
  const letter = word[at] ?? '';
  switch (random.below(4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + (random.pick([...letters]) ?? '') + after;
    default:
      return word.slice(0, at - 1) + letter + (word[at - 1] ?? '') + after;
  }
}

function withoutSpace(words: readonly string[], random: Random): string[] {
  const at = random.below(words.length - 1);
  return [...words.slice(0, at), `${words[at]}${words[at + 1]}`, ...words.slice(at + 2)];
}
