import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { publicUrlCheck } from '../../src/commands/public-url.check.ts';
import { root } from '../support/tree.ts';

const run = promisify(execFile);
/** It ends with 1 where there are warnings, which is a failure to whoever runs it. */
const outputOf = (failure: unknown) => z.object({ stdout: z.string() }).parse(failure);

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

  describe('the certificate', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'pin-desk-tls-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** PIN Desk over TLS with a certificate of its own making that is good for five days. */
    const startWithTls = async () => {
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
      const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '5'];
      const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
      execFileSync('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
      const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, pinDesk);
      const url = `https://127.0.0.1:${await listening(server)}`;
      return {
        url,
        cert,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      };
    };

    it('that nobody trusts is found', async () => {
      const { url, close } = await startWithTls();

      const said = await found(url);
      close();

      assert.equal(said[0], 'problem: its certificate is not one that this machine trusts');
    });

    it('that ends soon is found, by a program that trusts it', async () => {
      const { url, cert, close } = await startWithTls();

      // Whom to trust is told to Node as it starts.
      const { stdout } = await run(process.execPath, [join(root, 'dist/main.js'), 'doctor'], {
        env: { PATH: process.env.PATH, PUBLIC_URL: url, NODE_EXTRA_CA_CERTS: cert },
      }).catch(outputOf);
      close();

      assert.match(stdout, /^warning {2}PUBLIC_URL: its certificate ends in [45] days$/m);
      assert.match(stdout, /^ok {7}PUBLIC_URL: PIN Desk answers there$/m);
    });
  });
});
