import type { Site } from './site.ts';

/**
 * An address of a mail or of the web, with or without what such addresses begin with: chats make links of both. From where its host begins, so that
 * a long text without one is looked through once.
 */
const address =
  /(?:[\w+.-]{1,30}:\/\/|www\.|mailto:)\S+|(?<![\p{L}\p{N}-])[\p{L}\p{N}-]{2,}\.\p{L}{2,24}(?![\p{L}\p{N}_-])[^\s<>()[\]{}"“”«»]*/giu;
/** What no address goes on behind, to the left. */
const edge = /[\s<>()[\]{}"“”«»,;]/u;
/** More than that before a host is no user's name. */
const longestBefore = 100;
/** Files that are named by their ending are no addresses; neither are these, which have no space inside. */
const harmless = /^(?:[^/@:]+\.(?:exe|txt|pdf|docx?|xlsx?|pptx?|json|xml|log|msi|dll|png|jpe?g|csv)|bl\.a|m\.fl)$/iu;

/** The hosts that words of the desk may lead to: those that the site names, what is below them, and our own. */
export function hostsOf({ helpDesk, privacyPolicy, platforms }: Site, origin: string | undefined): readonly string[] {
  const named = [origin, helpDesk.portal, privacyPolicy, ...platforms.flatMap(({ links }) => Object.values(links))];
  const hosts = named.flatMap((url) => (url === undefined ? [] : [new URL(url).hostname]));
  return [...new Set([...hosts, helpDesk.mail.slice(helpDesk.mail.lastIndexOf('@') + 1).toLowerCase()])];
}

/** What leads elsewhere in an agent's words, as it is written there; undefined where nothing does. Who reads them trusts the desk. */
export function strayLink(text: string, hosts: readonly string[]): string | undefined {
  const read = text.normalize('NFKC');
  const [first] = straysIn(read, hosts);
  return first && read.slice(first.from, first.to);
}

/** For what was written before it was looked at. */
export function withoutStrayLinks(text: string, hosts: readonly string[]): string {
  const read = text.normalize('NFKC');
  const strays = straysIn(read, hosts);
  if (strays.length === 0) return text;
  const kept = [...strays, { from: read.length, to: read.length }].map(({ from }, index) =>
    read.slice(strays[index - 1]?.to ?? 0, from),
  );
  return kept.join('•••');
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function straysIn(text: string, hosts: readonly string[]): readonly Place[] {
  const places: Place[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const to = index + found.length;
    let from = index;
    while (from > end && index - from < longestBefore && !edge.test(text.charAt(from - 1))) from -= 1;
    if (isStray(text.slice(from, to), hosts)) places.push({ from, to });
    end = to;
  }
  return places;
}

function isStray(found: string, hosts: readonly string[]): boolean {
  const bare = found.replace(/[^\p{L}\p{N}/]+$/u, '');
  if (harmless.test(bare)) return false;
  const host = hostIn(bare);
  return host === undefined || !hosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
}

/** As a browser reads it, which is what decides where a link leads: `https://example.com@elsewhere.org` leads elsewhere. */
function hostIn(bare: string): string | undefined {
  if (/^mailto:/iu.test(bare) || /^[^/:@\\]+@[^/:@\\]+$/u.test(bare))
    return bare.slice(bare.lastIndexOf('@') + 1).toLowerCase();
  const url = /^[\w+.-]+:\/\//u.test(bare) ? bare : `https://${bare}`;
  if (!/^https?:/iu.test(url) || !URL.canParse(url)) return undefined;
  const { hostname, username } = new URL(url);
  return username === '' ? hostname : undefined;
}
