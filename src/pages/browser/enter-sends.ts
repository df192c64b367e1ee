const inputSelector = '.webchat__adaptive-card-renderer input:not([type=checkbox], [type=radio])';
const mainButtonSelector = '.ac-pushButton.style-positive';

/** Enter in a card's one-line input presses its main button, as in every form; Web Chat's cards do nothing. */
export function enterSends(): void {
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    // Whoever composes a character, or still holds the key down, sends nothing.
    if (event.key !== 'Enter' || event.isComposing || event.repeat) return;
    if (!(target instanceof HTMLInputElement) || !target.matches(inputSelector)) return;
    event.preventDefault();
    target.closest('.webchat__adaptive-card-renderer')?.querySelector<HTMLButtonElement>(mainButtonSelector)?.click();
  });
}
