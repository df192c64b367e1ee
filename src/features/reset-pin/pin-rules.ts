import { pinServiceOf } from '../../backends/pin-service/pin-service.ts';
import type { Answer, StepTurn } from '../../conversation/flow.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { PinPolicy } from '../../kernel/pin-policy.ts';
import { knownPerson } from '../known-person.ts';
import type { Needs } from '../needs.ts';
import { ruleLines } from './reset-pin.cards.ts';
import { resetWords } from './reset-pin.words.ts';

/** The answer `pin-rules`: those of the person who asks, where that is known, else the usual ones. */
export const pinRules = (needs: Pick<Needs, 'pins' | 'directory'>): Answer => ({
  id: 'pin-rules',
  personal: false,
  answer: async (turn) => [rulesCard(await rulesFor(needs, turn), turn)],
});

async function rulesFor(
  needs: Pick<Needs, 'pins' | 'directory'>,
  turn: StepTurn,
): Promise<PinPolicy | 'unknown' | 'issued'> {
  const { pins } = needs;
  if (pins.kind === 'issued') return 'issued';
  const person = await knownPerson(needs, turn);
  if (!person) return (pins.kind === 'chosen' && pins.usualPolicy) || 'unknown';
  const service = await pinServiceOf(pins, person);
  return service.kind === 'chosen' ? service.policyFor(person) : 'issued';
}

function rulesCard(policy: PinPolicy | 'unknown' | 'issued', { locale }: StepTurn): CardReply {
  const t = resetWords[locale];
  const { rulesTitle, resetNow, more } = t;
  const { short, lines } = said(policy, locale);
  return card('reset-pin/rules', {
    locale,
    words: { rulesTitle, resetNow, more },
    data: { short, rules: lines.map((line) => `- ${line}`).join('\n'), hasMore: lines.length > 0 },
    fallbackText: [short, ...lines.map((line) => `- ${line}`)].join('\n'),
    speak: short,
  });
}

function said(policy: PinPolicy | 'unknown' | 'issued', locale: StepTurn['locale']) {
  const t = resetWords[locale];
  if (policy === 'unknown') return { short: t.rulesUnknown, lines: [] };
  if (policy === 'issued') return { short: t.rulesIssued, lines: [] };
  const { minLength: min, maxLength: max, lifetimeDays: days } = policy;
  const lifetime = days > 0 ? fill(t.ruleLifetime, locale, { days }) : t.ruleForever;
  return { short: fill(t.rulesShort, locale, { min, max }), lines: [...ruleLines(policy, locale), lifetime] };
}
