import type { Limit } from '../../kernel/limits.ts';

const minute = 60;
const hour = 60 * minute;

/** Every number of signing in on the page; handed in, so that a test can shorten it. */
export const signInLimits = {
  /** From the button to the way back: a password, a second factor, and looking for the phone. */
  attemptSeconds: 10 * minute,
  /** For one request to the provider; a person waits for two or three. */
  providerSeconds: 5,
  /** How long we rely on what the provider said of its addresses. Its keys are looked at far more often. */
  metadataSeconds: 24 * hour,
  /** Per client address; an office behind one address begins many. */
  starts: { name: 'sign-ins', limit: 300, seconds: hour } satisfies Limit,
};
export type SignInLimits = typeof signInLimits;
