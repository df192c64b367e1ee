import { isIPv6 } from 'node:net';

/** An IPv4 address as itself, also where a socket that takes both kinds writes it as an IPv6 one. */
export const unmapped = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/iu, '');

/** Whose budgets an anonymous request counts against: the IPv4 address, or the /64 of an IPv6 one (one site gets at least that many addresses). */
export function requester(address: string): string {
  const plain = unmapped(address).replace(/%.*$/u, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const all = tail === undefined ? before : [...before, ...zeros, ...after];
  return `${all.slice(0, 4).map(withoutLeadingZeros).join(':')}::/64`;
}

const groups = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));

const withoutLeadingZeros = (group: string): string => group.toLowerCase().replace(/^0+(?=.)/u, '');
