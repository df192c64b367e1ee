import assert from 'node:assert/strict';
import sinon from 'sinon';
import { type IncomingActivity, parseActivity } from '../../src/bot/activity.ts';
import { channelTokens } from '../../src/bot/channel-tokens.ts';
import { signingKeys } from '../../src/bot/signing-keys.ts';
import { HttpError } from '../../src/kernel/http.ts';
import { appId, type Behaviour, type StandInIssuer, startIssuer } from '../support/issuer.ts';
import { logLines } from '../support/log-lines.ts';

const minute = 60_000;
const hour = 60 * minute;
const serviceUrl = 'https://smba.example/emea/';
const keysGone = 'the signing keys of the channels cannot be had';

describe('the keys of channel tokens', function () {
  this.timeout(30_000);
  let issuer: StandInIssuer;

  beforeEach(async () => {
    issuer = await startIssuer({ serviceUrl });
  });
  afterEach(() => issuer.close());

  /** One bot, whose clock the test moves. Tokens here last for days, so that only keys grow old. */
  function bot({ issuer: believed }: Pick<StandInIssuer, 'issuer'> = issuer) {
    let now = Date.now();
    const clock = { now: () => new Date(now) };
    const { log, lines } = logLines();
    const keys = signingKeys(believed, clock, log);
    const tokens = channelTokens({ appId, issuer: believed, keys, clock, log });
    const status = async (authorization: string): Promise<number> => {
      try {
        await tokens.check(authorization, aMessage());
        return 200;
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        return error.status;
      }
    };
    return {
      lines,
      keys,
      status,
      later: (ms: number) => {
        now += ms;
      },
    };
  }

  const lasting = (keyId = 'ours', jti = 'one') =>
    issuer.token({ keyId, claims: { exp: Math.floor(Date.now() / 1_000) + 10 * 86_400, jti } });

  it('are asked for once, however many tokens come at once', async () => {
    const { status } = bot();

    const answers = await Promise.all(Array.from({ length: 50 }, (_, each) => status(lasting('ours', String(each)))));

    assert.deepEqual(new Set(answers), new Set([200]));
    assert.equal(issuer.keyRequests(), 1);
  });

  it('are not asked for on behalf of another issuer, or of what is no token', async () => {
    const { status } = bot();
    const foreign = issuer.token({ claims: { iss: 'https://issuer.example' } });

    const answers = [await status(foreign), await status('Bearer a.b.c'), await status('')];

    assert.deepEqual([answers, issuer.requests()], [[401, 401, 401], 0]);
  });

  it('are there before the first message where the program has warmed up', async () => {
    const { keys, status } = bot();

    await keys.warmUp();
    const asked = issuer.requests();
    const answer = await status(lasting());

    assert.deepEqual([answer, asked, issuer.requests()], [200, 2, 2]);
  });

  it('that are new are found within five minutes, and whoever makes names up causes no more questions', async () => {
    const { status, later } = bot();
    await status(lasting());
    issuer.publish('new', ['msteams']);

    const early = await status(lasting('new'));
    later(6 * minute);
    const found = await status(lasting('new'));
    for (let each = 0; each < 20; each += 1) await status(lasting(`made-up-${each}`));

    assert.deepEqual([early, found, issuer.keyRequests()], [401, 200, 2]);
  });

  it('that are withdrawn are refused once the list is read again, remembered tokens included', async () => {
    const { status, later } = bot();
    issuer.publish('new', ['msteams']);
    const old = lasting();
    await status(lasting('ours', 'reads the keys'));
    later(4 * minute);
    const first = await status(old);
    issuer.withdraw('ours');

    later(2 * minute);
    const other = await status(lasting('another'));
    const remembered = await status(old);

    assert.deepEqual([first, other, remembered], [200, 401, 401]);
  });

  it('are not believed for more than a day, and are read again after half a day without holding anybody up', async () => {
    const { status, later } = bot();
    const old = lasting();
    await status(old);
    issuer.withdraw('ours');
    issuer.publish('new', ['msteams']);

    later(13 * hour);
    const meanwhile = await status(old);
    await untilRefused(() => status(old));

    assert.equal(meanwhile, 200);
    assert.equal(issuer.keyRequests(), 2);
  });

  it('that cannot be read again do for the rest of the day, and then 503 is the answer until they can', async () => {
    const { status, later, lines } = bot();
    await status(lasting());
    issuer.behave('failing');

    later(13 * hour);
    const half = await status(lasting());
    later(10 * hour);
    const late = await status(lasting());
    later(2 * hour);
    const over = await status(lasting());
    issuer.behave('well');
    later(minute);
    const again = await status(lasting());

    assert.deepEqual([half, late, over, again], [200, 200, 503, 200]);
    assert.ok(lines.every(({ level, message }) => level === 'warn' && message === keysGone));
  });

  it('are asked for again where the clock jumps back', async () => {
    const { status, later } = bot();
    await status(lasting());

    later(-3 * 24 * hour);
    const answer = await status(issuer.token({ claims: { nbf: 0 } }));

    assert.deepEqual([answer, issuer.keyRequests()], [200, 2]);
  });

  const broken: readonly Behaviour[] = ['failing', 'html', 'keyless', 'empty', 'huge', 'redirecting', 'elsewhere'];
  for (const how of broken) {
    it(`that an issuer gives wrongly (${how}) are not taken: 503, one warning, and well again in ten seconds`, async () => {
      const { status, later, lines } = bot();
      issuer.behave(how);

      const answers = [await status(lasting()), await status(lasting()), await status(lasting('other'))];
      const asked = issuer.requests();
      issuer.behave('well');
      later(11_000);
      const after = await status(lasting());

      assert.deepEqual([...answers, after], [503, 503, 503, 200]);
      assert.ok(asked <= 2, 'an issuer that fails is left alone for a while');
      assert.deepEqual(
        lines.map(({ level, message }) => [level, message]),
        [['warn', keysGone]],
      );
      assert.doesNotMatch(JSON.stringify(lines.map(({ fields }) => String(fields.err))), /hotel|"n"/);
    });
  }

  it('that never come, or half, cost a message five seconds and those after it nothing', async () => {
    const half = await startIssuer({ serviceUrl });
    const { status } = bot();
    const { status: statusOfHalf } = bot(half);
    issuer.behave('silent');
    half.behave('stalling');
    const started = Date.now();

    const first = await Promise.all([status(lasting()), status(lasting('other')), statusOfHalf(half.token())]);
    const waited = Date.now() - started;
    const second = await Promise.all([status(lasting()), statusOfHalf(half.token())]);
    const waitedAgain = Date.now() - started - waited;
    await half.close();

    assert.deepEqual([...first, ...second], [503, 503, 503, 503, 503]);
    assert.ok(waited > 4_000 && waited < 8_000, String(waited));
    assert.ok(waitedAgain < 1_000, String(waitedAgain));
  });

  it('warns once a minute while they cannot be had', async () => {
    const { status, later, lines } = bot();
    issuer.behave('failing');

    for (let each = 0; each < 20; each += 1) {
      await status(lasting());
      later(11_000);
    }

    assert.equal(lines.length, 4);
  });

  it('that are too short or no keys are not used', async () => {
    const { status } = bot();
    issuer.publish('short', ['msteams'], 1_024);

    assert.deepEqual([await status(lasting('short')), await status(lasting())], [401, 200]);
  });

  it('verify a token once in five minutes, and again once it has expired', async () => {
    const { keys, status, later } = bot();
    const verified = sinon.spy(keys, 'find');
    const token = lasting();
    const short = issuer.token({ claims: { exp: Math.floor(Date.now() / 1_000) + 60 } });

    await status(token);
    await status(short);
    later(50_000);
    await status(token);
    await status(short);
    const remembered = verified.callCount;
    later(11_000);
    await status(short);
    const expired = verified.callCount;
    later(5 * minute - 61_000 + 1_000);
    await status(token);

    assert.deepEqual([remembered, expired, verified.callCount], [2, 3, 4]);
  });
});

function aMessage(): IncomingActivity {
  const activity = parseActivity({
    type: 'message',
    id: '1',
    serviceUrl,
    channelId: 'msteams',
    from: { id: '29:ada' },
    conversation: { id: 'a:1' },
  });
  assert.ok(activity);
  return activity;
}

const turnOfTheLoop = () => new Promise((resolve) => setTimeout(resolve, 10));

async function untilRefused(status: () => Promise<number>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await status()) === 401) return;
    await turnOfTheLoop();
  }
  assert.fail('still taken');
}
