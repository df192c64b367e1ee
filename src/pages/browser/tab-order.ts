const transcriptSelector = '.webchat__basic-transcript';
const cardSelector = '.webchat__adaptive-card-renderer';
const openForm = `${cardSelector}:not([aria-busy=true])`;
const inputSelector = ':is(input, textarea, select):enabled';
const controlSelector = ':is(input, textarea, select, button):enabled, a[href]';

/** Lets the Tab key reach the newest form from the page's top, and go on after it: Web Chat's own order goes past the messages. */
export function tabIntoForm(): void {
  let cameFromAbove = false;

  document.addEventListener('focusin', ({ target, relatedTarget }) => {
    if (!(target instanceof Element) || !target.matches(transcriptSelector)) return;
    // Out of a form Web Chat leads here too; leading back would make a trap.
    const from = relatedTarget instanceof Element ? relatedTarget : document.body;
    cameFromAbove = Boolean(target.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_PRECEDING);
    if (from.closest(`${transcriptSelector}__scrollable`)) cameFromAbove = false;
  });

  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey) return;
      const next = wayOut() ?? (cameFromAbove ? wayIn() : undefined);
      if (!next) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      next.focus();
    },
    true,
  );
}

/** From the messages as a whole into the newest form. */
const wayIn = (): HTMLElement | undefined =>
  document.activeElement?.matches(transcriptSelector)
    ? ([...document.querySelectorAll(openForm)].at(-1)?.querySelector<HTMLElement>(inputSelector) ?? undefined)
    : undefined;

/** From a card's last control to the end of the messages, where Web Chat would go round in the card until Escape. */
function wayOut(): HTMLElement | undefined {
  const { activeElement } = document;
  const controls = [...(activeElement?.closest(cardSelector)?.querySelectorAll(controlSelector) ?? [])];
  if (!activeElement || controls.at(-1) !== activeElement) return undefined;
  return document.querySelector<HTMLElement>(`${transcriptSelector}__terminator`) ?? undefined;
}
