import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addedText, joinedTranscript, storable } from '../../../src/backends/ticket-desk/new-ticket.rules.ts';
import { newTicket } from './contract.ts';

const line = (number: number, text = `line ${number}`) => ({
  at: new Date(Date.UTC(2026, 9, 5, 8, 0, number)).toISOString(),
  from: 'person' as const,
  text,
});

/** Any code points, unassigned ones and half surrogate pairs among them. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10_ff_ff }), { maxLength: 60 })
  .map((points) => String.fromCodePoint(...points));

describe('a ticket as it is stored', () => {
  it('has the newest forty lines of five hundred characters and a summary of a thousand', () => {
    const long = '🙂'.repeat(2_000);
    const transcript = Array.from({ length: 100 }, (_, index) => line(index, `${index} ${long}`));

    const stored = storable(newTicket({ transcript, summary: long }));

    assert.equal(stored.transcript.length, 40);
    assert.match(stored.transcript[0]?.text ?? '', /^60 /);
    assert.ok(stored.transcript.every(({ text }) => Array.from(text).length === 500));
    assert.equal(Array.from(stored.summary ?? '').length, 1_000);
  });

  it('masks digits before it cuts, so that no half of a PIN stays', () => {
    const text = `${'x'.repeat(497)} 18723834`;

    const stored = storable(newTicket({ transcript: [line(1, text)], summary: 'my PIN is 1872 3834' }));

    assert.doesNotMatch(JSON.stringify([stored.transcript[0]?.text, stored.summary]), /1|8/);
  });

  it('keeps the reference, digits and all', () => {
    const stored = storable(newTicket({ reference: '1234-5678' }));

    assert.equal(stored.reference, '1234-5678');
  });

  it('holds nothing that a database refuses, whatever it is given', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const odd = `${text}\u0000\ud800`;

        const stored = storable(
          newTicket({
            summary: odd,
            step: odd,
            reference: odd,
            transcript: [line(1, odd)],
            person: { id: 'ada', displayName: odd, confirmed: true },
          }),
        );

        assert.doesNotMatch(JSON.stringify(stored), /\\u0000|\\ud[89a-f]/i);
      }),
    );
  });

  it('keeps line breaks and the joiners of writing systems and emoji', () => {
    const stored = storable(newTicket({ summary: 'first\nsecond 👩‍💻 می‌خواهم' }));

    assert.equal(stored.summary, 'first\nsecond 👩‍💻 می‌خواهم');
  });
});

describe('what is added to a ticket', () => {
  it('names whatever differs, then the words', () => {
    const request = newTicket({
      reason: 'back-end-fault',
      person: { id: 'bo', displayName: 'Bo', confirmed: false },
      step: 'reset-pin/choose',
      fault: { backend: 'pin-service', fault: 'timeout' },
      reference: '7F3A-9KQ2',
      summary: 'It hangs',
      finding: 'No such account',
    });

    const text = addedText({ reason: 'asked-for-a-person' }, request);

    assert.equal(
      text,
      'back-end-fault · Bo · reset-pin/choose · pin-service: timeout · 7F3A-9KQ2\nIt hangs\nNo such account',
    );
  });

  it('joins transcripts without repeating what both have', () => {
    const earlier = Array.from({ length: 30 }, (_, index) => line(index));
    const later = Array.from({ length: 30 }, (_, index) => line(index + 15));

    const joined = joinedTranscript(earlier, later);

    assert.deepEqual(
      joined,
      Array.from({ length: 40 }, (_, index) => line(index + 5)),
    );
  });
});
