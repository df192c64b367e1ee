import type { Turn, VouchedFor } from '../conversation/turn.ts';
import type { Clock } from '../kernel/clock.ts';
import type { HttpAnswer } from '../kernel/http.ts';
import type { Log } from '../kernel/log.ts';
import type { Secret } from '../kernel/secret.ts';
import { seldom } from '../kernel/seldom.ts';
import type { IncomingActivity } from './activity.ts';
import { type SignInInvoke, signInInvoke } from './sign-in-invoke.ts';
import type { SignInTokens } from './sign-in-tokens.ts';
import type { TokenOwner, TokenService } from './token-service.ts';

/** What a sign-in invoke leads to: how the channel is answered and, where somebody is to hear of it, a turn. */
export interface SignInTaken {
  readonly answer: HttpAnswer;
  readonly turn?: Turn;
}

export interface SignIn {
  readonly service: TokenService;
  /** Proves who signed in before any turn is made of it. Undefined: the activity is not about signing in. */
  take(activity: IncomingActivity, turn: Turn): Promise<SignInTaken | undefined>;
}

export interface SignInOptions {
  readonly service: TokenService;
  readonly tokens: SignInTokens;
  readonly clock: Clock;
  readonly log: Log;
}

interface Signing {
  readonly turn: Turn;
  readonly person: VouchedFor;
  readonly owner: TokenOwner;
}

const malformed: HttpAnswer = { status: 400 };
/** Teams sends the code again after a 500 and not after this (botbuilder's OAuthPrompt). */
const noToken: HttpAnswer = { status: 404 };
const ok: HttpAnswer = { status: 200 };

export function signIn({ service, tokens, clock, log }: SignInOptions): SignIn {
  const warn = seldom(log, clock);

  /** The token is held no longer than this call, here or at the token service. */
  async function proved(token: Secret, { turn, person, owner }: Signing): Promise<Turn> {
    void service.forget(owner);
    const found = await tokens.check(token, person);
    if (found instanceof Date) {
      return { ...turn, vouchedFor: { ...person, signedInAt: found }, input: { kind: 'sign-in', result: 'done' } };
    }
    warn(`sign-in ${found}`, 'a sign-in was refused', { flaw: found, channel: turn.address.channel });
    return failed(turn);
  }

  async function exchanged(invoke: Extract<SignInInvoke, { kind: 'exchange' }>, who: Signing): Promise<SignInTaken> {
    const fallBack = { answer: notExchanged(invoke) };
    if (invoke.connection !== service.connection) return { answer: malformed };
    const token = await service.exchange(who.owner, invoke.token);
    if (!token) return fallBack;
    const turn = once(await proved(token, who), `sign-in ${invoke.id}`);
    return isDone(turn) ? { answer: ok, turn } : { ...fallBack, turn };
  }

  async function taken(invoke: SignInInvoke, who: Signing, activity: IncomingActivity): Promise<SignInTaken> {
    switch (invoke.kind) {
      case 'exchange':
        return exchanged(invoke, who);
      case 'code': {
        const token = await service.redeem(who.owner, invoke.code);
        const turn = token ? await proved(token, who) : failed(who.turn);
        return { answer: isDone(turn) ? ok : noToken, turn };
      }
      case 'cancelled':
        return { answer: ok, turn: failed(who.turn) };
      case 'failure':
        warn(`failure ${invoke.code}`, 'a Teams client could not sign somebody in', { code: invoke.code });
        return { answer: ok, turn: once(failed(who.turn), `sign-in failure ${activity.replyToId ?? activity.id}`) };
    }
  }

  return {
    service,
    async take(activity, turn) {
      const invoke = signInInvoke(activity);
      if (!invoke) return undefined;
      if (invoke === 'malformed') return { answer: malformed };
      const { vouchedFor: person, address } = turn;
      if (!person || turn.conversationKind === 'group') return { answer: unheard(invoke) };
      const owner = { user: address.sender, channel: address.channel };
      return taken(invoke, { turn, person, owner }, activity);
    },
  };
}

/** Nobody to sign in: the channel vouches for no one here, or others are listening. */
const unheard = (invoke: SignInInvoke): HttpAnswer =>
  invoke.kind === 'exchange' ? notExchanged(invoke) : invoke.kind === 'code' ? noToken : ok;

/** Teams then shows the button (microsoft/botbuilder-js, TeamsSSOTokenExchangeMiddleware). */
const notExchanged = ({ id, connection }: Extract<SignInInvoke, { kind: 'exchange' }>): HttpAnswer => ({
  status: 412,
  json: { id, connectionName: connection, failureDetail: 'The token could not be exchanged.' },
});

const failed = (turn: Turn): Turn => ({ ...turn, input: { kind: 'sign-in', result: 'failed' } });

const isDone = ({ input }: Turn): boolean => input.kind === 'sign-in' && input.result === 'done';

/** One turn for what several clients send; a client that failed must not stand for one that did not. */
const once = (turn: Turn, key: string): Turn => ({
  ...turn,
  activityKey: `${key} ${isDone(turn) ? 'done' : 'failed'}`,
});
