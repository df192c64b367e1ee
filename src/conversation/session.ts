import { z } from 'zod';
import { cut } from '../kernel/cut.ts';
import type { TranscriptLine } from '../kernel/escalation.ts';
import { locales } from '../kernel/locale.ts';
import type { Confirmation } from './flow.ts';
import type { Reply } from './reply.ts';

/** One flow under way; the last frame is the one that speaks, an earlier one waits for it. */
const Frame = z.object({
  flow: z.string(),
  step: z.string(),
  state: z.unknown(),
  /** Of the flow's steps when the frame began: a saved position is a format (an upgrade may change it). */
  hash: z.string(),
  /** Steps that "back" leads to, oldest first. */
  trail: z.array(z.string()),
  /** Of a flow that changes something: when it was asked for. An older release writes none. */
  since: z.string().exactOptional(),
});
export type Frame = z.infer<typeof Frame>;

const Session = z.object({
  frames: z.array(Frame),
  confirmation: z
    .object({
      person: z.string(),
      at: z.string(),
      changesLeft: z.number(),
      // An older release wrote neither: such a one names whose change was begun, and allows nothing.
      basis: z.string().default(''),
      proof: z.string().default(''),
      standing: z.string().exactOptional(),
    })
    .nullable(),
  locale: z.enum(locales).nullable(),
  welcomed: z.boolean(),
  transcript: z.array(z.object({ at: z.string(), from: z.enum(['person', 'bot']), text: z.string() })),
  activeAt: z.string(),
  /** What was answered last, for a question that goes on from there. An older release writes none. */
  topic: z
    .object({ intent: z.string(), entities: z.record(z.string(), z.string()) })
    .nullable()
    .default(null),
  /** The language that a switch was offered to last: once is enough. An older release writes none. */
  offered: z.enum(locales).nullable().default(null),
  /** For whom, and on which day, this chat was written down as their own. An older release writes none. */
  noted: z.string().nullable().default(null),
  /** How the sender was known last, for what is said outside a turn. */
  seen: z
    .object({
      path: z.enum(['teams', 'page', 'anonymous']),
      vouchedFor: z.object({ directoryId: z.string(), tenantId: z.string() }).optional(),
      requester: z.string(),
      locale: z.enum(locales),
    })
    .nullable(),
});
/** What a conversation remembers. Never a secret: what is here is a row. */
export type Session = z.infer<typeof Session>;

const Began = Session.pick({ frames: true, confirmation: true });

/** What a session was when somebody began one of its forms; undefined where that was not kept. */
export const beganFrom = (stored: unknown): z.infer<typeof Began> | undefined => Began.safeParse(stored).data;

/** A transcript is for a ticket: the last 40 lines, 500 characters each. */
const transcriptLines = 40;
const lineLength = 500;

const newSession = (now: Date): Session => ({
  frames: [],
  confirmation: null,
  locale: null,
  welcomed: false,
  transcript: [],
  activeAt: now.toISOString(),
  topic: null,
  offered: null,
  noted: null,
  seen: null,
});

/** A stored session; a new one where there is none or where an older release wrote something else. */
export function sessionFrom(stored: unknown, now: Date): Session {
  const parsed = Session.safeParse(stored);
  return parsed.success ? parsed.data : newSession(now);
}

export const topFrame = (session: Session): Frame | undefined => session.frames.at(-1);

export const positionOf = (session: Session): string => {
  const frame = topFrame(session);
  return frame ? `${frame.flow}/${frame.step}` : '';
};

export function withTranscript(session: Session, lines: readonly TranscriptLine[]): Session {
  const short = lines.map((line) => ({ ...line, text: cut(line.text, lineLength) }));
  return { ...session, transcript: [...session.transcript, ...short].slice(-transcriptLines) };
}

export function linesOf(replies: readonly Reply[], now: Date): TranscriptLine[] {
  const at = now.toISOString();
  return replies.flatMap((reply) =>
    reply.kind === 'end' || reply.kind === 'language'
      ? []
      : [{ at, from: 'bot' as const, text: reply.kind === 'card' ? reply.fallbackText : reply.text }],
  );
}

/** Where the clock was put back since, nobody knows how long it was: idle. */
export function isIdle(session: Session, now: Date, idleSeconds: number): boolean {
  return Math.abs(now.getTime() - Date.parse(session.activeAt)) > idleSeconds * 1000;
}

/** What seems to begin later than the clocks of two machines may differ began before the clock was put back: it is over. */
const clockSkewMs = 60_000;

const isWithin = (seconds: number, from: number, now: Date): boolean =>
  from <= now.getTime() + clockSkewMs && now.getTime() <= from + seconds * 1000;

/** The confirmation while it is valid: not long ago, and on the basis that the sender is known by now. */
export function validConfirmation(
  { confirmation }: Session,
  now: Date,
  { seconds, basis }: { readonly seconds: number; readonly basis: string },
): Confirmation | undefined {
  if (!confirmation || confirmation.basis !== basis) return undefined;
  return isWithin(seconds, Date.parse(confirmation.at), now) ? confirmation : undefined;
}
