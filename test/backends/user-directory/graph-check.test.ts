import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateFindings } from '../../../src/backends/graph/graph-certificate.ts';
import {
  configuredGraphFindings,
  type GraphCheckOptions,
  graphFindings,
} from '../../../src/backends/user-directory/graph.check.ts';
import { GraphVariables } from '../../../src/backends/user-directory/graph-variables.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import type { Finding } from '../../../src/kernel/finding.ts';
import { type StandInGraph, startGraph } from '../../support/graph.ts';
import { standInCredential } from '../../support/graph-directory.ts';
import { application } from '../../support/graph-token-service.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { people } from './people.ts';

const board = '0b0b0b0b-0000-4000-8000-000000000001';
const closed = '0b0b0b0b-0000-4000-8000-000000000002';
const wellAnswered = 'good USER_DIRECTORY: Graph answers questions for people';

const lineOf = ({ level, about, finding, fix }: Finding) => {
  assert.ok(level === 'good' || fix);
  return `${level} ${about}: ${finding}`;
};

describe('the doctor, of Microsoft Graph', () => {
  let graph: StandInGraph;
  beforeEach(async () => {
    graph = await startGraph({ users: people });
    graph.groups.set(board, []);
    graph.tokens.permit('User.Read.All', 'GroupMember.Read.All');
  });
  afterEach(() => graph.close());

  type Change = Partial<Omit<GraphCheckOptions, 'variables'> & GraphCheckOptions['variables']>;
  const found = async ({ GRAPH_CREDENTIAL = 'client-secret', PROTECTED_GROUPS = [board], ...options }: Change = {}) => {
    const variables = { GRAPH_CREDENTIAL, PROTECTED_GROUPS };
    const all = await graphFindings({
      graphUrl: graph.url,
      newCredential: standInCredential(graph),
      variables,
      limitMs: 2_000,
      ...options,
    });
    for (const secret of [...graph.tokens.issued(), application.clientSecret]) {
      assert.ok(!JSON.stringify(all).includes(secret));
    }
    return all.map(lineOf);
  };

  it('finds a token, exactly the permissions, an answer and the groups', async () => {
    assert.deepEqual(await found(), [wellAnswered]);
    const asked = graph.asked.map(({ url }) => url.pathname);
    assert.ok(asked.includes('/v1.0/users') && asked.includes(`/v1.0/groups/${board}`), asked.join());
  });

  it('asks for the address of Skype for Business where the program would', async () => {
    await found({ sipAddresses: true });
    await found();

    const asked = graph.asked.flatMap(({ url }) => url.searchParams.get('$select')?.split(',') ?? []);
    assert.equal(asked.filter((name) => name === 'imAddresses').length, 1);
  });

  it('takes the permission to mail for one too many only where the application does not mail, and misses it nowhere', async () => {
    graph.tokens.permit('User.Read.All', 'Mail.Send');
    const withMail = await found({ PROTECTED_GROUPS: [], sendsMail: true });
    const without = await found({ PROTECTED_GROUPS: [] });
    graph.tokens.permit('User.Read.All');
    const byExchange = await found({ PROTECTED_GROUPS: [], sendsMail: true });

    assert.deepEqual([withMail, byExchange], [[wellAnswered], [wellAnswered]]);
    assert.equal(without[0], 'warning AZURE_CLIENT_ID: is permitted more than is needed: Mail.Send');
  });

  for (const [roles, groups, expected] of [
    [['User.Read.All'], [], [wellAnswered]],
    [[], [], ['problem AZURE_CLIENT_ID: has no User.Read.All']],
    [
      ['User.ReadBasic.All'],
      [],
      [
        'problem AZURE_CLIENT_ID: has no User.Read.All',
        'warning AZURE_CLIENT_ID: is permitted more than is needed: User.ReadBasic.All',
      ],
    ],
    [['User.Read.All'], [board], ['problem AZURE_CLIENT_ID: has no GroupMember.Read.All', wellAnswered]],
    [
      ['Directory.Read.All'],
      [board],
      ['warning AZURE_CLIENT_ID: is permitted more than is needed: Directory.Read.All', wellAnswered],
    ],
    [
      ['User.Read.All', 'GroupMember.Read.All', 'Mail.ReadWrite'],
      [],
      ['warning AZURE_CLIENT_ID: is permitted more than is needed: GroupMember.Read.All, Mail.ReadWrite', wellAnswered],
    ],
  ] as const) {
    it(`permitted ${roles.join(', ') || 'nothing'}, ${groups.length} groups: ${expected.length} findings`, async () => {
      graph.tokens.permit(...roles);

      assert.deepEqual(await found({ PROTECTED_GROUPS: [...groups] }), expected);
    });
  }

  it('finds a group that does not exist', async () => {
    assert.deepEqual(await found({ PROTECTED_GROUPS: [board, closed] }), [
      wellAnswered,
      `problem PROTECTED_GROUPS: there is no group ${closed}: it protects nobody`,
    ]);
  });

  it('finds a consent that Graph does not see, once for all groups', async () => {
    for (const what of ['people', 'group'] as const) {
      graph.faults.add(what, { status: 403, code: 'Authorization_RequestDenied' });
    }

    assert.deepEqual(await found({ PROTECTED_GROUPS: [board, closed] }), [
      'problem USER_DIRECTORY: Graph does not let this program read users (Authorization_RequestDenied)',
      'problem USER_DIRECTORY: Graph does not let this program read groups (Authorization_RequestDenied)',
    ]);
  });

  it('finds that Graph does not answer, and that somebody else does', async () => {
    const host = new URL(graph.url).host;

    graph.faults.add('people', 'silent');
    assert.deepEqual(await found({ PROTECTED_GROUPS: [], limitMs: 200 }), [
      `warning AZURE_CLIENT_ID: is permitted more than is needed: GroupMember.Read.All`,
      `problem USER_DIRECTORY: ${host} does not answer questions for users (timeout)`,
    ]);
    graph.faults.clear();
    graph.faults.add('people', { text: '{"welcome":"to the hotel"}' });
    assert.equal(
      (await found())[0],
      `problem USER_DIRECTORY: ${host} does not answer questions for users (bad-answer)`,
    );
  });

  it('says so where the token cannot be read', async () => {
    for (const token of ['opaque', 'a.b.c', `a.${Buffer.from('{"roles":"all"}').toString('base64url')}.c`]) {
      const newCredential = () => ({ getToken: async () => ({ token, expiresOnTimestamp: 0 }) });

      const [first] = await found({ newCredential });

      assert.equal(first, 'warning AZURE_CLIENT_ID: what it is permitted cannot be read out of its token');
    }
  });

  for (const [code, credential, expected] of [
    [7000215, 'client-secret', 'AZURE_CLIENT_SECRET: is not one of this application'],
    [7000222, 'client-secret', 'AZURE_CLIENT_SECRET: has expired'],
    [700016, 'client-secret', 'AZURE_CLIENT_ID: is not an application of this tenant'],
    [7000112, 'client-secret', 'AZURE_CLIENT_ID: is a disabled application'],
    [90002, 'certificate', 'AZURE_TENANT_ID: is no tenant'],
    [
      700027,
      'certificate',
      'AZURE_CLIENT_CERTIFICATE_PATH: is a certificate that this application does not know, or one that has ended',
    ],
    [53003, 'workload-identity', 'AZURE_FEDERATED_TOKEN_FILE: gets no token (AADSTS53003)'],
  ] as const) {
    it(`words AADSTS${code} with ${credential}`, async () => {
      graph.faults.add('token', { text: `{"error_description":"AADSTS${code}: for app hunter2."}`, status: 401 });

      assert.deepEqual(await found({ GRAPH_CREDENTIAL: credential }), [`problem ${expected}`]);
    });
  }

  it('finds that no token can be had', async () => {
    graph.faults.add('token', 'cut');
    assert.match((await found())[0] ?? '', /^problem USER_DIRECTORY: no token can be had \(\w+\)$/);
    graph.faults.clear();
    graph.faults.add('token', 'silent');
    assert.deepEqual(await found({ limitMs: 150 }), ['problem USER_DIRECTORY: no token can be had (timeout)']);
  });

  describe('the certificate', () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'graph-check-'));
    });
    after(() => rm(folder, { recursive: true }));
    const variables = (path: string) =>
      GraphVariables.parse({
        USER_DIRECTORY: 'graph',
        GRAPH_CREDENTIAL: 'certificate',
        AZURE_TENANT_ID: application.tenantId,
        AZURE_CLIENT_ID: application.clientId,
        AZURE_CLIENT_CERTIFICATE_PATH: path,
      });
    const daysFromNow = (days: number) => ({ now: () => new Date(Date.now() + days * 86_400_000) });

    it('is found near its end, past it, and good before; without asking anybody', async () => {
      const path = join(folder, 'good.pem');
      const { cert, key } = selfSigned();
      await writeFile(path, cert + key);
      const said = async (days: number) => (await certificateFindings(variables(path), daysFromNow(days))).map(lineOf);

      // It is good for a day.
      assert.deepEqual(await said(-30), []);
      assert.deepEqual(await said(-20), ['warning AZURE_CLIENT_CERTIFICATE_PATH: its certificate ends in 20 days']);
      assert.match(
        (await said(2))[0] ?? '',
        /^problem AZURE_CLIENT_CERTIFICATE_PATH: its certificate ended on 20\d\d-/,
      );
    });

    it('that cannot be used is named as at the start, and nothing of the file', async () => {
      const path = join(folder, 'secret.pem');
      await writeFile(path, 'hunter2');

      await assert.rejects(configuredGraphFindings(variables(path), systemClock), (error) => {
        assert.ok(error instanceof Error && error.name === 'StartError');
        assert.match(error.message, /^AZURE_CLIENT_CERTIFICATE_PATH: does not hold/);
        return true;
      });
    });
  });
});
