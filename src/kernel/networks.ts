import { BlockList, isIP } from 'node:net';

/** An IP address, or a network such as `10.0.0.0/8`. */
export const isNetwork = (text: string): boolean => {
  const [address = '', prefix, more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return prefix === undefined || (/^\d{1,3}$/u.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
};

/** The proxies whose `X-Forwarded-For` is believed. */
export function trustedNetworks(proxies: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    networks.addSubnet(address, prefix ? Number(prefix) : family === 'ipv4' ? 32 : 128, family);
  }
  return networks;
}
