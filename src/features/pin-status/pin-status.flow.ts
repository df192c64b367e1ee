import { type PinStatus, pinServiceOf } from '../../backends/pin-service/pin-service.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import { type Flow, flow, type Next, type StepTurn, step } from '../../conversation/flow.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card, text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import { dateFormat } from '../../kernel/date-format.ts';
import type { Locale } from '../../kernel/locale.ts';
import { maskPhone } from '../../kernel/redaction.ts';
import type { Needs } from '../needs.ts';
import { type NotShown, notShown, standingOf } from './pin-status.rules.ts';
import { words } from './words.ts';

type StatusNeeds = Pick<Needs, 'directory' | 'pins' | 'notMe' | 'site'>;
type StatusTurn = StepTurn<object>;

/** A confirmed person sees how their PIN stands: set, locked, changed, valid until, and the number and extension it belongs to. Never the PIN. */
export const pinStatus = (needs: StatusNeeds): Flow =>
  flow<object>({
    id: 'pin-status',
    start: 'status',
    requires: 'confirmed-identity',
    personal: true,
    begin: () => ({}),
    enter: (turn) => mayBeShown(needs, turn),
    steps: { status: step({ last: true, show: async (turn: StatusTurn) => [await statusCard(needs, turn)] }) },
  });

function confirmedId({ confirmation }: StatusTurn): string {
  if (!confirmation) throw new Error('a status without a confirmed person');
  return confirmation.person;
}

async function mayBeShown(needs: StatusNeeds, turn: StatusTurn): Promise<Next<object> | undefined> {
  const person = await needs.directory.byId(confirmedId(turn));
  const stop = person && (await needs.notMe.stopOf(person.id, turn.now));
  const reason: NotShown | undefined = notShown(person, { stop, isVouchedFor: turn.vouchedFor !== undefined });
  if (!reason) return undefined;
  return { kind: 'escalate', reason: 'not-eligible', say: [text(words[turn.locale][reason])] };
}

async function statusCard(needs: StatusNeeds, turn: StatusTurn): Promise<CardReply> {
  const { locale, now } = turn;
  const { site, pins } = needs;
  const person = await needs.directory.byId(confirmedId(turn));
  if (!person) throw new Error('the confirmed person is no longer in the directory');
  const status = await (await pinServiceOf(pins, person)).statusOf(person);
  const t = words[locale];
  const { timeZone, phone } = site.helpDesk;
  const day = (date: Date) => dateFormat(locale, { dateStyle: 'long', timeZone }).format(date);
  const date = status.expiresAt instanceof Date ? day(status.expiresAt) : '';
  const short = fill(t[standingOf(status, now)], locale, { date, phone });
  const rows = rowsOf(person, status, { locale, day, isVouchedFor: turn.vouchedFor !== undefined });
  const note = pins.opensMeetings ? '' : t.embedded;
  const { nobodySees, resetPin, person: toPerson } = t;
  return card('pin-status/status', {
    locale,
    words: { nobodySees, resetPin, person: toPerson },
    data: { short, rows, note },
    fallbackText: [short, ...rows.map(({ label, value }) => `${label}: ${value}`), nobodySees, note]
      .filter((line) => line !== '')
      .join('\n'),
    speak: short,
  });
}

interface Manner {
  readonly locale: Locale;
  readonly day: (date: Date) => string;
  readonly isVouchedFor: boolean;
}

/** What the service does not tell has no row. Who confirmed by a mailed code alone sees no more of a number than its end: whoever holds a mailbox knows no extension yet. */
function rowsOf(person: Person, { changedAt, expiresAt }: PinStatus, { locale, day, isVouchedFor }: Manner) {
  const t = words[locale];
  // The extension behind it has a row of its own.
  const number = person.businessPhones[0]?.replace(/;.*$/su, '');
  const shown = (digits: string) => (isVouchedFor ? digits : maskPhone(digits));
  const facts = [
    { label: t.changed, value: changedAt instanceof Date ? day(changedAt) : changedAt === 'never' ? t.never : '' },
    { label: t.validUntil, value: expiresAt instanceof Date ? day(expiresAt) : '' },
    { label: t.phone, value: number ? shown(number) : '' },
    { label: t.extension, value: person.extension ? shown(person.extension) : '' },
  ];
  // Masked, an extension is often the end of the number again.
  return facts.filter(({ value }, index) => value !== '' && facts[index - 1]?.value !== value);
}
