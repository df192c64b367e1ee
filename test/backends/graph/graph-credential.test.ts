import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect, promisify } from 'node:util';
import { graphCredential } from '../../../src/backends/graph/graph-credential.ts';
import { GraphAccessVariables } from '../../../src/backends/graph/graph-variables.ts';
import { type StandInGraph, startGraph } from '../../support/graph.ts';
import { application } from '../../support/graph-token-service.ts';
import { type SelfSigned, selfSigned } from '../../support/self-signed.ts';
import { ada, people } from '../user-directory/people.ts';

const ids = { AZURE_TENANT_ID: application.tenantId, AZURE_CLIENT_ID: application.clientId };

describe('Azure’s own credentials', () => {
  let folder: string;
  let pair: SelfSigned;
  let graph: StandInGraph;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'graph-'));
    pair = selfSigned();
    graph = await startGraph({ users: people, tls: pair });
  });
  after(async () => {
    await graph.close();
    await rm(folder, { recursive: true });
  });
  const file = async (name: string, content: string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const run = async (names: readonly string[], environment: Readonly<Record<string, string>>) => {
    const program = fileURLToPath(new URL('../../support/graph-program.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, ...names], {
      env: { PATH: process.env.PATH, STAND_IN: graph.url, PERSON: ada.id, ...environment },
    });
    return stdout.trim().split('\n');
  };

  it('open the directory: secret, certificate and workload identity', async () => {
    const said = await run(['client-secret', 'certificate', 'workload-identity'], {
      ...ids,
      NODE_EXTRA_CA_CERTS: await file('authority.pem', pair.cert),
      AZURE_CLIENT_SECRET: application.clientSecret,
      AZURE_CLIENT_CERTIFICATE_PATH: await file('application.pem', pair.cert + pair.key),
      AZURE_FEDERATED_TOKEN_FILE: await file('federated', 'kubernetes.says.so'),
    });

    assert.deepEqual(
      said,
      ['client-secret', 'certificate', 'workload-identity'].map((name) => `${name}: Ada Archer`),
    );
    const forms = graph.asked.filter(({ what }) => what === 'token').map(({ body }) => new URLSearchParams(body));
    assert.equal(forms[0]?.get('client_secret'), application.clientSecret);
    assert.match(forms[1]?.get('client_assertion') ?? '', /^ey/);
    assert.equal(forms[2]?.get('client_assertion'), 'kubernetes.says.so');
  });

  it('open the directory as the identity of a machine, its own and one assigned to it', async () => {
    const platform = {
      NODE_EXTRA_CA_CERTS: await file('authority.pem', pair.cert),
      IDENTITY_ENDPOINT: `${graph.url}/machine`,
      IDENTITY_HEADER: 'from the platform',
    };

    const said = await Promise.all([
      run(['managed-identity'], platform),
      run(['managed-identity'], { ...platform, AZURE_CLIENT_ID: application.clientId }),
    ]);

    assert.deepEqual(said.flat(), ['managed-identity: Ada Archer', 'managed-identity: Ada Archer']);
    const machines = graph.asked.map(({ url }) => url).filter(({ pathname }) => pathname === '/machine');
    assert.deepEqual(
      new Set(machines.map(({ searchParams }) => searchParams.get('client_id'))),
      new Set([null, application.clientId]),
    );
    assert.ok(machines.every(({ searchParams }) => searchParams.get('resource') === graph.url));
  });

  it('that are refused, or that meet somebody who only looks like Entra, are faults', async () => {
    const trusted = await file('authority.pem', pair.cert);
    const wrong = { ...ids, AZURE_CLIENT_SECRET: 'yesterday’s' };

    const [refused, distrusted] = await Promise.all([
      run(['client-secret'], { ...wrong, NODE_EXTRA_CA_CERTS: trusted }),
      run(['client-secret'], wrong),
    ]);

    assert.deepEqual(refused, ['client-secret: user-directory: denied AADSTS7000215']);
    assert.match(distrusted[0] ?? '', /^client-secret: user-directory: unavailable/);
  });

  it('name the variable of a file that is no use, and nothing of the file', async () => {
    const other = selfSigned();
    const certificates = [
      join(folder, 'none.pem'),
      await file('empty.pem', ''),
      await file('alone.pem', pair.cert),
      await file('mixed.pem', pair.cert + other.key),
      await file('secret.pem', 'hunter2'),
    ];
    const given = [
      ...certificates.map((path) => ({ GRAPH_CREDENTIAL: 'certificate', AZURE_CLIENT_CERTIFICATE_PATH: path })),
      { GRAPH_CREDENTIAL: 'workload-identity', AZURE_FEDERATED_TOKEN_FILE: join(folder, 'none') },
    ];

    for (const each of given) {
      const variables = GraphAccessVariables.parse({ ...ids, ...each });
      const [, name = ''] = Object.keys(each);
      await assert.rejects(graphCredential(variables, { authorityHost: graph.url }), (error) => {
        assert.ok(error instanceof Error && error.name === 'StartError');
        assert.ok(error.message.startsWith(`${name}: `), error.message);
        assert.doesNotMatch(inspect(error), /hunter2|BEGIN/);
        return true;
      });
    }
  });
});
