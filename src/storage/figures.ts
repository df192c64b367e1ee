/** `took`: how long what is done took, in the buckets of `durations.rules.ts`; `escalated`: a ticket, by its reason. */
export type Counted = 'started' | 'confirmed' | 'done' | 'took' | 'escalated';

/** How often something happened on a day (UTC), by channel. */
export interface Figure {
  /** `2026-11-28`. */
  readonly day: string;
  readonly what: Counted;
  readonly channel: string;
  /** A ticket's reason, or a bucket. */
  readonly detail: string;
  readonly count: number;
}

export interface Opinion {
  readonly at: Date;
  readonly helpful: boolean;
  readonly comment: string;
}

/** What a lead looks at. It names nobody. */
export interface Figures {
  /** From this day on. */
  since(day: string): Promise<readonly Figure[]>;
  /** What people thought of the help they got, from this day on: how many of each, and the newest comments, twenty at most. */
  opinionsSince(day: string): Promise<{
    readonly helpful: number;
    readonly unhelpful: number;
    readonly comments: readonly Opinion[];
  }>;
}
