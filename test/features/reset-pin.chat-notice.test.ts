import assert from 'node:assert/strict';
import sinon from 'sinon';
import { z } from 'zod';
import type { Engine } from '../../src/conversation/engine-api.ts';
import { resetPinJobs } from '../../src/features/reset-pin/reset-pin.jobs.ts';
import { resetWords } from '../../src/features/reset-pin/reset-pin.words.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { locales } from '../../src/kernel/locale.ts';
import type { JobData } from '../../src/storage/jobs.ts';
import { tenant } from '../support/connector.ts';
import { notLast, runJobs } from '../support/needs.ts';
import { ada, bo, good, pinOf, resetting } from '../support/resetting.ts';

const address = { edge: 'bot-framework', channel: 'msteams', conversation: 'a:ada', sender: '29:ada' } as const;
const reference = { serviceUrl: 'https://teams.example' };
const changed: JobData['tell-chat'] = { person: ada, notice: 'pin-changed', at: '2026-11-23T10:00:00.000Z' };
const Card = z.object({
  locale: z.string(),
  words: z.record(z.string(), z.string()),
  data: z.object({ text: z.string(), objection: z.string(), link: z.string() }),
  fallbackText: z.string(),
});

describe('the notice in the owner’s own chat', () => {
  const at = resetting();
  const speaking = (outcome: Engine['speak'] = async () => undefined) => sinon.fake(outcome);
  beforeEach(async () => {
    await at.database.query('DELETE FROM personal_chats', []);
    await at.test.needs.chats.note({ owner: { directoryId: ada, tenantId: tenant }, address, reference }, new Date());
  });

  const tell = (speak: Engine['speak'], notice = changed, needs = at.test.needs) =>
    resetPinJobs(needs, { speak })['tell-chat']?.(notice, notLast);
  const work = (speak: Engine['speak']) => runJobs(at.test, resetPinJobs(at.test.needs, { speak }));
  const cardOf = ({ args }: ReturnType<typeof speaking>) => Card.parse(args[0]?.[1][0]);

  it('tells of a reset that was made elsewhere, with the link of the mails, without the PIN', async () => {
    const speak = speaking();
    await at.conversation(ada).submit(pinOf(good));

    await work(speak);

    sinon.assert.calledOnceWithMatch(speak, address, sinon.match.array, { kept: reference });
    const { data, fallbackText } = cardOf(speak);
    assert.match(data.text, /Hello Ada Archer.*changed on November 23, 2026 at 05:00.*\+1 410-555-0120/su);
    assert.ok(at.test.mails[0]?.text.includes(data.link) && fallbackText.includes(data.link));
    assert.ok(new URL(data.link).pathname === '/not-me' && !JSON.stringify(speak.args).includes(good));
  });

  it('says nothing where the reset was made in that chat', async () => {
    const speak = speaking();
    await at.conversation(ada, {}, { address }).submit(pinOf(good));

    await work(speak);

    sinon.assert.notCalled(speak);
    assert.equal(at.test.mails.length, 1);
  });

  it('is said where no mail can be', async () => {
    const speak = speaking();
    const mailer = { send: () => Promise.reject(new BackendError('mailer', 'unavailable')) };
    const jobs = resetPinJobs({ ...at.test.needs, mailer }, { speak });
    await at.test.needs.jobs.send('send-notice', changed);

    await assert.rejects(runJobs(at.test, jobs), BackendError);
    await work(speak);

    sinon.assert.calledOnce(speak);
  });

  it('is said once, however often its job runs, and for each notice', async () => {
    const speak = speaking();

    await tell(speak);
    await tell(speak);
    await tell(speak, { ...changed, at: '2026-11-23T09:59:00.000Z', changedAt: changed.at });
    await tell(speak, { ...changed, notice: 'resets-paused' });

    assert.equal(speak.callCount, 2);
  });

  it('is tried again where the channel refuses for a reason that may pass', async () => {
    const away = speaking(() => Promise.reject(new Error('the channel is away')));
    const speak = speaking();

    await assert.rejects(async () => tell(away));
    await tell(speak);

    sinon.assert.calledOnce(speak);
  });

  it('is given up where the person has removed the bot, and the chat is forgotten', async () => {
    const gone = speaking(async () => 'gone');

    await tell(gone);
    await tell(gone);

    sinon.assert.calledOnce(gone);
    assert.equal(await at.test.needs.chats.of(ada), undefined);
    sinon.assert.calledOnceWithMatch(at.test.log.warn, 'a notice could not be said in a chat, which is forgotten');
  });

  it('goes nowhere for somebody who has no chat, or is nobody', async () => {
    const speak = speaking();

    for (const person of [bo, 'nobody', '']) await tell(speak, { ...changed, person });
    await at.test.needs.jobs.send('send-notice', { ...changed, person: '' });
    await work(speak);

    sinon.assert.notCalled(speak);
    assert.deepEqual(at.test.mails, []);
  });

  it('has its words in every language', async () => {
    for (const locale of locales) {
      const { directory } = at.test.needs;
      const reader = await directory.byId(ada);
      assert.ok(reader);
      const byId = async () => ({ ...reader, preferredLanguage: locale });
      const needs = { ...at.test.needs, directory: { ...directory, byId } };
      for (const notice of ['pin-changed', 'resets-paused'] as const) {
        const speak = speaking();
        const second = locales.indexOf(locale);
        await tell(speak, { ...changed, notice, at: `2026-11-23T10:00:0${second}.000Z` }, needs);

        const card = cardOf(speak);
        const t = resetWords[locale];
        const { objection } = card.data;
        assert.deepEqual([card.locale, card.words.notMeButton], [locale, t.notMeButton]);
        const expected = { 'pin-changed': t.changedButton, 'resets-paused': t.pausedButton };
        assert.equal(objection, expected[notice]);
        assert.doesNotMatch(JSON.stringify(speak.args), /\{name|\{date|\{link|undefined/u);
      }
    }
  });

  it('has no button where people have no way here', async () => {
    const speak = speaking();
    const notMe = { ...at.test.needs.notMe, linkFor: async () => undefined };

    await tell(speak, changed, { ...at.test.needs, notMe });

    const { link, objection } = cardOf(speak).data;
    assert.deepEqual([link, objection], ['', '']);
  });
});
