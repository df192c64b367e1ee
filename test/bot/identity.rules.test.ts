import assert from 'node:assert/strict';
import { parseActivity } from '../../src/bot/activity.ts';
import { strangerIn, vouchedFor } from '../../src/bot/identity.rules.ts';
import { type StandInConnector, startConnector, tenant } from '../support/connector.ts';
import { teamsMessage, testEdge } from './edge.ts';

const otherTenant = '99999999-9d4e-4c52-8a62-5a4f6f2f3b10';
const person = 'b5a1c7de-0000-4000-8000-00000000ada1';

describe('who the channel vouches for', () => {
  let connector: StandInConnector;

  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const taken = async (more: Readonly<Record<string, unknown>>, allowedTenants: readonly string[] = [tenant]) => {
    const edge = testEdge({ connector, allowedTenants });
    await edge.post(teamsMessage(connector, more), connector.token());
    const [turn] = edge.turns;
    return { path: turn?.path, vouchedFor: turn?.vouchedFor, requester: turn?.requester };
  };
  const nobody = (channel = 'msteams') => ({
    path: 'anonymous',
    vouchedFor: undefined,
    requester: `conversation:${channel}/a:1`,
  });

  it('believes Teams about a person of an allowed tenant', async () => {
    const who = await taken({});

    assert.deepEqual(who, {
      path: 'teams',
      vouchedFor: { directoryId: person, tenantId: tenant },
      requester: `person:${person}`,
    });
  });

  it('reads tenants without regard to case', async () => {
    const who = await taken({}, [tenant.toUpperCase()]);

    assert.equal(who.path, 'teams');
  });

  it('does not believe another channel', async () => {
    for (const channelId of ['webchat', 'directline', 'emulator', 'skype', 'MSTEAMS']) {
      assert.deepEqual(await taken({ channelId }), nobody(channelId));
    }
  });

  it('does not believe a tenant that is not allowed, and nobody where none is', async () => {
    assert.deepEqual(await taken({}, [otherTenant]), nobody());
    assert.deepEqual(await taken({}, []), nobody());
  });

  it('does not believe an activity of two tenants, or of none', async () => {
    const conversation = { id: 'a:1', conversationType: 'personal' };

    assert.deepEqual(await taken({ channelData: { tenant: { id: otherTenant } } }), nobody());
    assert.deepEqual(await taken({ from: { id: '29:ada', aadObjectId: person, tenantId: otherTenant } }), nobody());
    assert.deepEqual(await taken({ conversation, channelData: undefined }), nobody());
  });

  it('does not believe a sender without a directory id', async () => {
    assert.deepEqual(await taken({ from: { id: '29:ada' } }), nobody());
  });

  it('does not believe what no token verified, or a token for another service URL', () => {
    const activity = parseActivity(teamsMessage(connector));
    assert.ok(activity);

    const by = (tokenServiceUrl: string | undefined) =>
      vouchedFor(activity, { tokenServiceUrl, allowedTenants: [tenant] });

    assert.equal(by(undefined), undefined);
    assert.equal(by('https://elsewhere.example/'), undefined);
    assert.deepEqual(by(connector.serviceUrl), { directoryId: person, tenantId: tenant });
  });

  describe('a stranger', () => {
    const stranger = async (more: Readonly<Record<string, unknown>>, allowedTenants: readonly string[] = [tenant]) => {
      const edge = testEdge({ connector, allowedTenants });
      await edge.post(teamsMessage(connector, more), connector.token());
      return edge.turns[0]?.stranger;
    };
    const twoTenants = { channelData: { tenant: { id: otherTenant } } };

    it('is somebody of Teams who is named with two tenants, or with one that is not allowed', async () => {
      assert.equal(await stranger(twoTenants), 'two-tenants');
      assert.equal(await stranger({ ...twoTenants, from: { id: '29:ada' } }), 'two-tenants');
      assert.equal(await stranger({}, [otherTenant]), 'other-tenant');
    });

    it('is nobody else: not who is vouched for, has no directory id or no tenant, or writes elsewhere', async () => {
      const conversation = { id: 'a:1', conversationType: 'personal' };

      assert.equal(await stranger({}), undefined);
      assert.equal(await stranger({ from: { id: '29:ada' } }), undefined);
      assert.equal(await stranger({ conversation, channelData: undefined }), undefined);
      assert.equal(await stranger({ ...twoTenants, channelId: 'webchat' }), undefined);
      assert.equal(await stranger({}, []), undefined);
    });

    it('is nobody without a token for this service URL', () => {
      const activity = parseActivity(teamsMessage(connector, twoTenants));
      assert.ok(activity);

      const by = (tokenServiceUrl: string | undefined) =>
        strangerIn(activity, { tokenServiceUrl, allowedTenants: [tenant] });

      assert.deepEqual(
        [by(undefined), by('https://elsewhere.example/'), by(connector.serviceUrl)],
        [undefined, undefined, 'two-tenants'],
      );
    });
  });
});
