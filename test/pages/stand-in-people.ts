import { embeddedUserDirectory } from '../../src/backends/user-directory/embedded.ts';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import type { DeskPeople } from '../../src/pages/desk/people.ts';
import { type PersonAction, personActs } from '../../src/storage/person-actions.ts';

export const [samplePerson] = samplePeople;

const at = new Date('2026-01-05T11:00:00Z');

const waiting: PersonAction = {
  id: 3,
  kind: 'lift-freeze',
  person: { id: 'p1', displayName: 'Ada <b>Archer</b>' },
  reason: 'Called back at the number on record, it was her',
  askedBy: { id: 'kim', name: 'Kim Agent', role: 'agent' },
  askedAt: at,
  needsSecond: true,
};

const actions: readonly PersonAction[] = [
  waiting,
  { ...waiting, id: 2, askedAt: new Date('2026-01-03T11:00:00Z') },
  { ...waiting, id: 1, kind: 'unlock-pin', needsSecond: false, undone: 'frozen' },
  { ...waiting, id: 4, kind: 'invite', needsSecond: false },
];

/** The sample people, one request that waits, and nothing that is done. */
export const standInPeople = (frozen: readonly string[]): DeskPeople => ({
  directory: embeddedUserDirectory(samplePeople),
  mayLook: async () => true,
  mayList: async () => true,
  now: async ({ id }) => ({
    pin: { isSet: true, isLocked: true, changedAt: at, expiresAt: 'never' },
    stop: frozen.includes(id) ? 'frozen' : undefined,
    pausedUntil: at,
    actions,
    possible: personActs,
  }),
  ask: async () => ({ ok: true, waits: false }),
  decide: async () => ({ ok: false, reason: 'same-person' }),
  undecided: async () => [waiting],
});
