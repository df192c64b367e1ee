/** Makes every `data-copy` button copy its text, and says so. */
export function copyButtons(): void {
  const said = document.getElementById('copied');
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    button.addEventListener('click', async () => {
      const { copy = '', copied = '' } = button.dataset;
      await navigator.clipboard.writeText(copy);
      const before = button.textContent;
      button.textContent = copied;
      if (said) said.textContent = `${copied}: ${copy}`;
      setTimeout(() => {
        button.textContent = before;
      }, 2_000);
    });
  }
}
