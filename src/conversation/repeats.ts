import { z } from 'zod';
import type { Begun } from '../storage/turn-store.ts';
import { engineText } from './engine-words.ts';
import type { Outcome } from './reply.ts';
import type { Turn } from './turn.ts';
import type { EngineOptions } from './turn-work.ts';

/** How long a duplicate waits for the first one's outcome, and how often it looks. */
const duplicateWaitMs = 2_000;
const duplicateLookMs = 100;

/** As this code wrote it; only the frame is checked. */
const OutcomeRow = z.custom<Outcome>((value) => z.object({ replies: z.array(z.unknown()) }).safeParse(value).success);

/** What a second delivery hears: the remembered outcome, or after 2 s that work goes on. Undefined for a first one. */
export async function repeated({ store }: EngineOptions, turn: Turn, begun: Begun): Promise<Outcome | undefined> {
  const claim = begun.activity.status === 'ours' ? begun.form : begun.activity;
  if (claim?.status === 'done') return again(claim.outcome);
  if (claim?.status !== 'working') return undefined;
  const token = turn.input.kind === 'form' ? turn.input.token : undefined;
  for (let waited = 0; waited < duplicateWaitMs; waited += duplicateLookMs) {
    await new Promise((resolve) => setTimeout(resolve, duplicateLookMs));
    const outcome = await store.outcomeOf(turn.address, turn.activityKey, token);
    if (outcome) return again(outcome);
  }
  return { replies: [engineText('stillWorking', turn.locale)], only: 'repeat' };
}

/** An outcome as it was saved. */
export const outcomeFrom = (stored: unknown): Outcome => OutcomeRow.parse(stored);

const again = (stored: unknown): Outcome => ({ ...outcomeFrom(stored), only: 'repeat' });
