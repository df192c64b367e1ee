import type { TranscriptLine } from '../../kernel/escalation.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { maskDigits } from '../../kernel/redaction.ts';
import type { NewTicket, Ticket } from './ticket-desk.ts';

const mostLines = 40;
const mostOfLine = 500;
const mostOfSummary = 1_000;

/** A ticket as it may be stored: bounded, its digits masked once more, and nothing in it that a database refuses. */
export function storable(ticket: NewTicket): NewTicket {
  const { person, step, summary, finding, office, callback, ...same } = ticket;
  return {
    ...same,
    reference: plain(ticket.reference, 64),
    transcript: ticket.transcript
      .slice(-mostLines)
      .map((line) => ({ ...line, text: maskedText(line.text, mostOfLine) })),
    ...(step ? { step: plain(step, 200) } : {}),
    ...(office ? { office: plain(office, 200) } : {}),
    ...(callback ? { callback: plain(callback, 50) } : {}),
    ...(summary?.trim() ? { summary: maskedText(summary.trim(), mostOfSummary) } : {}),
    ...(finding ? { finding: maskedText(finding, mostOfSummary) } : {}),
    ...(person ? { person: { ...person, displayName: plain(person.displayName, 256) } } : {}),
  };
}

/** What a further request says in the ticket it is added to: whatever is different, then the person's words. */
export function addedText(ticket: Pick<Ticket, 'reason' | 'person'>, request: NewTicket): string {
  const about = [
    request.reason === ticket.reason ? undefined : request.reason,
    request.person?.id === ticket.person?.id ? undefined : request.person?.displayName,
    request.step,
    request.fault && `${request.fault.backend}: ${request.fault.fault}`,
    request.callback,
    request.reference,
  ];
  return [about.filter(Boolean).join(' · '), request.summary, request.finding].filter(Boolean).join('\n');
}

/** Both transcripts, the lines that they share once; the newest ones. */
export function joinedTranscript(
  earlier: readonly TranscriptLine[],
  later: readonly TranscriptLine[],
): readonly TranscriptLine[] {
  const known = new Set(earlier.map(lineKey));
  return [...earlier, ...later.filter((line) => !known.has(lineKey(line)))].slice(-mostLines);
}

const lineKey = ({ at, from, text }: TranscriptLine): string => JSON.stringify([at, from, text]);

/** Masked before it is cut: half a number is a number too. */
export const maskedText = (text: string, most: number): string => plain(maskDigits(text), most);

/** Plain, and cut between characters. */
export const plain = (text: string, most: number): string => Array.from(plainText(text)).slice(0, most).join('');
