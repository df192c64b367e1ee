const cardSelector = '.webchat__adaptive-card-renderer';
const buttonSelector = 'button[aria-controls]';

/**
 * A card's “more” shows or hides a part of it. The renderer writes on that part whether it is open, where no screen reader looks and the
 * standard forbids it; it belongs on the button.
 */
export function tellWhatIsOpen(): void {
  new MutationObserver((changes) => {
    for (const { target } of changes) if (target instanceof Element) moveToButton(target);
  }).observe(document, { subtree: true, attributeFilter: ['aria-expanded'] });

  document.addEventListener('focusin', ({ target }) => {
    const isNew = target instanceof Element && target.matches(`${cardSelector} ${buttonSelector}:not([aria-expanded])`);
    if (isNew) target.setAttribute('aria-expanded', 'false');
  });
}

function moveToButton(part: Element): void {
  const isOpen = part.getAttribute('aria-expanded');
  if (isOpen === null || !part.matches('.ac-container')) return;
  part.removeAttribute('aria-expanded');
  for (const button of part.closest(cardSelector)?.querySelectorAll(buttonSelector) ?? []) {
    if (button.getAttribute('aria-controls')?.split(' ').includes(part.id))
      button.setAttribute('aria-expanded', isOpen);
  }
}
