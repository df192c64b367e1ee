import assert from 'node:assert/strict';
import { ada, adaId, code, confirming, elsewhere, vouchedFor } from '../support/confirming.ts';
import { cardOf, saidBy, textOf } from '../support/flow-driver.ts';

describe('confirm-identity of somebody whom the channel vouches for', () => {
  const at = confirming();
  const { conversation, mailCodes, mailedCode } = at;

  it('mails six digits at once, and shows the address masked', async () => {
    const flow = conversation(vouchedFor(adaId));

    await flow.enter();
    await mailCodes();
    const shown = cardOf(await flow.show());
    const done = await flow.submit(code(mailedCode()));

    assert.match(shown.fallbackText, /I have mailed a code to a•••@contoso\.com\. The code has 6 digits/);
    assert.match(mailedCode(), /^\d{6}$/);
    assert.equal(done?.kind === 'finish' && done.confirmed?.person, adaId);
  });

  it('lets them act for themself alone, whatever is sent along', async () => {
    const flow = conversation(vouchedFor(adaId));

    await flow.submit({ email: 'bo.kjaergaard@contoso.com' });
    await mailCodes();

    assert.deepEqual(
      at.test.mails.map(({ to }) => to),
      [ada],
    );
  });

  for (const [number, reason] of [
    ['06', /account is disabled/],
    ['07', /You are a guest/],
    ['08', /no e-mail address on record/],
    ['13', /specially protected/],
    ['99', /cannot find your account/],
  ] as const) {
    it(`tells person ${number} why not, and opens a ticket`, async () => {
      const flow = conversation(vouchedFor(`6f1d0c00-0000-4000-8000-0000000000${number}`));

      const next = await flow.enter();

      assert.equal(flow.went, 'escalate not-eligible');
      assert.match(textOf(saidBy(next)), reason);
      assert.deepEqual(at.test.jobs, []);
    });
  }

  it('goes back to the code on its way where the conversation begins again', async () => {
    await conversation(vouchedFor(adaId)).enter();
    await mailCodes();
    const second = conversation(vouchedFor(adaId));

    const next = await second.enter();
    const card = cardOf(await second.show());
    const done = await second.submit(code(mailedCode()));

    assert.match(textOf(saidBy(next)), /still good/);
    assert.match(card.fallbackText, /I have mailed a code to a•••@contoso\.com/);
    assert.equal(done?.kind === 'finish' && done.confirmed?.person, adaId);
    assert.equal(at.test.mails.length, 1);
  });

  it('offers to send again where a code was sent less than a minute ago to another conversation', async () => {
    await conversation(vouchedFor(adaId)).enter();
    const second = conversation({ ...vouchedFor(adaId), ...elsewhere });

    await second.enter();
    const card = cardOf(await second.show());
    at.test.pass(61);
    await second.submit({});

    assert.equal(card.card, 'confirm-identity/send');
    assert.match(card.fallbackText, /less than a minute ago.*a•••@contoso\.com/);
    assert.equal(second.went, 'go code');
  });

  for (const [stranger, reason] of [
    ['two-tenants', /two organisations/],
    ['other-tenant', /organisation that I do not serve/],
  ] as const) {
    it(`tells a stranger why (${stranger}), asks for no address, and takes none`, async () => {
      const begun = conversation({ path: 'anonymous', stranger });
      const asked = conversation({ path: 'anonymous', stranger });

      const next = await begun.enter();
      const typed = await asked.submit({ email: ada });
      await mailCodes();

      for (const answer of [next, typed]) assert.match(textOf(saidBy(answer)), reason);
      assert.deepEqual([begun.went, asked.went], ['ask talk-to-person', 'ask talk-to-person']);
      assert.deepEqual(at.test.mails, []);
    });
  }
});
