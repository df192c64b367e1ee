const cardSelector = '.webchat__adaptive-card-renderer';
const inputSelector = 'input, textarea, select';

export interface CardLock {
  /** The card that was last clicked was sent: what was typed leaves it, and it takes no more. */
  lock(): void;
  /** Another button of the last clicked card was used: a secret that was typed leaves it all the same. */
  forget(): void;
  /** It arrived. */
  arrived(): void;
  /** It did not arrive: the card may be filled in again. False where none was on its way. */
  unlock(): boolean;
  /** The bot answered: on to the next form, unless the person has gone elsewhere. */
  answered(): void;
}

/** Keeps a PIN from standing in a sent form, and a second click from sending it twice. */
export function cardLock(): CardLock {
  let clicked: Element | undefined;
  let locked: Element | undefined;
  let onItsWay = false;
  let wantsFocus = false;

  document.addEventListener(
    'click',
    (event) => {
      const card = event.target instanceof Element ? (event.target.closest(cardSelector) ?? undefined) : undefined;
      if (card && card.getAttribute('aria-busy') === 'true') event.stopImmediatePropagation();
      else clicked = card;
    },
    true,
  );

  const setLocked = (card: Element, on: boolean) => {
    card.setAttribute('aria-busy', String(on));
    for (const control of card.querySelectorAll<HTMLInputElement>(`${inputSelector}, button`)) control.disabled = on;
  };

  return {
    lock: () => {
      if (!clicked) return;
      for (const input of clicked.querySelectorAll<HTMLInputElement>(inputSelector)) {
        if (input.type === 'checkbox' || input.type === 'radio') input.checked = false;
        else input.value = '';
      }
      // After this click is through: a button that is disabled meanwhile would not finish it.
      const card = clicked;
      locked = card;
      onItsWay = true;
      wantsFocus = true;
      setTimeout(() => locked === card && setLocked(card, true));
    },
    forget: () => {
      for (const input of clicked?.querySelectorAll<HTMLInputElement>('input[type=password]') ?? []) input.value = '';
    },
    arrived: () => {
      onItsWay = false;
    },
    unlock: () => {
      if (!locked || !onItsWay) return false;
      setLocked(locked, false);
      locked = undefined;
      onItsWay = false;
      wantsFocus = false;
      return true;
    },
    answered: () => {
      if (!wantsFocus) return;
      // Two frames: Web Chat has drawn the answer by then.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (wantsFocus && focusNextForm(locked)) wantsFocus = false;
        }),
      );
    },
  };
}

/** Moves the focus into the newest open form, if it was lost with the sent one. */
function focusNextForm(sent: Element | undefined): boolean {
  const { activeElement } = document;
  const isLost = !activeElement || activeElement === document.body || sent?.contains(activeElement);
  const card = [...document.querySelectorAll(cardSelector)].at(-1);
  const input =
    card?.getAttribute('aria-busy') === 'true' ? undefined : card?.querySelector<HTMLElement>(inputSelector);
  if (!input || card === sent) return false;
  // Where the form is longer than the page its first line matters more; typing brings the input into view.
  if (isLost) input.focus({ preventScroll: true });
  return true;
}
