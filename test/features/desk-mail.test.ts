import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Mail, MailResult } from '../../src/backends/mailer/mailer.ts';
import type { Ticket } from '../../src/backends/ticket-desk/ticket-desk.ts';
import { deskMailJobs } from '../../src/features/desk-mail/desk-mail.jobs.ts';
import { locales } from '../../src/kernel/locale.ts';
import type { JobData } from '../../src/storage/jobs.ts';
import { site } from '../support/answers.ts';
import { silentLog } from '../support/chat-host.ts';
import { notLast } from '../support/needs.ts';

const at = '2026-11-23T10:00:00.000Z';
const ticket: Ticket = {
  reason: 'our-fault',
  language: 'da',
  address: { edge: 'direct-line', channel: 'directline', conversation: 'c1', sender: 'dl_1' },
  person: { id: 'ada', displayName: 'Ada Archer', confirmed: true },
  summary: 'a summary',
  transcript: [{ at, from: 'person', text: 'a transcript' }],
  reference: '7F3A-9KQ2',
  number: 1042,
  status: 'open',
  priority: 'normal',
  version: 1,
  openedAt: new Date(at),
  events: [],
};

describe('the desk’s mailbox', () => {
  const mail = async (matter: Partial<JobData['mail-desk']>, given: Partial<Ticket> = {}, language?: 'da') => {
    const send = sinon.fake(async (_mail: Mail): Promise<MailResult> => ({ ok: true }));
    const lead = language ? { lead: { mail: 'lead@example.com', language } } : {};
    const jobs = deskMailJobs(
      {
        mailer: { send },
        site: { ...site, helpDesk: { ...site.helpDesk, lead: undefined, ...lead } },
        origin: () => 'https://pin.contoso.com',
        log: silentLog,
      },
      { byNumber: async () => ({ ...ticket, ...given }) },
    );
    await jobs['mail-desk']?.({ ticket: 1042, about: 'new', at, to: 'desk', ...matter }, notLast);
    return send.args.map(([sent]) => ({ ...sent, text: sent.text.reveal() }));
  };

  it('hears of a new ticket with a link to the console, and no word of anybody', async () => {
    const [sent] = await mail({});

    assert.ok(sent);
    assert.deepEqual([sent.to, sent.id, sent.thread], ['helpdesk@example.com', 'ticket 1042', 'ticket 1042']);
    assert.match(sent.text, /https:\/\/pin\.contoso\.com\/desk\/1042/u);
    assert.doesNotMatch(JSON.stringify(sent), /Ada|summary|transcript|7F3A/u);
  });

  it('has one conversation a ticket', async () => {
    const [fresh] = await mail({});
    const [stuck] = await mail({ about: 'stuck' });

    assert.equal(stuck?.thread, fresh?.id);
    assert.notEqual(stuck?.id, fresh?.id);
    assert.equal(stuck?.subject, fresh?.subject);
  });

  it('hears of none that was taken or solved meanwhile', async () => {
    assert.deepEqual(await mail({ about: 'unanswered', to: 'lead' }, { status: 'assigned' }), []);
    assert.deepEqual(await mail({ about: 'stuck' }, { status: 'solved' }), []);
    assert.deepEqual(await mail({ about: 'stuck' }, { status: 'waiting' }), []);
  });

  it('has the lead told in their language; of a stuck one the desk’s own mail is enough where there is none', async () => {
    const [alarm] = await mail({ about: 'unanswered', to: 'lead' }, { priority: 'security' }, 'da');
    const [stuck] = await mail({ about: 'stuck', to: 'lead' }, {}, 'da');

    assert.deepEqual([alarm?.to, stuck?.to], ['lead@example.com', 'lead@example.com']);
    assert.match(alarm?.subject ?? '', /^Sikkerhed/u);
    assert.deepEqual(await mail({ about: 'stuck', to: 'lead' }), []);
    assert.equal((await mail({ about: 'unanswered', to: 'lead' }))[0]?.to, 'helpdesk@example.com');
  });

  it('has its words in every language', async () => {
    for (const language of locales) {
      for (const about of ['new', 'stuck', 'unanswered'] as const) {
        const [sent] = await mail({ about, to: 'lead' }, { priority: 'security', language }, 'da');
        assert.doesNotMatch(JSON.stringify(sent), /undefined|\{number|\{date|\{organisation/u);
      }
    }
  });
});
