import type { Person } from '../user-directory/user-directory.ts';
import type { ChosenPinService, IssuedPinService, MixedPinService } from './pin-service.ts';

/**
 * An estate of both: whoever is homed on a pool of the server has their PIN there, everybody else in Teams. The server itself knows that,
 * so there is no list to keep; where it does not answer nobody's place is known, and its fault is everybody's.
 */
export const pinServicesByPerson = (server: ChosenPinService, online: IssuedPinService): MixedPinService => ({
  kind: 'mixed',
  opensMeetings: true,
  async of(person: Person) {
    const refusal = await server.refusalOf(person);
    return refusal === 'other-service' || refusal === 'unknown-person' ? online : server;
  },
  async close() {
    await Promise.all([server.close?.(), online.close?.()]);
  },
});
