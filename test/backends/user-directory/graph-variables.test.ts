import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { configuredUserDirectory, sampleIn } from '../../../src/backends/user-directory/configured.ts';
import { readConfig } from '../../../src/config.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { logLines } from '../../support/log-lines.ts';
import { refusal } from '../../support/refusal.ts';

const id = (last: number) => `11111111-1111-4111-8111-${String(last).padStart(12, '0')}`;
const good = {
  USER_DIRECTORY: 'graph',
  AZURE_TENANT_ID: id(1),
  AZURE_CLIENT_ID: id(2),
  AZURE_CLIENT_SECRET: 'hunter2 hunter2',
};

describe('the environment of Microsoft Graph', () => {
  it('is a tenant, an application and its secret; the rest has a default', () => {
    const { directory } = readConfig(good).backends;

    assert.ok(directory.USER_DIRECTORY === 'graph');
    assert.equal(directory.GRAPH_CLOUD, 'public');
    assert.equal(directory.GRAPH_CREDENTIAL, 'client-secret');
    assert.deepEqual(directory.PROTECTED_GROUPS, []);
    assert.deepEqual(sampleIn(directory), []);
  });

  it('keeps the secret one', () => {
    const config = readConfig(good);

    assert.doesNotMatch(inspect(config, { depth: null }) + JSON.stringify(config), /hunter2/);
  });

  it('is not read while the directory is embedded', () => {
    assert.equal(refusal({ AZURE_TENANT_ID: 'none', PROTECTED_GROUPS: 'none', GRAPH_CLOUD: 'none' }), '');
  });

  for (const [credential, missing] of [
    ['client-secret', ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET']],
    ['certificate', ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_CERTIFICATE_PATH']],
    ['workload-identity', ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_FEDERATED_TOKEN_FILE']],
    ['managed-identity', []],
  ] as const) {
    it(`names in one line what ${credential} wants and does not have`, () => {
      const message = refusal({ USER_DIRECTORY: 'graph', GRAPH_CREDENTIAL: credential });

      const why = `is required with USER_DIRECTORY=graph and GRAPH_CREDENTIAL=${credential}`;
      assert.equal(message, missing.map((name) => `${name}: ${why}`).join('; '));
    });
  }

  for (const [name, value, why] of [
    ['USER_DIRECTORY', 'ldap', /is embedded or graph/],
    ['GRAPH_CLOUD', 'germany', /is public, us-gov, us-dod, china/],
    ['GRAPH_CREDENTIAL', 'password', /is client-secret, certificate, managed-identity, workload-identity/],
    ['AZURE_TENANT_ID', 'contoso.example', /is not a tenant id/],
    ['AZURE_CLIENT_ID', 'pin-desk', /is not an application id/],
    ['PROTECTED_GROUPS', `${id(3)}, Executives`, /is not a list of group object ids/],
    ['PROTECTED_GROUPS', Array.from({ length: 21 }, (_, last) => id(last)).join(), /names more than 20 groups/],
  ] as const) {
    it(`refuses ${name}=${value.slice(0, 60)}`, () => {
      const message = refusal({ ...good, [name]: value });

      assert.match(message, new RegExp(`^${name}: `));
      assert.match(message, why);
    });
  }

  it('takes up to twenty groups, each once', () => {
    const ids = Array.from({ length: 20 }, (_, last) => id(last));

    const { directory } = readConfig({
      ...good,
      PROTECTED_GROUPS: ` ${ids.join(' , ')},${id(0).toUpperCase()},`,
    }).backends;

    assert.deepEqual('PROTECTED_GROUPS' in directory && directory.PROTECTED_GROUPS, ids);
  });

  it('makes a directory without asking Graph for anything', async () => {
    const needs = { clock: systemClock, log: logLines().log };

    const directory = await configuredUserDirectory(readConfig(good).backends.directory, needs);

    assert.equal(await directory.byId('nobody'), undefined);
    assert.deepEqual(await directory.byIdentifier('@'), { ok: false, reason: 'nobody' });
  });
});
