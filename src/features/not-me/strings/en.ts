import type { NotMeKind } from '../../../storage/not-me-links.ts';
import type { PinNow } from '../not-me.words.ts';

export const en = {
  'pin-changed':
    '“This wasn’t me”, reported by the link in a notice of a change of the PIN ({date}). Resets are frozen for this person on every path until the freeze is lifted in this ticket. Call them first, at a number on record.',
  'code-sent':
    '“This wasn’t me”, reported by the link in the mail with a one-time code ({date}). Resets without signing in are stopped for this person for 24 hours.',
  'resets-paused':
    '“This wasn’t me”, reported by the link in a notice of wrong one-time codes ({date}). Resets without signing in are stopped for this person for 24 hours.',
  untouched: 'The PIN is untouched.',
  'out-of-use': 'The PIN is out of use.',
  'not-yet': 'The PIN is not out of use yet: that failed, and is tried again for about an hour.',
  'no-account': 'The directory no longer knows the person, so the PIN could not be taken out of use.',
  lifted: 'The freeze has been lifted since, so the PIN was left alone.',
} satisfies Record<NotMeKind | PinNow, string>;
