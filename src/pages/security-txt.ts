import type { Clock } from '../kernel/clock.ts';
import type { Route } from '../kernel/http.ts';
import type { Site } from '../kernel/site.ts';

/** RFC 9116 wants less than a year; whoever keeps a copy then knows that the address is at most this old. */
const goodForDays = 180;
const path = '/.well-known/security.txt';

/** Where to report a weakness (RFC 9116); there is no such page where `SITE_FILE` says nothing of it. */
export function securityTxt({ securityContact }: Site, clock: Clock): readonly Route[] {
  if (!securityContact) return [];
  const contact = securityContact.startsWith('https://') ? securityContact : `mailto:${securityContact}`;
  return [
    {
      method: 'GET',
      path,
      guard: 'open',
      handle: async ({ origin }) => {
        const expires = new Date(clock.now().getTime() + goodForDays * 86_400_000);
        expires.setUTCHours(0, 0, 0, 0);
        const lines = [
          `Contact: ${contact}`,
          `Expires: ${expires.toISOString().replace('.000Z', 'Z')}`,
          // Only what is reached by https may say where it belongs.
          ...(origin.startsWith('https://') ? [`Canonical: ${origin}${path}`] : []),
        ];
        return {
          status: 200,
          headers: { 'content-type': 'text/plain; charset=utf-8' },
          content: `${lines.join('\n')}\n`,
        };
      },
    },
  ];
}
