import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Ticket } from '../../src/backends/ticket-desk/ticket-desk.ts';
import type { Reply } from '../../src/conversation/reply.ts';
import { escalateJobs } from '../../src/features/escalate/escalate.jobs.ts';
import type { Address } from '../../src/kernel/address.ts';
import { type Locale, locales } from '../../src/kernel/locale.ts';
import { answerTurn, site } from '../support/answers.ts';
import { notLast } from '../support/needs.ts';

const { address } = answerTurn('en');
const at = new Date('2026-11-02T10:00:00Z');
const ticket = (language: Locale): Ticket => ({
  reason: 'our-fault',
  language,
  address,
  transcript: [],
  reference: '7F3A-9KQ2',
  number: 1042,
  status: 'waiting',
  priority: 'normal',
  version: 3,
  openedAt: at,
  events: [{ id: 7, at, kind: 'replied', by: 'agent', text: 'It works again.' }],
});

describe('an agent’s reply', () => {
  const deliver = async (language: Locale, event = 7) => {
    const speak = sinon.fake(async (_to: Address, _replies: readonly Reply[]) => undefined);
    const jobs = escalateJobs({ queue: { byNumber: async () => ticket(language) }, speak, site });
    await jobs['deliver-reply']?.({ ticket: 1042, event }, notLast);
    return speak;
  };

  it('goes into the conversation, and says how to answer it, in every language', async () => {
    for (const locale of locales) {
      const speak = await deliver(locale);

      assert.deepEqual(speak.args[0]?.[0], address);
      const said = JSON.stringify(speak.args);
      assert.match(said, /1042.*It works again\..*\+1 410-555-0120.*helpdesk@example\.com/);
      assert.doesNotMatch(said, /\{phone|\{mail|undefined/);
    }
  });

  it('is not said where there is none', async () => {
    sinon.assert.notCalled(await deliver('en', 8));
  });
});
