export type Trouble = 'unreachable' | 'refused' | 'busy' | 'ended' | 'unsent';

/** Says in plain words that the chat does not work; the words are in the page. */
export function showTrouble(trouble: Trouble): void {
  const banner = document.getElementById('trouble');
  const words = document.getElementById(trouble);
  if (!banner || !(words instanceof HTMLTemplateElement)) return;
  banner.replaceChildren(words.content.cloneNode(true));
  // A fresh page gets the same conversation again, so nothing is lost by it.
  banner.querySelector('button')?.addEventListener('click', () => location.reload());
  document.querySelector('#chat > .starting')?.remove();
}

/** Something arrived: what was said of the last form is over. */
export function endTrouble(): void {
  document.getElementById('trouble')?.replaceChildren();
}
