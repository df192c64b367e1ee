import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { z } from 'zod';
import { certificateEnd } from '../kernel/certificate-end.ts';
import { type Check, type Finding, good, problem, warning } from '../kernel/finding.ts';
import { isTrustCode } from '../kernel/trust-code.ts';

const about = 'PUBLIC_URL';
const longestMs = 10_000;
const Live = z.object({ status: z.literal('live') });

/** What people's browsers meet: does PIN Desk answer there, and for how long is its certificate good? */
export const publicUrlCheck = (publicUrl: URL): Check => ({
  about,
  async run() {
    const certificate = publicUrl.protocol === 'https:' ? await certificateFindings(publicUrl) : [];
    const answer = await answerFinding(publicUrl);
    return [...certificate, answer];
  },
});

async function answerFinding(publicUrl: URL): Promise<Finding> {
  const answer = await fetch(new URL('/health/live', publicUrl), {
    signal: AbortSignal.timeout(longestMs),
    redirect: 'manual',
  }).catch(() => undefined);
  if (!answer) {
    const fix = 'Start the program, and look at name, proxy and firewall.';
    return warning(about, 'nothing answers there, seen from this machine', fix);
  }
  const isOurs = Live.safeParse(await answer.json().catch(() => undefined)).success;
  return isOurs
    ? good(about, 'PIN Desk answers there')
    : problem(about, 'something else answers there', 'Have the proxy pass all paths to PIN Desk.');
}

async function certificateFindings({ hostname, port }: URL): Promise<readonly Finding[]> {
  const until = await endOfCertificate(hostname, Number(port) || 443);
  if (until === undefined) return [];
  if (until === 'not trusted')
    return [
      problem(about, 'its certificate is not one that this machine trusts', 'Renew it, or send the whole chain.'),
    ];
  const said = certificateEnd(about, until, new Date());
  return said ? [said] : [];
}

/** Undefined where nothing answers: that is said elsewhere. */
function endOfCertificate(host: string, port: number): Promise<Date | 'not trusted' | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, ...(isIP(host) ? {} : { servername: host }), timeout: longestMs }, () => {
      const end = new Date(socket.getPeerCertificate().valid_to);
      socket.destroy();
      resolve(end);
    });
    socket.on('timeout', () => socket.destroy());
    socket.on('error', (error) =>
      resolve('code' in error && isTrustCode(String(error.code)) ? 'not trusted' : undefined),
    );
    socket.on('close', () => resolve(undefined));
  });
}
