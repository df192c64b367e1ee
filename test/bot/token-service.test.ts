import assert from 'node:assert/strict';
import { BotAuthentication } from '../../src/bot/bot-authentication.ts';
import { PinDeskAdapter } from '../../src/bot/pin-desk-adapter.ts';
import { tokenService } from '../../src/bot/token-service.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { appId, standInCredentials } from '../support/connector.ts';
import { logLines } from '../support/log-lines.ts';
import { connection, type StandInTokenService, startTokenService } from '../support/token-service.ts';

const owner = { user: '29:ada', channel: 'msteams' };
const token = 'header.payload.signature';
const reference = {
  channelId: 'msteams',
  serviceUrl: 'https://smba.example/',
  bot: { id: `28:${appId}`, name: '' },
  user: { id: '29:ada', name: '' },
  conversation: { id: 'a:1', name: '', isGroup: false, conversationType: 'personal' },
};

describe('the token service', function () {
  this.timeout(20_000);
  let standIn: StandInTokenService;

  before(async () => {
    standIn = await startTokenService();
  });
  after(() => standIn.close());
  beforeEach(() => standIn.reset());

  function service() {
    const authentication = new BotAuthentication({ appId }, standInCredentials, standIn.url);
    const adapter = new PinDeskAdapter(authentication, { appId, audience: 'https://api.botframework.com' });
    const { log, lines } = logLines();
    return { lines, of: tokenService({ connection, client: () => adapter.tokenClient(), clock: systemClock, log }) };
  }

  it('gives a link and what a client can exchange, for this person’s conversation', async () => {
    const found = await service().of.resourceFor(reference);

    assert.match(found?.signInLink ?? '', /^https:/);
    assert.equal(found?.tokenExchangeResource?.uri, `api://botid-${appId}`);
  });

  it('exchanges a token of the person’s client, and forgets it again', async () => {
    const { of } = service();
    standIn.give(new Secret(token));

    const exchanged = await of.exchange(owner, new Secret('of the client'));
    const held = standIn.held();
    await of.forget(owner);

    assert.equal(exchanged?.reveal(), token);
    assert.deepEqual([held, standIn.held()], [[token], []]);
  });

  it('redeems a magic code once, and no wrong one', async () => {
    const { of, lines } = service();
    standIn.give(new Secret(token));
    const code = standIn.signedIn(owner.user);

    const wrong = await of.redeem(owner, new Secret('000000'));
    const right = await of.redeem(owner, new Secret(code));
    const again = await of.redeem(owner, new Secret(code));

    assert.deepEqual([wrong, right?.reveal(), again], [undefined, token, undefined]);
    assert.equal(lines.length, 0);
  });

  it('has nothing where consent is missing or the service fails, and the log says so without the token', async () => {
    const { of, lines } = service();

    const withoutConsent = await of.exchange(owner, new Secret('of-the-client'));
    standIn.failWith(403);
    const failed = [await of.resourceFor(reference), await of.redeem(owner, new Secret('123456'))];

    assert.deepEqual([withoutConsent, ...failed], [undefined, undefined, undefined]);
    assert.deepEqual(
      lines.map(({ fields }) => [fields.what, fields.status]),
      [
        ['exchange', 412],
        ['sign-in link', 403],
        ['code', 403],
      ],
    );
    assert.doesNotMatch(JSON.stringify(lines), /of-the-client|123456/);
  });

  it('is not waited for longer than five seconds', async () => {
    const { of, lines } = service();
    standIn.delay(7_000);
    const startedAt = performance.now();

    const found = await of.resourceFor(reference);

    assert.equal(found, undefined);
    assert.ok(performance.now() - startedAt < 6_000);
    assert.equal(lines[0]?.fields.status, 'ETIMEDOUT');
  });
});
