import type { StepTurn } from '../../src/conversation/flow.ts';
import { confirmIdentity } from '../../src/features/confirm-identity/confirm-identity.flow.ts';
import { confirmIdentityJobs } from '../../src/features/confirm-identity/confirm-identity.jobs.ts';
import type { Needs } from '../../src/features/needs.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { type DatabaseKind, freshDatabase } from './databases.ts';
import { flowDriver } from './flow-driver.ts';
import { runJobs, type TestNeeds, testNeeds, turnAt } from './needs.ts';

export const ada = 'ada.archer@contoso.com';
export const adaId = '6f1d0c00-0000-4000-8000-000000000001';
export const unknown = 'nobody.atall@contoso.com';
/** Another conversation than the usual one. */
export const elsewhere = {
  address: { edge: 'direct-line', channel: 'directline', conversation: 'c2', sender: 'dl_2' } as const,
};
export const vouchedFor = (directoryId: string) => ({
  path: 'teams' as const,
  vouchedFor: { directoryId, tenantId: 't' },
});
export const code = (digits: string) => ({ code: new Secret(digits) });

/** Inside a `describe`: conversations that confirm who somebody is, on a database that is empty before each test. */
export function confirming(kind: DatabaseKind = 'pglite') {
  let database: Database;
  let test: TestNeeds;
  before(async () => {
    database = await freshDatabase(kind);
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.query('DELETE FROM challenges', []);
    await database.query('DELETE FROM budgets', []);
    test = testNeeds(database);
  });

  const conversation = (given: Partial<StepTurn> = {}, change: Partial<Needs> = {}) =>
    flowDriver(confirmIdentity({ ...test.needs, ...change }), () => turnAt(test, given));
  const mailCodes = (needs: Needs = test.needs) => runJobs(test, confirmIdentityJobs(needs));
  const mailedCode = () => /\n(\d{6,8})\n/.exec(test.mails.at(-1)?.text ?? '')?.[1] ?? 'no code was mailed';

  return {
    get test() {
      return test;
    },
    get database() {
      return database;
    },
    conversation,
    mailCodes,
    mailedCode,
    /** The same conversation, as another request of the same moment finds it. */
    again: (flow: ReturnType<typeof flowDriver>, given: Partial<StepTurn>, needs: Needs = test.needs) =>
      flowDriver(confirmIdentity(needs), () => turnAt(test, given), {}, flow),
    /** A code of the right length that is not the mailed one. */
    wrong: () => code(mailedCode() === '00000000' ? '00000001' : '00000000'),
    /** A conversation that waits for the code which `email` was mailed. */
    async waiting(email = ada, given: Partial<StepTurn> = {}) {
      const flow = conversation(given);
      await flow.submit({ email });
      await mailCodes();
      return flow;
    },
  };
}
