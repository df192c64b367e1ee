import {
  type ChosenPinService,
  type IssuedPinService,
  type PinStatus,
  pinServiceOf,
} from '../../src/backends/pin-service/pin-service.ts';
import type { StepTurn } from '../../src/conversation/flow.ts';
import type { Needs } from '../../src/features/needs.ts';
import { resetPin } from '../../src/features/reset-pin/reset-pin.flow.ts';
import { newId } from '../../src/kernel/ids.ts';
import { defaultPinPolicy } from '../../src/kernel/pin-policy.rules.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { type DatabaseKind, freshDatabase } from './databases.ts';
import { flowDriver } from './flow-driver.ts';
import { type TestNeeds, testNeeds, turnAt } from './needs.ts';

/** The id of a person of the sample directory. */
export const person = (number: string) => `6f1d0c00-0000-4000-8000-0000000000${number}`;
export const [ada, bo, olga] = [person('01'), person('02'), person('16')];
export const good = '18723834';
export const pinOf = (pin: string, pinConfirmation = pin) => ({
  pin: new Secret(pin),
  pinConfirmation: new Secret(pinConfirmation),
});

export const statusAt = (changedAt: PinStatus['changedAt']): PinStatus => ({
  isSet: true,
  isLocked: false,
  changedAt,
  expiresAt: 'never',
});

/** A service of another kind than the embedded one, with some answers of its own. */
export const pinsThat = (given: Partial<ChosenPinService>): ChosenPinService => ({
  kind: 'chosen',
  opensMeetings: true,
  refusalOf: async ({ businessPhones }) => (businessPhones.length === 0 ? 'not-enabled' : undefined),
  policyFor: async () => defaultPinPolicy,
  statusOf: async () => statusAt('unknown'),
  setPin: async () => ({ ok: true }),
  takeOutOfUse: async () => undefined,
  unlock: async () => undefined,
  ...given,
});

/** A service that makes PINs itself and says nothing of them. */
export const issuing = (issue: IssuedPinService['issue']): IssuedPinService => ({
  kind: 'issued',
  opensMeetings: true,
  refusalOf: async () => undefined,
  statusOf: async () => statusAt('unknown'),
  takeOutOfUse: async () => undefined,
  issue,
});

/** Inside a `describe`: conversations of confirmed people, on a database without a PIN before each test. */
export function resetting(kind: DatabaseKind = 'pglite') {
  let database: Database;
  let test: TestNeeds;
  before(async () => {
    database = await freshDatabase(kind);
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.query('DELETE FROM pins', []);
    await database.query('DELETE FROM budgets', []);
    test = testNeeds(database);
  });

  return {
    get test() {
      return test;
    },
    get database() {
      return database;
    },
    conversation(id = ada, change: Partial<Needs> = {}, given: Partial<StepTurn> = {}) {
      const at = test.time.now.toISOString();
      const confirmation = { person: id, at, changesLeft: 1, basis: 'anonymous', proof: newId() };
      return flowDriver(resetPin({ ...test.needs, ...change }), () => turnAt(test, { confirmation, ...given }));
    },
    async statusOf(id: string) {
      const found = await test.needs.directory.byId(id);
      if (!found) throw new Error('no such person');
      return (await pinServiceOf(test.needs.pins, found)).statusOf(found);
    },
  };
}
