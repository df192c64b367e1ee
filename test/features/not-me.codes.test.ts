import assert from 'node:assert/strict';
import { confirmIdentityJobs } from '../../src/features/confirm-identity/confirm-identity.jobs.ts';
import { reportNotMe } from '../../src/features/not-me/report.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { NotMeKind } from '../../src/storage/not-me-links.ts';
import { ada, adaId, code, confirming, unknown, vouchedFor } from '../support/confirming.ts';
import { saidBy, textOf } from '../support/flow-driver.ts';
import { runJobs } from '../support/needs.ts';

describe('codes after “This wasn’t me”', () => {
  const at = confirming();
  const { conversation, mailCodes } = at;
  beforeEach(() => at.database.query('DELETE FROM not_me_links', []));

  const report = async (kind: NotMeKind) => {
    const { notMe } = at.test.needs;
    const about = { kind, person: adaId, id: '1', locale: 'en', happenedAt: at.test.time.now } as const;
    const link = await notMe.linkFor(about, at.test.time.now);
    const token = new URL(link?.reveal() ?? '').searchParams.get('link') ?? '';
    const read = await notMe.read(new Secret(token), at.test.time.now);
    assert.ok(read);
    await reportNotMe(at.test.needs, read);
    at.test.jobs.length = 0;
  };

  it('are mailed with the link of that very mail', async () => {
    await at.waiting();

    const link = /^http:\/\/localhost:3978\/not-me\?link=(\S+)$/mu.exec(at.test.mails[0]?.text ?? '')?.[1] ?? '';

    const read = await at.test.needs.notMe.read(new Secret(link), at.test.time.now);
    assert.deepEqual([read?.kind, read?.person], ['code-sent', adaId]);
  });

  it('are mailed without one where people have no way here', async () => {
    await conversation().submit({ email: ada });
    const notMe = { ...at.test.needs.notMe, linkFor: async () => undefined };

    await runJobs(at.test, confirmIdentityJobs({ ...at.test.needs, notMe }));

    assert.equal(at.test.mails.length, 1);
    assert.doesNotMatch(at.test.mails[0]?.text ?? '', /\/not-me|undefined/u);
  });

  for (const [kind, finding] of [
    ['pin-changed', 'frozen'],
    ['code-sent', 'reported'],
    ['resets-paused', 'reported'],
  ] as const) {
    it(`are not mailed to an anonymous person, who hears what a stranger hears; the ticket says it: ${kind}`, async () => {
      await report(kind);
      const [stopped, stranger] = [conversation(), conversation()];

      await stopped.submit({ email: ada });
      const shown = textOf(await stopped.show());
      await mailCodes();
      const gaveUp = await stopped.submit({ help: 'yes' });
      await stranger.submit({ email: unknown });
      const toStranger = textOf(await stranger.show());

      assert.equal(at.test.mails.length, 0);
      assert.equal(shown, toStranger);
      assert.ok(gaveUp?.kind === 'escalate');
      assert.equal(textOf(saidBy(gaveUp)), '');
      assert.match(gaveUp.finding ?? '', finding === 'frozen' ? /frozen for this person/u : /stopped for this person/u);
    });

    it(`that were mailed before are wrong ones, as any wrong one is: ${kind}`, async () => {
      const flow = await at.waiting();
      const mailed = at.mailedCode();
      await report(kind);

      await flow.submit(code(mailed));

      assert.equal(flow.went, 'again wrong-code');
    });
  }

  it('go out as before to whoever a channel vouches for', async () => {
    await report('pin-changed');
    const flow = conversation(vouchedFor(adaId));

    await flow.submit({});
    await mailCodes();
    await flow.submit(code(at.mailedCode()));

    assert.equal(flow.went, 'finish');
  });
});
