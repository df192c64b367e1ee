import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicUrlCheck } from '../../src/commands/public-url.check.ts';

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
const pinDesk: RequestListener = ({ url }, response) => {
  // Not chained: restify replaces writeHead of every response in the process, and its own returns nothing.
  response.writeHead(url === '/health/live' ? 200 : 404);
  response.end('{"status":"live"}');
};

describe('the doctor, of the public address', () => {
  const found = async (origin: string) =>
    (await publicUrlCheck(new URL(origin)).run()).map(({ level, finding }) => `${level}: ${finding}`);

  it('finds PIN Desk there, something else, or nothing', async () => {
    const ours = createServer(pinDesk);
    const other = createServer((_request, response) => response.end('<h1>It works!</h1>'));
    const [here, there] = [await listening(ours), await listening(other)];

    const good = await found(`http://127.0.0.1:${here}`);
    const strange = await found(`http://127.0.0.1:${there}`);
    ours.closeAllConnections();
    other.closeAllConnections();
    ours.close();
    other.close();
    const away = await found(`http://127.0.0.1:${here}`);

    assert.deepEqual(good, ['good: PIN Desk answers there']);
    assert.deepEqual(strange, ['problem: something else answers there']);
    assert.deepEqual(away, ['warning: nothing answers there, seen from this machine']);
  });

  it('finds a certificate that nobody trusts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pin-desk-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '5',
        ...subject,
        '-keyout',
        key,
        '-out',
        cert,
      ],
      { stdio: 'ignore' },
    );
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, pinDesk);
    const port = await listening(server);
    rmSync(folder, { recursive: true });

    const said = await found(`https://127.0.0.1:${port}`);
    server.closeAllConnections();
    server.close();

    assert.equal(said[0], 'problem: its certificate is not one that this machine trusts');
  });
});
