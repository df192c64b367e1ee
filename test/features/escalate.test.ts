import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { NewTicket, OpenedTicket } from '../../src/backends/ticket-desk/ticket-desk.ts';
import { embeddedUserDirectory } from '../../src/backends/user-directory/embedded.ts';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import type { StepTurn } from '../../src/conversation/flow.ts';
import { escalation } from '../../src/features/escalate/escalate.flow.ts';
import { ownWords } from '../../src/features/escalate/escalate.form.ts';
import { escalateWith } from '../../src/features/escalate/open-ticket.ts';
import { ticketCard } from '../../src/features/escalate/ticket-card.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { ticketReasons } from '../../src/kernel/escalation.ts';
import { limits } from '../../src/kernel/limits.ts';
import { type Locale, locales } from '../../src/kernel/locale.ts';
import type { Spent } from '../../src/storage/budgets.ts';
import { answerTurn, shownIn, site, urlsIn } from '../support/answers.ts';
import { cardOf, flowDriver, saidBy } from '../support/flow-driver.ts';

const ada = '6f1d0c00-0000-4000-8000-000000000001';
const opened: OpenedTicket = { ok: true, number: 1042, isNew: true };

describe('escalate', () => {
  const desk = (answer: OpenedTicket = opened) => ({ open: sinon.fake(async (_ticket: NewTicket) => answer) });
  const needsWith = (change: { open?: (ticket: NewTicket) => Promise<OpenedTicket>; spent?: Spent } = {}) => ({
    desk: { open: change.open ?? desk().open },
    directory: embeddedUserDirectory(samplePeople),
    budgets: {
      spend: sinon.fake(async () => change.spent ?? { ok: true as const, left: 19 }),
      take: sinon.fake(),
      look: sinon.fake(),
      block: sinon.fake(),
      clear: sinon.fake(),
      refund: sinon.fake(),
    },
    limits,
    site,
    identity: { teams: 'sign-in', page: 'sign-in', anonymous: 'code' } as const,
    jobs: { send: sinon.fake(async () => undefined) },
    log: { debug() {}, info() {}, warn() {}, error() {}, with: () => needsWith().log },
  });
  const turn = (given: Partial<StepTurn> = {}, locale: Locale = 'en'): StepTurn => ({
    ...answerTurn(locale),
    ...given,
  });
  const transcript = [{ at: '2026-11-02T09:59:00.000Z', from: 'person', text: 'I forgot my PIN' }] as const;

  it('gives the number at once, and every way to the help desk', async () => {
    const card = cardOf(await escalateWith(needsWith())(turn(), { reason: 'asked-for-a-person' }));

    assert.match(card.fallbackText, /Your ticket is number 1042\./);
    for (const part of [
      '+1 410-555-0120',
      'Ask to be transferred to the Help Desk.',
      'helpdesk@example.com',
      '07:00–19:00',
      '7F3A-9KQ2',
    ]) {
      assert.ok(card.fallbackText.includes(part), part);
      assert.ok(JSON.stringify(card.data).includes(part), part);
    }
    assert.deepEqual(urlsIn(card), [
      'tel:+14105550120',
      'mailto:helpdesk@example.com',
      'https://helpdesk.example.com/',
    ]);
  });

  it('says whether the help desk is open now, and when it opens', () => {
    const at = (now: string) =>
      ticketCard(site, turn({ now: new Date(now) }), { reason: 'our-fault', opened }).fallbackText;

    assert.match(at('2026-11-02T15:00:00Z'), /is open now, until 19:00/);
    assert.match(at('2026-11-02T03:00:00Z'), /is closed now; it opens Monday 07:00/);
  });

  it('opens a ticket that has all of it written down', async () => {
    const { open } = desk();
    const error = new BackendError('pin-service', 'timeout');

    await escalateWith(needsWith({ open }))(
      turn(
        {
          confirmation: { person: ada, at: '2026-11-02T09:58:00.000Z', changesLeft: 1, basis: 'b', proof: 'p' },
          position: 'reset-pin/choose',
          transcript,
        },
        'da',
      ),
      { reason: 'back-end-fault', error, summary: 'it just hangs', callback: '+45 33 12 34 56' },
    );

    sinon.assert.calledOnceWithExactly(open, {
      reason: 'back-end-fault',
      person: {
        id: ada,
        displayName: 'Ada Archer',
        confirmed: true,
        proof: { way: 'code', at: new Date('2026-11-02T09:58:00.000Z') },
      },
      office: 'Seattle 2/114',
      callback: '+45 33 12 34 56',
      language: 'da',
      address: turn().address,
      step: 'reset-pin/choose',
      fault: { backend: 'pin-service', fault: 'timeout' },
      summary: 'it just hangs',
      transcript,
      reference: '7F3A-9KQ2',
    });
  });

  it('names somebody whom only the channel vouches for as not confirmed, and nobody where nobody is known', async () => {
    const { open } = desk();
    const escalate = escalateWith(needsWith({ open }));

    await escalate(turn({ path: 'teams', vouchedFor: { directoryId: ada, tenantId: 't' } }), { reason: 'interrupted' });
    await escalate(turn(), { reason: 'interrupted' });

    assert.deepEqual(
      open.args.map(([ticket]) => ticket.person),
      [{ id: ada, displayName: 'Ada Archer', confirmed: false }, undefined],
    );
  });

  it('opens the ticket without a name while the directory is down', async () => {
    const { open } = desk();
    const byId = sinon.fake.rejects(new BackendError('user-directory', 'unavailable'));
    const needs = { ...needsWith({ open }), directory: { ...needsWith().directory, byId } };
    const known = turn({
      confirmation: { person: ada, at: '2026-11-02T09:58:00.000Z', changesLeft: 1, basis: 'b', proof: 'p' },
    });

    await escalateWith(needs)(known, { reason: 'our-fault' });
    await escalateWith(needs)(known, {
      reason: 'back-end-fault',
      error: new BackendError('user-directory', 'timeout'),
    });

    assert.deepEqual(
      open.args.map(([ticket]) => ticket.person?.displayName),
      [ada, ada],
    );
    sinon.assert.calledOnce(byId);
  });

  it('says that it added to an open ticket', async () => {
    const { open } = desk({ ok: true, number: 1042, isNew: false });

    const card = cardOf(await escalateWith(needsWith({ open }))(turn(), { reason: 'code-not-received' }));

    assert.match(card.fallbackText, /added this to your ticket number 1042/);
  });

  for (const [name, change, words] of [
    [
      'the desk has had enough',
      { open: async () => ({ ok: false, reason: 'too-many' }) as const },
      /No further ticket/,
    ],
    ['the requester is over the limit', { spent: { ok: false, retryAt: new Date() } as const }, /No further ticket/],
    [
      'the desk is down',
      { open: async () => Promise.reject(new BackendError('ticket-desk', 'unavailable')) },
      /could not open a ticket/,
    ],
  ] as const) {
    it(`still shows phone, mail and opening hours when ${name}`, async () => {
      const card = cardOf(await escalateWith(needsWith(change))(turn(), { reason: 'resets-paused' }));

      assert.match(card.fallbackText, words);
      assert.match(card.fallbackText, /\+1 410-555-0120.*helpdesk@example\.com.*07:00/);
      assert.doesNotMatch(shownIn(card).join('\n'), /1042|Ticket\n/);
    });
  }

  it('asks what it is about, masks digits, and shows the ticket', async () => {
    const { open } = desk();
    const needs = needsWith({ open });
    const flow = flowDriver(escalation(needs), () => turn());

    const asked = cardOf(await flow.show());
    const next = await flow.submit({ summary: ' my PIN was 18723834 and it failed ' });

    assert.equal(asked.form?.id, 'summary');
    assert.equal(open.args[0]?.[0].summary, 'my PIN was •••• and it failed');
    assert.equal(open.args[0]?.[0].reason, 'asked-for-a-person');
    assert.equal(open.args[0]?.[0].step, 'escalate/summary');
    assert.equal(cardOf(saidBy(next)).card, 'escalate/ticket');
    assert.equal(flow.went, 'finish');
  });

  for (const [typed, isTaken] of [
    ['+45 33 12 34 56', true],
    ['(410) 555-0120 ext. 17', true],
    ['4711', true],
    ['', true],
    ['call me', false],
    ['12', false],
    ['1'.repeat(30), false],
    ['+45 33 12 34 56 <b>', false],
  ] as const) {
    it(`${isTaken ? 'takes' : 'refuses'} as a number to call back: ${typed}`, () => {
      const parsed = ownWords.safeParse({ callback: typed });

      assert.equal(parsed.success, isTaken);
      if (typed !== '') assert.equal(parsed.data?.callback, isTaken ? typed : undefined);
    });
  }

  it('opens a ticket without a summary too, and refuses one that is too long', async () => {
    const { open } = desk();
    const flow = flowDriver(escalation(needsWith({ open })), () => turn());

    await flow.submit({ summary: 'x'.repeat(1001) });
    const long = { went: flow.went, shown: shownIn(cardOf(await flow.show())) };
    await flow.submit({});

    assert.equal(long.went, 'again summary-too-long');
    assert.match(long.shown[0] ?? '', /at most 1,000/);
    assert.equal(open.args[0]?.[0].summary, undefined);
  });

  it('words every reason in every language, and fills its cards', async () => {
    for (const locale of locales) {
      const introductions = new Set<string>();
      for (const reason of ticketReasons) {
        const card = ticketCard(site, turn({}, locale), { reason, opened });
        assert.ok(shownIn(card).every((shown) => shown !== ''));
        assert.doesNotMatch(card.fallbackText, /[{}]|undefined/);
        introductions.add(String(card.words.ticketIntro));
      }
      const summary = cardOf(await flowDriver(escalation(needsWith()), () => turn({}, locale)).show());

      assert.equal(introductions.size, ticketReasons.length);
      assert.ok(shownIn(summary).every((shown) => shown !== ''));
    }
  });
});
