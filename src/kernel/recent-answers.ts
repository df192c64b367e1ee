import type { Clock } from './clock.ts';

export interface RecentOptions<Answer> {
  readonly clock: Clock;
  /** Counted from when the question was asked, not from when it was answered. */
  readonly maxAgeMs: number;
  readonly most: number;
  /** What is not worth keeping, and whatever fails, is asked anew by the next who wants it. */
  readonly isWorthKeeping: (answer: Answer) => boolean;
}

/** Asks, or takes the answer to the same question that was asked just now, also while that is still on its way. */
export type AskRecent<Answer> = (key: string, ask: () => Promise<Answer>) => Promise<Answer>;

export function recentAnswers<Answer>(options: RecentOptions<Answer>): AskRecent<Answer> {
  const { clock, maxAgeMs, most, isWorthKeeping } = options;
  // The first put in is the oldest.
  const known = new Map<string, { readonly askedAt: number; readonly answer: Promise<Answer> }>();
  const isOld = (askedAt: number, now: number) => Math.abs(now - askedAt) >= maxAgeMs;

  return (key, ask) => {
    const now = clock.now().getTime();
    const recent = known.get(key);
    if (recent && !isOld(recent.askedAt, now)) return recent.answer;

    const answer = ask();
    const forget = () => {
      if (known.get(key)?.answer === answer) known.delete(key);
    };
    known.delete(key);
    for (const [each, { askedAt }] of known) {
      if (!isOld(askedAt, now) && known.size < most) break;
      known.delete(each);
    }
    known.set(key, { askedAt: now, answer });
    answer.then((value) => isWorthKeeping(value) || forget(), forget);
    return answer;
  };
}
