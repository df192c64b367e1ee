const transcriptSelector = '.webchat__basic-transcript';
const activitySelector = `${transcriptSelector}__activity`;
const cardSelector = '.webchat__adaptive-card-renderer';
const inputSelector = ':is(input, textarea, select):enabled';

/** An answer's messages come together; what comes later, such as the help desk's reply, is no part of it. */
const answerMilliseconds = 3_000;

/** What the answer is to: a card's button, a typed wish or a suggested one, the link that opened the page. */
export type Wish = 'card' | 'words' | 'link';

export interface TurnView {
  /** The person said or sent something; what is shown from now on is new. */
  asked(wish: Wish): void;
  /** The bot said something. */
  answered(): void;
}

interface Turn {
  readonly wish: Wish;
  readonly known: ReadonlySet<Element>;
  /** Where the focus was: a form that is locked meanwhile loses it. */
  readonly from: Element | null;
  /** When the answer is over. */
  until?: number;
  /** Its first card was seen. */
  isSettled?: boolean;
}

/** Brings the first message of every answer into view, and the focus into its form. */
export function turnView(): TurnView {
  let turn: Turn | undefined;

  // Whoever scrolls is reading something else.
  const leave = () => {
    turn = undefined;
  };
  for (const type of ['wheel', 'touchmove']) document.addEventListener(type, leave, { passive: true, capture: true });

  return {
    asked: (wish) => {
      const known = new Set(document.querySelectorAll(activitySelector));
      turn = { wish, known, from: document.activeElement };
    },
    answered: () => {
      // Two frames: Web Chat has drawn the answer by then.
      requestAnimationFrame(() => requestAnimationFrame(() => turn && showAnswer(turn)));
    },
  };
}

function showAnswer(turn: Turn): void {
  const news = [...document.querySelectorAll(activitySelector)].filter((activity) => !turn.known.has(activity));
  const [first] = news;
  if (!first) return;
  turn.until ??= performance.now() + answerMilliseconds;
  if (performance.now() > turn.until) return;
  // A link is answered after the welcome, which the person has not asked for: its form counts.
  const cards = news.flatMap((activity) => [...activity.querySelectorAll(cardSelector)]);
  const card = turn.wish === 'link' ? cards.find(firstInput) : cards[0];
  const shown = turn.wish === 'link' ? card?.closest(activitySelector) : first;
  shown?.scrollIntoView({ block: 'start' });
  if (turn.isSettled || !card) return;
  turn.isSettled = true;
  const input = firstInput(card);
  if (!input || isElsewhere(turn.from)) return;
  // The keyboard on the screen would cover what the form says; after a form it was there already.
  if (turn.wish !== 'card' && matchMedia('(pointer: coarse)').matches) return;
  input.focus({ preventScroll: true });
}

const firstInput = (card: Element | undefined): HTMLElement | undefined =>
  card?.querySelector<HTMLElement>(inputSelector) ?? undefined;

/** Has the person moved on, or begun to write something? */
function isElsewhere(from: Element | null): boolean {
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body) return false;
  if (activeElement instanceof HTMLInputElement && activeElement.closest('.webchat__send-box'))
    return activeElement.value !== '';
  return activeElement !== from;
}
