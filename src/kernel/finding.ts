/** `problem`: something does not work, or lets somebody in. `warning`: worth a thought. Never a secret. */
export interface Finding {
  readonly level: 'good' | 'warning' | 'problem';
  /** A variable or a part, as the README calls it. */
  readonly about: string;
  readonly finding: string;
  /** What to do; of everything that is not good. */
  readonly fix?: string;
}

/** Looks at one thing from outside. What it throws counts as a problem. */
export interface Check {
  readonly about: string;
  /** How long it may take; default 15 s. */
  readonly longestMs?: number;
  readonly run: () => Promise<readonly Finding[]>;
}

export const good = (about: string, finding: string): Finding => ({ level: 'good', about, finding });
export const warning = (about: string, finding: string, fix: string): Finding => ({
  level: 'warning',
  about,
  finding,
  fix,
});
export const problem = (about: string, finding: string, fix: string): Finding => ({
  level: 'problem',
  about,
  finding,
  fix,
});
