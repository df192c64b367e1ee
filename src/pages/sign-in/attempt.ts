import { createHash } from 'node:crypto';
import type { Secret } from '../../kernel/secret.ts';

/** What one sign-in is recognised by: `state` on the way back, `nonce` in the ID token, `verifier` where the code is exchanged (PKCE). */
export interface AttemptSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/**
 * All three from the 256 random bits that the browser keeps in its cookie, by SHA-256 under labels of their own: nothing of them is
 * stored, they fit no other browser, and the `state`, which stands in addresses, tells nothing of the others.
 */
export const attemptSecrets = (id: Secret): AttemptSecrets => ({
  state: derived(id, 'state'),
  nonce: derived(id, 'nonce'),
  verifier: derived(id, 'verifier'),
});

/** What is stored in its place. */
export const attemptHash = (id: Secret): string => derived(id, 'stored');

const derived = (id: Secret, label: string): string =>
  createHash('sha256').update(`pin-desk sign-in ${label} `).update(id.reveal()).digest('base64url');
