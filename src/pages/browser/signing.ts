import { showTrouble } from './trouble.ts';

interface Given {
  readonly cardAction: { readonly type: string; readonly value?: unknown };
}

/** For Web Chat, which opens every address in a new tab: a sign-in leads away from this page and back to it. */
export const signInHere = () => (next: (given: Given) => unknown) => (given: Given) => {
  const { type, value } = given.cardAction;
  if (type !== 'openUrl' || typeof value !== 'string' || !value.startsWith('/sign-in?')) return next(given);
  return location.assign(value);
};

/** Every tab of this browser hears of it, and shows nothing of the conversation any more. */
const others = new BroadcastChannel('signed-out');

/** Makes the button of the header sign out. The header may be put in anew, so the page listens. */
export function signOutButton(): void {
  others.addEventListener('message', () => location.assign('/signed-out'));
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('#sign-out')) void signOut();
  });
}

async function signOut(): Promise<void> {
  try {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/sign-out', { method: 'POST', headers, body: '{}' });
    if (!answer.ok) return showTrouble('unreachable');
    const { location: next }: { location: string } = await answer.json();
    others.postMessage('signed out');
    location.assign(next);
  } catch {
    showTrouble('unreachable');
  }
}
