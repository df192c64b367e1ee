import { cut } from '../kernel/cut.ts';
import { maskDigits } from '../kernel/redaction.ts';
import type { Entities } from './flow.ts';
import type { Session } from './session.ts';
import type { Rules } from './stage.ts';

/** A sentence, as far as it was understood. */
interface Meant {
  readonly intent?: string;
  readonly entities: Entities;
}

/** “and in Teams?”, “for everyone please”: a longer sentence says itself what it is about. */
const mostWords = 6;
/** Of one entity, in a session. */
const mostCharacters = 40;

/** What the conversation remembers of an answer. Digits of four and more are masked: what stands in a button may be forged, and a session is a row. */
export const topicOf = (intent: string, entities: Entities): Session['topic'] => ({
  intent,
  entities: Object.fromEntries(
    Object.entries(entities).map(([name, value]) => [name, cut(maskDigits(value), mostCharacters)]),
  ),
});

/**
 * What a sentence means after the last answer: “for everyone?” goes on with that answer's topic. Only where the sentence names no
 * wish of its own, or the same one again, and the answer says that it can be continued so; else as it was understood.
 */
export function inContext(rules: Rules, { topic }: Session, text: string, meant: Meant): Meant {
  if (!topic || text.trim().split(/\s+/u).length > mostWords) return meant;
  const answerOf = (intent: string) => {
    const route = Object.hasOwn(rules.routing.routes, intent) ? rules.routing.routes[intent] : undefined;
    return route && 'answer' in route ? rules.answers.get(route.answer) : undefined;
  };
  const before = answerOf(topic.intent);
  const isReply = meant.intent === 'yes' || meant.intent === 'no';
  if (!before?.followUp || (meant.intent && !isReply && answerOf(meant.intent) !== before)) return meant;
  const now = isReply ? { reply: meant.intent ?? '' } : meant.entities;
  const entities = before.followUp(topic.entities, now);
  return entities ? { intent: topic.intent, entities } : meant;
}
