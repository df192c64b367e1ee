import type { ChosenPinService, IssuedPinService } from '../../backends/pin-service/pin-service.ts';
import { type Flow, flow, step } from '../../conversation/flow.ts';
import type { Needs } from '../needs.ts';
import { again, askIssue, changePin, confirmedPerson, mayReset, readBack } from './change-pin.ts';
import { chooseCard, issueCard } from './reset-pin.cards.ts';
import { confirmation, newPin } from './reset-pin.form.ts';
import { holdsDigits, ownerOf } from './reset-pin.rules.ts';
import type { ResetTurn } from './reset-turn.ts';

/** A confirmed person gets a new PIN: chosen here, or issued by the service, whichever it does. */
export const resetPin = (needs: Needs): Flow =>
  flow<object>({
    id: 'reset-pin',
    start: needs.pins.kind === 'chosen' ? 'choose' : 'issue',
    requires: 'confirmed-identity',
    changes: true,
    personal: true,
    begin: () => ({}),
    enter: (turn) => mayReset(needs, turn),
    settle: (turn, startedAt) => readBack(needs, turn, startedAt),
    steps: needs.pins.kind === 'chosen' ? { choose: choose(needs, needs.pins) } : { issue: issue(needs, needs.pins) },
  });

const choose = (needs: Needs, pins: ChosenPinService) =>
  step({
    changes: true,
    form: async (turn: ResetTurn) => {
      const person = await confirmedPerson(needs, turn);
      const policy = await pins.policyFor(person);
      return newPin({ policy, owner: ownerOf(person), thisYear: turn.now.getUTCFullYear() });
    },
    show: async (turn, problem) => {
      const person = await confirmedPerson(needs, turn);
      return [chooseCard(person, await pins.policyFor(person), { locale: turn.locale, problem })];
    },
    submit: (turn, { pin }) => changePin(needs, pins, { turn, pin }),
    text: async (_turn, typed) =>
      holdsDigits(typed.reveal()) ? { ...again('typed-pin'), nothingDone: true } : undefined,
  });

const issue = (needs: Needs, pins: IssuedPinService) =>
  step({
    changes: true,
    form: (_turn: ResetTurn) => confirmation,
    show: async (turn) => [issueCard(await confirmedPerson(needs, turn), turn.locale)],
    submit: (turn) => askIssue(needs, pins, turn),
  });
