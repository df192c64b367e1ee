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
}

/** Keeps a PIN from standing in a sent form, and a second click from sending it twice. */
export function cardLock(): CardLock {
  let clicked: Element | undefined;
  let locked: Element | undefined;
  let onItsWay = false;

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
      return true;
    },
  };
}
