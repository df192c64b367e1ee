/** Makes every `data-copy` button copy its text, and says so. The header may be put in anew, so the page listens. */
export function copyButtons(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-copy]') : null;
    if (button) void copy(button);
  });
}

async function copy(button: HTMLElement): Promise<void> {
  const { copy: text = '', copied = '' } = button.dataset;
  await navigator.clipboard.writeText(text);
  // A second click while it says so must not make that its name for good.
  if (button.textContent === copied) return;
  const before = button.textContent;
  const name = button.getAttribute('aria-label') ?? '';
  const done = `${copied}: ${text}`;
  button.textContent = copied;
  // A name that lacks the words on the button is not found by who speaks them.
  button.setAttribute('aria-label', done);
  const said = document.getElementById('copied');
  if (said) said.textContent = done;
  setTimeout(() => {
    button.textContent = before;
    button.setAttribute('aria-label', name);
  }, 2_000);
}
