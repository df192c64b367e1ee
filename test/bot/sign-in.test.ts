import assert from 'node:assert/strict';
import type { Outcome, Reply } from '../../src/conversation/reply.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { type StandInConnector, startConnector, tenant } from '../support/connector.ts';
import { type StandInEntra, startEntra } from '../support/entra.ts';
import type { TokenOptions } from '../support/issuer.ts';
import { eventually } from '../support/persevering-person.ts';
import { connection, type StandInTokenService, startTokenService } from '../support/token-service.ts';
import { teamsMessage, testEdge } from './edge.ts';

const ada = { oid: 'b5a1c7de-0000-4000-8000-00000000ada1', tid: tenant };
const bo = { oid: 'b5a1c7de-0000-4000-8000-00000000b0b0', tid: tenant };
const otherTenant = '99999999-9d4e-4c52-8a62-5a4f6f2f3b10';
const clientsToken = 'a-token-of-the-persons-client';
const pleaseSignIn: Reply = {
  kind: 'sign-in',
  text: 'Please sign in.',
  button: 'Sign in',
  unavailable: 'Not possible now.',
  choices: [{ title: 'Cancel', text: 'Cancel' }],
};

describe('signing in in Teams', function () {
  this.timeout(20_000);
  let connector: StandInConnector;
  let entra: StandInEntra;
  let service: StandInTokenService;

  before(async () => {
    [connector, entra, service] = await Promise.all([startConnector(), startEntra(), startTokenService()]);
  });
  after(() => Promise.all([connector.close(), entra.close(), service.close()]));
  beforeEach(() => {
    connector.reset();
    service.reset();
  });

  const edgeFor = (outcome: Outcome = { replies: [] }) =>
    testEdge({
      connector,
      handle: async () => outcome,
      signIn: { oAuthUrl: service.url, issuerOf: entra.issuerOf },
    });
  const invoke = (name: string, value: unknown, more: Readonly<Record<string, unknown>> = {}) =>
    teamsMessage(connector, { type: 'invoke', text: undefined, name, value, ...more });
  const exchange = (more: Readonly<Record<string, unknown>> = {}) =>
    invoke('signin/tokenExchange', { id: 'exchange-1', connectionName: connection, token: clientsToken }, more);
  const giveAda = (options?: TokenOptions) => service.give(entra.token(ada, options));
  const sentCard = () => JSON.parse(JSON.stringify(connector.sent.at(-1)?.activity));

  describe('the card', () => {
    it('has a link, a button and what a client needs to sign in by itself; the choices stay', async () => {
      const edge = edgeFor({ replies: [pleaseSignIn] });

      await edge.post(teamsMessage(connector), connector.token());

      const { attachments, suggestedActions, text } = sentCard();
      const [{ contentType, content }] = attachments;
      assert.equal(contentType, 'application/vnd.microsoft.card.oauth');
      assert.equal(content.text, 'Please sign in.');
      assert.equal(content.connectionName, connection);
      assert.deepEqual([content.buttons[0].type, content.buttons[0].title], ['signin', 'Sign in']);
      assert.match(content.buttons[0].value, /^https:/);
      assert.ok(content.tokenExchangeResource.id);
      assert.equal(suggestedActions.actions[0].title, 'Cancel');
      assert.ok(!text);
    });

    it('has the button alone after a sign-in that did not do, so that clients do not go round', async () => {
      const edge = edgeFor({ replies: [pleaseSignIn] });

      await edge.post(invoke('signin/verifyState', { state: '000000' }), connector.token());
      const [{ content }] = sentCard().attachments;

      assert.equal(content.buttons.length, 1);
      assert.equal(content.tokenExchangeResource, undefined);
    });

    it('has the button alone outside a turn', async () => {
      const edge = edgeFor();
      await edge.post(teamsMessage(connector), connector.token());
      const [turn] = edge.turns;
      assert.ok(turn);

      await edge.deliver(turn.address, turn.reference, { replies: [pleaseSignIn] });

      assert.equal(sentCard().attachments[0].content.buttons.length, 1);
      assert.equal(sentCard().attachments[0].content.tokenExchangeResource, undefined);
    });

    it('is words alone where the token service fails or is slow, and the log says so', async () => {
      const edge = edgeFor({ replies: [pleaseSignIn] });

      service.failWith(403);
      await edge.post(teamsMessage(connector), connector.token());
      const failed = sentCard();
      service.failWith(undefined);
      service.delay(6_000);
      await edge.post(teamsMessage(connector), connector.token());

      for (const { text, attachments } of [failed, sentCard()]) {
        assert.equal(text, 'Please sign in.\n\nNot possible now.');
        assert.equal(attachments, undefined);
      }
      assert.deepEqual(
        edge.lines.map(({ fields }) => fields.status),
        [403, 'ETIMEDOUT'],
      );
    });
  });

  describe('a token that a client exchanges', () => {
    it('becomes a turn that says when it was issued, for the person whom Teams names', async () => {
      const edge = edgeFor();
      const iat = Math.floor(Date.now() / 1_000) - 300;
      giveAda({ claims: { iat } });

      const answer = await edge.post(exchange(), connector.token());

      const [turn] = edge.turns;
      assert.equal(answer.status, 200);
      assert.deepEqual(turn?.input, { kind: 'sign-in', result: 'done' });
      assert.deepEqual(turn?.vouchedFor, {
        directoryId: ada.oid,
        tenantId: tenant,
        signedInAt: new Date(iat * 1_000),
      });
    });

    it('is one turn however many clients the person has, and another for the next card', async () => {
      const edge = edgeFor();
      giveAda();

      for (const id of ['phone', 'desktop', 'browser']) await edge.post(exchange({ id }), connector.token());
      const again = { id: 'exchange-2', connectionName: connection, token: clientsToken };
      await edge.post(invoke('signin/tokenExchange', again), connector.token());

      const keys = edge.turns.map(({ activityKey }) => activityKey);
      assert.equal(keys.length, 4);
      assert.equal(new Set(keys).size, 2);
    });

    it('is answered 412 and is no turn where the token service has nothing for it', async () => {
      const edge = edgeFor();

      const withoutConsent = await edge.post(exchange(), connector.token());
      service.failWith(403);
      const failing = await edge.post(exchange(), connector.token());

      for (const { status, json } of [withoutConsent, failing]) {
        assert.equal(status, 412);
        assert.match(JSON.stringify(json), /"id":"exchange-1","connectionName":"entra"/);
      }
      assert.equal(edge.turns.length, 0);
    });

    const wrong: Readonly<Record<string, readonly [flaw: string, give: () => Secret]>> = {
      'of another person': ['person', () => entra.token(bo)],
      'of another tenant': ['issuer', () => entra.token({ ...ada, tid: otherTenant })],
      'for another audience': ['audience', () => entra.token(ada, { claims: { aud: 'https://graph.microsoft.com' } })],
      'of another issuer': ['issuer', () => entra.token(ada, { claims: { iss: 'https://elsewhere.example' } })],
      'that nobody signed': ['header', () => entra.token(ada, { header: { alg: 'none' } })],
      'that somebody else signed': ['signature', () => entra.token(ada, { forged: true })],
      'that is over': ['time', () => entra.token(ada, { claims: { exp: Math.floor(Date.now() / 1_000) - 100 } })],
      'that is none': ['malformed', () => new Secret('opaque')],
    };
    for (const [name, [flaw, give]] of Object.entries(wrong)) {
      it(`is a failed sign-in and one line in the log where it comes back as one ${name}`, async () => {
        const edge = edgeFor();
        service.give(give());

        const answers = [
          await edge.post(exchange({ id: 'one' }), connector.token()),
          await edge.post(exchange({ id: 'two' }), connector.token()),
        ];

        assert.deepEqual(
          answers.map(({ status }) => status),
          [412, 412],
        );
        assert.deepEqual(edge.turns[0]?.input, { kind: 'sign-in', result: 'failed' });
        assert.equal(edge.turns[0]?.vouchedFor?.signedInAt, undefined);
        assert.deepEqual(
          edge.lines.map(({ message, fields }) => [message, fields.flaw]),
          [['a sign-in was refused', flaw]],
        );
      });
    }

    it('never stands for a better one with the same id', async () => {
      const edge = edgeFor();

      service.give(entra.token(bo));
      await edge.post(exchange({ id: 'one' }), connector.token());
      giveAda();
      await edge.post(exchange({ id: 'two' }), connector.token());

      assert.notEqual(edge.turns[0]?.activityKey, edge.turns[1]?.activityKey);
      assert.deepEqual(edge.turns[1]?.input, { kind: 'sign-in', result: 'done' });
    });

    it('is malformed without its parts, or for another connection', async () => {
      const edge = edgeFor();
      const values = [
        undefined,
        {},
        { id: 'x', connectionName: 'other', token: 't' },
        { id: 'ø', connectionName: connection },
      ];

      for (const value of values) {
        const { status } = await edge.post(invoke('signin/tokenExchange', value), connector.token());
        assert.equal(status, 400);
      }
      assert.equal(edge.turns.length + service.asked.length, 0);
    });
  });

  describe('a magic code', () => {
    const verify = (state: string, more: Readonly<Record<string, unknown>> = {}) =>
      invoke('signin/verifyState', { state }, more);

    it('proves a sign-in once', async () => {
      const edge = edgeFor();
      giveAda();
      const code = service.signedIn('29:ada');

      const right = await edge.post(verify(code, { id: 'first' }), connector.token());
      const used = await edge.post(verify(code, { id: 'second' }), connector.token());

      assert.deepEqual([right.status, used.status], [200, 404]);
      assert.deepEqual(
        edge.turns.map(({ input }) => input),
        [
          { kind: 'sign-in', result: 'done' },
          { kind: 'sign-in', result: 'failed' },
        ],
      );
    });

    it('proves nothing where it is wrong, or somebody else’s', async () => {
      const edge = edgeFor();
      giveAda();
      const hers = service.signedIn('29:ada');
      const code = service.signedIn('29:bo');

      const wrong = await edge.post(verify(hers === '111111' ? '111112' : '111111'), connector.token());
      const another = await edge.post(verify(code), connector.token());

      assert.deepEqual([wrong.status, another.status], [404, 404]);
      assert.ok(edge.turns.every(({ input }) => input.kind === 'sign-in' && input.result === 'failed'));
    });

    it('proves nothing where somebody else signed in in the window', async () => {
      const edge = edgeFor();
      service.give(entra.token(bo));

      const answer = await edge.post(verify(service.signedIn('29:ada')), connector.token());

      assert.equal(answer.status, 404);
      assert.deepEqual(edge.turns[0]?.input, { kind: 'sign-in', result: 'failed' });
      assert.equal(edge.lines[0]?.fields.flaw, 'person');
    });

    it('is a failed sign-in where the window was closed, and asks the token service nothing', async () => {
      for (const state of ['CancelledByUser', 'UserCancelledSignIn']) {
        const edge = edgeFor();

        const answer = await edge.post(verify(state), connector.token());

        assert.equal(answer.status, 200);
        assert.deepEqual(edge.turns[0]?.input, { kind: 'sign-in', result: 'failed' });
        assert.equal(service.asked.length, 0);
      }
    });
  });

  it('says once that a client failed, with Teams’ own word for it in the log', async () => {
    const edge = edgeFor();
    const failure = { code: 'resourcematchfailed', message: 'a sentence of the client’s' };

    for (const id of ['phone', 'desktop']) {
      const answer = await edge.post(invoke('signin/failure', failure, { id, replyToId: 'card-1' }), connector.token());
      assert.equal(answer.status, 200);
    }

    assert.deepEqual(edge.turns[0]?.input, { kind: 'sign-in', result: 'failed' });
    assert.equal(new Set(edge.turns.map(({ activityKey }) => activityKey)).size, 1);
    assert.deepEqual(
      edge.lines.map(({ message, fields }) => [message, fields]),
      [['a Teams client could not sign somebody in', { code: 'resourcematchfailed' }]],
    );
  });

  it('is for nobody whom Teams does not vouch for, and not in front of others', async () => {
    const edge = edgeFor();
    giveAda();
    const guest = { channelData: { tenant: { id: otherTenant } } };
    const group = { conversation: { id: '19:x', conversationType: 'groupChat', isGroup: true, tenantId: tenant } };

    const statuses = [];
    for (const more of [guest, group]) {
      statuses.push((await edge.post(exchange(more), connector.token())).status);
      statuses.push((await edge.post(invoke('signin/verifyState', { state: '1' }, more), connector.token())).status);
    }

    assert.deepEqual(statuses, [412, 404, 412, 404]);
    assert.equal(edge.turns.length + service.asked.length, 0);
  });

  it('leaves no token at the token service and writes none anywhere', async () => {
    const edge = edgeFor({ replies: [pleaseSignIn] });
    const tokens = [entra.token(ada), entra.token(bo)];

    for (const [index, token] of tokens.entries()) {
      service.give(token);
      await edge.post(exchange({ id: `activity-${index}` }), connector.token());
      await edge.post(
        invoke('signin/verifyState', { state: service.signedIn('29:ada') }, { id: `code-${index}` }),
        connector.token(),
      );
    }
    await eventually('signed out', () => (service.held().length === 0 ? true : undefined));

    const seen = JSON.stringify([edge.turns, edge.lines, connector.sent]);
    assert.ok(edge.turns.length === 4 && edge.lines.length > 0 && connector.sent.length > 0);
    for (const token of [clientsToken, ...tokens.map((each) => each.reveal())]) assert.ok(!seen.includes(token));
  });

  it('is not there without a connection', async () => {
    const edge = testEdge({ connector, handle: async () => ({ replies: [pleaseSignIn] }) });

    const answer = await edge.post(exchange(), connector.token());
    await edge.post(teamsMessage(connector), connector.token());

    assert.equal(answer.status, 501);
    assert.equal(sentCard().text, 'Please sign in.');
  });

  it('is answered 500 with an apology in the chat where the engine cannot take it', async () => {
    const edge = testEdge({
      connector,
      handle: async () => {
        throw new Error('the database is away');
      },
      signIn: { oAuthUrl: service.url, issuerOf: entra.issuerOf },
    });
    giveAda();

    const answer = await edge.post(exchange(), connector.token());

    assert.equal(answer.status, 500);
    assert.match(String(sentCard().text), /7F3A-9KQ2/);
  });
});
