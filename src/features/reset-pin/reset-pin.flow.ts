import { pinServiceOf } from '../../backends/pin-service/pin-service.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import { type Flow, flow, step } from '../../conversation/flow.ts';
import { defaultPinPolicy } from '../../kernel/pin-policy.rules.ts';
import type { PinPolicy } from '../../kernel/pin-policy.ts';
import type { Needs } from '../needs.ts';
import { again, askIssue, changePin, confirmedPerson, mayReset, readBack } from './change-pin.ts';
import { chooseCard, issueCard } from './reset-pin.cards.ts';
import { confirmation, newPin } from './reset-pin.form.ts';
import { holdsDigits, ownerOf } from './reset-pin.rules.ts';
import type { ResetTurn } from './reset-turn.ts';

/** A confirmed person gets a new PIN: chosen here, or issued by the service, whichever theirs does. */
export const resetPin = (needs: Needs): Flow =>
  flow<object>({
    id: 'reset-pin',
    start: needs.pins.kind === 'issued' ? 'issue' : 'choose',
    requires: 'confirmed-identity',
    changes: true,
    personal: true,
    begin: () => ({}),
    enter: (turn) => mayReset(needs, turn),
    settle: (turn, startedAt) => readBack(needs, turn, startedAt),
    steps: stepsOf(needs),
  });

function stepsOf(needs: Needs): Flow<object>['steps'] {
  switch (needs.pins.kind) {
    case 'chosen':
      return { choose: choose(needs) };
    case 'issued':
      return { issue: issue(needs) };
    case 'mixed':
      return { choose: choose(needs), issue: issue(needs) };
  }
}

/** Whose PIN is elsewhere by now is told when they submit; until then some policy is as good as another. */
async function policyFor({ pins }: Needs, person: Person): Promise<PinPolicy> {
  const service = await pinServiceOf(pins, person);
  return service.kind === 'chosen' ? service.policyFor(person) : defaultPinPolicy;
}

const choose = (needs: Needs) =>
  step({
    changes: true,
    form: async (turn: ResetTurn) => {
      const person = await confirmedPerson(needs, turn);
      const policy = await policyFor(needs, person);
      return newPin({ policy, owner: ownerOf(person), thisYear: turn.now.getUTCFullYear() });
    },
    show: async (turn, problem) => {
      const person = await confirmedPerson(needs, turn);
      return [chooseCard(person, await policyFor(needs, person), { locale: turn.locale, problem })];
    },
    submit: (turn, { pin }) => changePin(needs, { turn, pin }),
    text: async (_turn, typed) =>
      holdsDigits(typed.reveal()) ? { ...again('typed-pin'), nothingDone: true } : undefined,
  });

const issue = (needs: Needs) =>
  step({
    changes: true,
    form: (_turn: ResetTurn) => confirmation,
    show: async (turn, problem) => [issueCard(await confirmedPerson(needs, turn), { locale: turn.locale, problem })],
    submit: (turn) => askIssue(needs, turn),
  });
