import { type Flow, flow, step } from '../../conversation/flow.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Needs } from '../needs.ts';
import { askAgain, askForCode, whichCode } from './ask-for-code.ts';
import { codeCard, codeOverCard, sendCard, signInReply, whereCard, whoCard } from './confirm-identity.cards.ts';
import { code, sendOnly, who } from './confirm-identity.form.ts';
import { addressIn, bareCode, hasCodeShape, looksLikeCode, normalised } from './confirm-identity.rules.ts';
import {
  again,
  atFirst,
  type ConfirmIdentity,
  type ConfirmTurn,
  digitsFor,
  factsOf,
} from './confirm-identity.state.ts';
import { begin, signedIn } from './sign-in.ts';
import { wantedSignIn } from './sign-in-proof.ts';
import { tryCode } from './try-code.ts';
import { codeNotReceived } from './undelivered.ts';

/** Proves who somebody is by a sign-in, by a code mailed to an address on record, or both. Nobody is looked up in an anonymous turn. */
export const confirmIdentity = (needs: Needs): Flow =>
  flow<ConfirmIdentity>({
    id: 'confirm-identity',
    start: 'who',
    personal: true,
    begin: () => atFirst,
    enter: (turn) => begin(needs, turn),
    settle: async (turn) => (turn.state.challenge === '' ? undefined : whichCode(needs, turn)),
    steps: { who: whoStep(needs), 'sign-in': signInStep(needs), code: codeStep(needs) },
  });

const whoStep = (needs: Needs) =>
  step({
    changes: true,
    form: (turn: ConfirmTurn) => (turn.vouchedFor ? sendOnly : who),
    show: (turn, problem) => {
      const shown = { locale: turn.locale, facts: factsOf(needs, turn), problem };
      const { destination, destinations } = turn.state;
      if (turn.vouchedFor) return [destinations ? whereCard(shown, destinations) : sendCard(shown, destination)];
      return [whoCard(shown, problem?.values.email ?? turn.state.identifier)];
    },
    submit: (turn, asked) => askForCode(needs, turn, asked),
    text: async (turn, typed) => {
      const address = turn.vouchedFor ? undefined : addressIn(typed.reveal());
      return address === undefined ? undefined : askForCode(needs, turn, { identifier: normalised(address) });
    },
  });

const signInStep = (needs: Needs) =>
  step({
    changes: true,
    noBack: true,
    show: async (turn: ConfirmTurn, problem) => {
      const isAnew = turn.state.isAnew || (await wantedSignIn(needs, turn)) === 'sign-in-used';
      return [signInReply({ locale: turn.locale, facts: factsOf(needs, turn), problem }, isAnew)];
    },
    signIn: (turn, result) => signedIn(needs, turn, result),
  });

const codeStep = (needs: Needs) =>
  step({
    changes: true,
    form: (turn: ConfirmTurn) => code(digitsFor(needs, turn)),
    show: (turn, problem) => {
      const shown = { locale: turn.locale, facts: factsOf(needs, turn), problem };
      if (turn.state.left === 0) return [codeOverCard(shown)];
      return [codeCard(shown, { destination: turn.state.destination, minutes: needs.limits.codeSeconds / 60 })];
    },
    submit: async (turn, answer) => {
      if (answer.kind === 'again') return askAgain(needs, turn);
      return answer.kind === 'code' ? tryCode(needs, turn, answer.code) : codeNotReceived(needs, turn);
    },
    text: async (turn, typed) => {
      const bare = bareCode(typed.reveal());
      if (!looksLikeCode(bare)) return undefined;
      if (turn.state.left === 0) return again('code-gone', turn.state);
      if (!hasCodeShape(bare, digitsFor(needs, turn))) {
        return { kind: 'again', reason: 'code-shape', state: turn.state, nothingDone: true };
      }
      return tryCode(needs, turn, new Secret(bare));
    },
  });
