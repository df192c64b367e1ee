import type { Site } from './site.ts';

/** An address of a mail or of the web, with or without what such addresses begin with: chats make links of both. */
const address =
  /(?:[\w+.-]+:\/\/|www\.|mailto:)\S+|[^\s<>()[\]{}"“”«»,;]*[\p{L}\p{N}-]{2,}\.\p{L}{2,24}(?![\p{L}\p{N}_-])[^\s<>()[\]{}"“”«»]*/giu;
/** Files that are named by their ending are no addresses; neither are these, which have no space inside. */
const harmless = /^(?:[^/@:]+\.(?:exe|txt|pdf|docx?|xlsx?|pptx?|json|xml|log|msi|dll|png|jpe?g|csv)|bl\.a|m\.fl)$/iu;

/** The hosts that words of the desk may lead to: those that the site names, what is below them, and our own. */
export function hostsOf({ helpDesk, privacyPolicy, platforms }: Site, origin: string | undefined): readonly string[] {
  const named = [origin, helpDesk.portal, privacyPolicy, ...platforms.flatMap(({ links }) => Object.values(links))];
  const hosts = named.flatMap((url) => (url === undefined ? [] : [new URL(url).hostname]));
  return [...new Set([...hosts, helpDesk.mail.slice(helpDesk.mail.lastIndexOf('@') + 1).toLowerCase()])];
}

/** What leads elsewhere in an agent's words, as it is written there; undefined where nothing does. Who reads them trusts the desk. */
export const strayLink = (text: string, hosts: readonly string[]): string | undefined =>
  [...text.normalize('NFKC').matchAll(address)].map(([found]) => found).find((found) => isStray(found, hosts));

/** For what was written before it was looked at. */
export const withoutStrayLinks = (text: string, hosts: readonly string[]): string =>
  strayLink(text, hosts) === undefined
    ? text
    : text.normalize('NFKC').replace(address, (found) => (isStray(found, hosts) ? '•••' : found));

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
