import { ownNames } from '../kernel/locale.ts';
import { engineWords } from './engine-words.ts';
import type { Choice, Reply } from './reply.ts';
import type { Understood } from './routing.ts';
import { text } from './say.ts';
import { localeOf, type Scene, type Stage } from './stage.ts';

/** After what was said to a sentence: its second wish, and the language it is written in, each as a button. A language is offered once. */
export function withOffers(stage: Stage, scene: Scene, { also, language }: Understood): Scene {
  const locale = localeOf(stage, scene.session);
  const other = language && language !== locale && language !== scene.session.offered ? language : undefined;
  const session = other ? { ...scene.session, offered: other } : scene.session;
  const said = [
    also ? offer(engineWords[locale].alsoAsked, stage.rules.routing.title(also, locale)) : undefined,
    other ? offer(engineWords[other].goOnInThis, ownNames[other]) : undefined,
  ].filter((each) => each !== undefined);
  return said.length === 0 ? scene : { ...scene, session, said: withChoices(scene.said, said) };
}

interface Offer {
  readonly words: string;
  readonly choice: Choice;
}

/** What a button says is what it types. */
const offer = (words: string, title: string): Offer => ({ words, choice: { title, text: title } });

/** Buttons are shown for the last message alone: what stood there already stays. */
function withChoices(said: readonly Reply[], offers: readonly Offer[]): readonly Reply[] {
  const last = said.at(-1);
  const before = last && 'choices' in last ? (last.choices ?? []) : [];
  const words = offers.map((each) => each.words).join(' ');
  return [...said, text(words, [...before, ...offers.map(({ choice }) => choice)])];
}
