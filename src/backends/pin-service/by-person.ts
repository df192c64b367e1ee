import type { Site } from '../../kernel/site.ts';
import type { Person } from '../user-directory/user-directory.ts';
import type { ChosenPinService, IssuedPinService, MixedPinService } from './pin-service.ts';

export type PinServiceRules = Site['pinServiceRules'];

interface Both {
  readonly server: ChosenPinService;
  readonly online: IssuedPinService;
  readonly rules: PinServiceRules;
}

/**
 * An estate of both. Whom a rule of the site file names has their PIN where it says. Of everybody else the server itself knows: whoever
 * is homed on a pool of its has it there, the others in Teams; while it does not answer their place is not known, and its fault is theirs.
 */
export const pinServicesByPerson = ({ server, online, rules }: Both): MixedPinService => ({
  kind: 'mixed',
  opensMeetings: true,
  async of(person: Person) {
    const ruled = serviceByRule(rules, person);
    if (ruled) return ruled === 'teams' ? online : server;
    const refusal = await server.refusalOf(person);
    return refusal === 'other-service' || refusal === 'unknown-person' ? online : server;
  },
  async close() {
    await Promise.all([server.close?.(), online.close?.()]);
  },
});

/** What the first rule says that names them. */
export function serviceByRule(
  rules: PinServiceRules,
  { userPrincipalName, country }: Pick<Person, 'userPrincipalName' | 'country'>,
): PinServiceRules[number]['service'] | undefined {
  const name = userPrincipalName.toLowerCase();
  const domain = name.slice(name.lastIndexOf('@') + 1);
  return rules.find(
    ({ people, domains, countries }) =>
      people.includes(name) || domains.includes(domain) || (country !== undefined && countries.includes(country)),
  )?.service;
}
