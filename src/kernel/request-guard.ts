import type { IncomingHttpHeaders } from 'node:http';
import { type BlockList, isIP } from 'node:net';
import { unmapped } from './requester.ts';

export interface GuardOptions {
  /** In the open a proxy may stand before us; elsewhere a trace of one is refused. */
  readonly inTheOpen: boolean;
  readonly port: number;
  /** The origin of `PUBLIC_URL`, where it is set. */
  readonly publicOrigin?: string;
}

const localNames = ['localhost', '127.0.0.1', '[::1]'];
const proxyHeaders = ['forwarded', 'via'];

/** Scheme, host and port under which we are ours: `PUBLIC_URL`, else the `Host` that was checked; on loopback else `localhost`. */
export function ownOrigin(headers: IncomingHttpHeaders, { port, publicOrigin }: GuardOptions): string {
  if (publicOrigin) return publicOrigin;
  const host = headers.host?.toLowerCase();
  return host && isLocalHost(host, port) ? `http://${host}` : `http://localhost:${port}`;
}

/**
 * Why a guarded request is refused; undefined where it is not (DNS rebinding, tunnels, cross-site posts).
 * In the open only `Origin` and `Sec-Fetch-Site` are checked.
 */
export function guardProblem(
  headers: IncomingHttpHeaders,
  options: GuardOptions & { readonly mayBeLinked?: boolean },
): string | undefined {
  if (!options.inTheOpen) {
    if (!isLocalHost(headers.host?.toLowerCase() ?? '', options.port)) return 'Host is not this machine';
    const forwarded = Object.keys(headers).find(
      (name) => proxyHeaders.includes(name) || name.startsWith('x-forwarded-'),
    );
    if (forwarded) return 'came through a proxy';
  }
  if (headers.origin !== undefined && headers.origin !== ownOrigin(headers, options)) return 'Origin is not ours';
  const site = headers['sec-fetch-site'];
  if (options.mayBeLinked && headers['sec-fetch-mode'] === 'navigate') return undefined;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'comes from another site';
  return undefined;
}

const isLocalHost = (host: string, port: number): boolean =>
  localNames.some((name) => host === `${name}:${port}` || (port === 80 && host === name));

/** The client as seen through trusted proxies, if there are any: the last address of `X-Forwarded-For` that is not one of them. */
export function clientAddress(
  socketAddress: string,
  headers: IncomingHttpHeaders,
  trusted: BlockList | undefined,
): string {
  if (!trusted) return bare(socketAddress);
  const forwarded = [headers['x-forwarded-for'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  let address = bare(socketAddress);
  while (isTrusted(address, trusted)) {
    const before = forwarded.pop();
    if (before === undefined || isIP(bare(before)) === 0) break;
    address = bare(before);
  }
  return address;
}

/** Without brackets and without the port that some proxies write (Azure's Application Gateway does). */
const bare = (address: string): string =>
  unmapped(address.replace(/^\[(.*)\](:\d{1,5})?$/u, '$1').replace(/^(\d+(?:\.\d+){3}):\d{1,5}$/u, '$1'));

export function isTrusted(address: string, trusted: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && trusted.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
