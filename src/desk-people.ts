import { pinServiceOf } from './backends/pin-service/pin-service.ts';
import { pausedUntil } from './features/confirm-identity/person-pauses.ts';
import { askFor, decideOn } from './features/desk-actions/desk-actions.ts';
import type { Needs } from './features/needs.ts';
import { BackendError } from './kernel/errors.ts';
import type { DeskPeople } from './pages/desk/people.ts';
import { type PersonAct, personActs } from './storage/person-actions.ts';

/** Hands the console what it may know of people and do about them. */
export const deskPeople = (needs: Needs): DeskPeople => {
  const possible = personActs.filter((kind: PersonAct) => kind !== 'unlock-pin' || needs.pins.kind !== 'issued');
  return {
    directory: needs.directory,
    mayLook: async ({ id }) => (await needs.budgets.spend(needs.limits.desk.panels, id, needs.clock.now())).ok,
    mayList: async ({ id }) => (await needs.budgets.spend(needs.limits.desk.lists, id, needs.clock.now())).ok,
    async now(person) {
      const now = needs.clock.now();
      // A service that is away keeps nobody from seeing the rest.
      const asked = pinServiceOf(needs.pins, person).then((service) => service.statusOf(person));
      const pin = await asked.catch((error: unknown) => {
        if (error instanceof BackendError) return undefined;
        throw error;
      });
      const [stop, until, actions] = await Promise.all([
        needs.notMe.stopOf(person.id, now),
        pausedUntil(needs, person, now),
        needs.personActions.about(person.id),
      ]);
      return { pin, stop, pausedUntil: until, actions, possible };
    },
    ask: (ask) => askFor(needs, ask),
    decide: (decision) => decideOn(needs, decision),
    undecided: () => needs.personActions.undecided(needs.clock.now()),
  };
};
