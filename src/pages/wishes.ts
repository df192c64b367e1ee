/** Wishes that a link may open the chat with, as in `/?ask=reset-pin`. */
const askable = [
  'reset-pin',
  'pin-status',
  'need-pin',
  'pin-rules',
  'join-steps',
  'conference-id',
  'waiting-alone',
  'desk-phone',
  'dtmf-key',
  'dtmf-table',
  'dial-in-number',
  'talk-to-person',
  'menu',
  'feedback',
  'change-language',
  'ticket-status',
];

/** Those that change something: whoever signs in for one proves it anew. */
const changing = ['reset-pin'];

/** The wish that an address names; empty for none, or for one that is not ours. */
export function wishIn(query: URLSearchParams): string {
  const wish = query.get('ask') ?? '';
  return askable.includes(wish) ? wish : '';
}

/** The chat page, straight in a wish. */
export const chatPath = (wish: string): string => (wish ? `/?ask=${wish}` : '/');

/** What an agent signs in for. No address names it: only the sign-in of the desk begins with it. */
export const deskWish = 'desk';
export const deskSignInPath = '/desk/sign-in';

/** Where somebody signs in who then goes on with a wish. */
export function signInPath(wish: string): string {
  if (wish === deskWish) return deskSignInPath;
  if (!wish) return '/sign-in';
  return `/sign-in?ask=${wish}${changing.includes(wish) ? '&confirm=yes' : ''}`;
}
