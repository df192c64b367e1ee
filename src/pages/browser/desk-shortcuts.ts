const kept = 'pin-desk-shortcuts';

/** One key for one thing, as `data-key` says: a field gets the focus, anything else is pressed. Never in fields, and only while switched on. */
export function shortcuts(dialog: HTMLDialogElement, open: HTMLElement): void {
  const checkbox = dialog.querySelector<HTMLInputElement>('#shortcuts-on');
  const isOn = (): boolean => checkbox?.checked === true;
  if (checkbox) checkbox.checked = localStorage.getItem(kept) !== 'off';
  checkbox?.addEventListener('change', () => {
    localStorage.setItem(kept, isOn() ? 'on' : 'off');
    tellKeys(isOn());
  });
  open.hidden = false;
  open.addEventListener('click', () => dialog.showModal());
  tellKeys(isOn());
  new MutationObserver(() => tellKeys(isOn())).observe(document.body, { childList: true, subtree: true });

  document.addEventListener('keydown', (event) => {
    const { key, repeat } = event;
    if (!isOn() || isTyping(event) || dialog.open) return;
    const step = { j: 1, k: -1 }[key];
    if (step !== undefined) {
      event.preventDefault();
      return move(step);
    }
    if (repeat) return;
    const wanted = key === '?' ? open : keyed().find((element) => element.dataset.key === key);
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches('input, textarea, select')) wanted.focus();
    else wanted.click();
  });
}

const keyed = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-key]')].filter((element) => element.checkVisibility());

/** For screen readers, while the keys work. */
function tellKeys(areOn: boolean): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-key]')) {
    if (areOn) element.setAttribute('aria-keyshortcuts', element.dataset.key ?? '');
    else element.removeAttribute('aria-keyshortcuts');
  }
}

const isTyping = (event: KeyboardEvent): boolean =>
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  event.isComposing ||
  event.defaultPrevented ||
  (event.target instanceof Element && event.target.matches('input, textarea, select, [contenteditable]'));

/** To the next or previous ticket of the list; from elsewhere to the first. */
function move(step: number): void {
  const links = [...document.querySelectorAll<HTMLElement>('.queue tbody th a')];
  const here = links.findIndex((link) => link.matches(':focus'));
  const next = here === -1 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1);
  links[next]?.focus();
}
