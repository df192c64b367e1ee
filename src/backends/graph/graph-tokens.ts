import { TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel';
import { Secret } from '../../kernel/secret.ts';
import type { NewCredential } from './graph-credential.ts';
import { codeIn, GraphTrouble } from './graph-trouble.ts';

/** Access tokens for Graph. */
export interface GraphTokens {
  /** The one remembered, or a new one where it is nearly over. Throws GraphTrouble. */
  get(): Promise<Secret>;
  /** Graph refused this one: the next is asked for anew. (A managed identity remembers its tokens for the whole process, out of reach.) */
  forget(refused: Secret): void;
}

interface TokenOptions {
  readonly newCredential: NewCredential;
  readonly scope: string;
  readonly limitMs: number;
}

/** However many ask at once, the token service is asked once. It is given up after `limitMs`, because its client has no limit of its own. */
export function graphTokens({ newCredential, scope, limitMs }: TokenOptions): GraphTokens {
  const limit = timeout(limitMs, TimeoutStrategy.Aggressive);
  let credential = newCredential();
  let last: Secret | undefined;
  let asked: Promise<Secret> | undefined;

  const ask = async (): Promise<Secret> => {
    try {
      const given = await limit.execute(() => credential.getToken(scope));
      if (!given) throw new Error('there is no token');
      last = new Secret(given.token);
      return last;
    } catch (error) {
      throw tokenTrouble(error);
    }
  };
  return {
    get() {
      asked ??= ask().finally(() => {
        asked = undefined;
      });
      return asked;
    },
    forget(refused) {
      if (last?.reveal() !== refused.reveal()) return;
      last = undefined;
      credential = newCredential();
    },
  };
}

/** A number of Entra's (AADSTS…) means that it was asked and said no; anything else that it did not answer. Of what Azure's client says only the first word is kept: the rest names the application. */
function tokenTrouble(error: unknown): GraphTrouble {
  if (error instanceof TaskCancelledError) {
    return new GraphTrouble({ fault: 'timeout', message: 'the token service does not answer in time' });
  }
  const said = error instanceof Error ? error.message : '';
  const entra = /AADSTS\d+/.exec(said)?.[0];
  if (entra) return new GraphTrouble({ fault: 'denied', message: 'the token service refuses', code: entra });
  const code = codeIn(error) ?? /^\w+(?=:)/.exec(said)?.[0];
  return new GraphTrouble({ fault: 'unavailable', message: 'the token service does not answer', code });
}
