import { cardLock } from './card-lock.ts';
import { copyButtons } from './copy-buttons.ts';
import { earlyWords } from './early-words.ts';
import { enterSends } from './enter-sends.ts';
import { tellWhatIsOpen } from './more.ts';
import { type PageLanguage, pageLanguage } from './page-language.ts';
import { socketWorks } from './probe.ts';
import { signInHere, signOutButton } from './signing.ts';
import { tabIntoForm } from './tab-order.ts';
import { looks } from './theme.ts';
import { endTrouble, showTrouble, type Trouble } from './trouble.ts';
import { turnView } from './turn-view.ts';
import type { Middleware } from './web-chat.ts';

async function start(chat: HTMLElement): Promise<void> {
  let locale = chat.dataset.locale ?? 'en-US';
  const [token, webSocket] = await Promise.all([tokenFor(locale), socketWorks(), scriptsRan()]);
  const { WebChat } = window;
  if (!WebChat || 'trouble' in token) return showTrouble('trouble' in token ? token.trouble : 'unreachable');

  const directLine = WebChat.createDirectLine({
    token: token.token,
    domain: `${location.origin}/v3/directline`,
    webSocket,
    conversationStartProperties: { locale },
  });
  const language = pageLanguage((other) => {
    locale = other;
    render();
  });
  const store = WebChat.createStore({}, middleware(chat.dataset.ask ?? '', language));
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const nonce = document.querySelector('script')?.nonce ?? '';
  const render = () =>
    WebChat.renderWebChat(
      {
        directLine,
        store,
        locale,
        nonce,
        sendTypingIndicator: false,
        cardActionMiddleware: signInHere,
        ...looks(dark.matches),
      },
      chat,
    );

  chat.replaceChildren();
  render();
  dark.addEventListener('change', render);
}

/** Web Chat's script comes after this one; both run before this event. */
const scriptsRan = (): Promise<void> =>
  new Promise((resolve) => {
    document.addEventListener('DOMContentLoaded', () => resolve());
  });

/** Web Chat's store as we need it: a wish from the link, words that came too early, locked forms, and a word when the connection ends. */
function middleware(wish: string, language: PageLanguage): Middleware {
  const lock = cardLock();
  const view = turnView();
  const early = earlyWords();
  let pendingWish = wish;
  return ({ dispatch }) =>
    (next) =>
    (action) => {
      if (action.type === 'DIRECT_LINE/POST_ACTIVITY') {
        const { type, value } = action.payload?.activity ?? {};
        if (isForm(value)) lock.lock();
        else lock.forget();
        view.asked(type === 'event' ? 'link' : value ? 'card' : 'words');
      }
      const result = next(action);
      if (action.type === 'DIRECT_LINE/POST_ACTIVITY_FULFILLED') {
        lock.arrived();
        endTrouble();
      }
      // Web Chat says so of a text, and lets it be sent again; of a form it says nothing.
      if (action.type === 'DIRECT_LINE/POST_ACTIVITY_REJECTED' && lock.unlock()) showTrouble('unsent');
      const { activity } = action.payload ?? {};
      if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY' && activity?.from?.role !== 'user') {
        view.answered();
        const locale = activity?.name === 'language' ? localeIn(activity.value) : undefined;
        if (locale) void language.follow(locale);
      }
      // DirectLineJS: 3 = the token expired, 4 = it could not connect, 5 = the conversation ended. Before 3 it tries by itself.
      if (action.type === 'DIRECT_LINE/UPDATE_CONNECTION_STATUS') {
        const status = action.payload?.connectionStatus ?? 0;
        if (status >= 3) showTrouble(status === 4 ? 'unreachable' : 'ended');
      }
      if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED' && pendingWish) {
        dispatch({ type: 'WEB_CHAT/SEND_EVENT', payload: { name: 'ask', value: { intent: pendingWish } } });
        pendingWish = '';
        history.replaceState(null, '', location.pathname);
      }
      if (/^DIRECT_LINE\/(?:DIS|RE)CONNECT_PENDING$/u.test(action.type)) early.disconnected();
      if (/^DIRECT_LINE\/(?:RE)?CONNECT_FULFILLED$/u.test(action.type) && early.connected())
        dispatch({ type: 'WEB_CHAT/SUBMIT_SEND_BOX', payload: { method: 'keyboard' } });
      return result;
    };
}

/** What the bot says of the language it went over to: `{ "locale": "de" }`. */
const localeIn = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'locale' in value && /^[a-z]{2}$/u.test(String(value.locale))
    ? String(value.locale)
    : undefined;

const isForm = (value: unknown): boolean => typeof value === 'object' && value !== null && 'form' in value;

async function tokenFor(locale: string): Promise<{ readonly token: string } | { readonly trouble: Trouble }> {
  try {
    const answer = await fetch('/chat/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ locale }),
    });
    if (answer.ok) return await answer.json();
    // Signed out meanwhile: the page that is opened again leads to the sign-in.
    if (answer.status === 401) return { trouble: 'ended' };
    if (answer.status === 429) return { trouble: 'busy' };
    return { trouble: answer.status < 500 ? 'refused' : 'unreachable' };
  } catch {
    return { trouble: 'unreachable' };
  }
}

const element = document.getElementById('chat');
if (element) void start(element);
copyButtons();
signOutButton();
tabIntoForm();
enterSends();
tellWhatIsOpen();
