const everyMs = 3_000;
const slowestMs = 30_000;
/** Ages are shown in minutes. */
const renewMs = 60_000;
/** Nobody is at work for a page that renews itself. */
const headers = { 'x-desk-live': 'yes' };

/** Said on a region after its content was renewed. */
export const renewedEvent = 'desk:renewed';

/** Asks again and again whether something happened, and then renews the page's live regions from the page itself. A region that somebody writes in is left as it is. */
export function keepLive(news: HTMLElement): void {
  const { url = '' } = news.dataset;
  let { version } = news.dataset;
  let wait = everyMs;
  let renewedAt = Date.now();
  let timer = 0;
  const asServed = new Map(regions().map((region) => [region.id, region.innerHTML]));

  async function look(): Promise<void> {
    const answer = await fetch(url, { headers, redirect: 'manual', cache: 'no-store' });
    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) throw new Over();
    if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
    const found: unknown = await answer.json();
    const now = String(typeof found === 'object' && found !== null && 'version' in found ? found.version : '');
    const isNews = now !== version;
    if (isNews || Date.now() - renewedAt > renewMs) {
      const isWhole = await renew(asServed);
      renewedAt = Date.now();
      if (isNews) say(isWhole ? news.dataset.renewed : news.dataset.kept);
    } else if (wait > everyMs) say('');
    version = now;
    wait = everyMs;
  }

  const say = (text = ''): void => {
    news.textContent = text;
  };

  function go(): void {
    clearTimeout(timer);
    if (document.hidden) return;
    look()
      .then(() => true)
      .catch((error: unknown) => {
        say(error instanceof Over ? news.dataset.over : news.dataset.away);
        wait = Math.min(wait * 2, slowestMs);
        return !(error instanceof Over);
      })
      .then((isToGoOn) => {
        if (isToGoOn) timer = setTimeout(go, wait);
      });
  }
  timer = setTimeout(go, everyMs);
  // Whoever comes back to the page sees it as it is now.
  document.addEventListener('visibilitychange', go);
}

class Over extends Error {}

const regions = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-live]')];

/** False where something changed in a region that was left as it is. */
async function renew(asServed: Map<string, string>): Promise<boolean> {
  const answer = await fetch(location.href, { headers, redirect: 'manual', cache: 'no-store' });
  if (!answer.ok) throw new Error(`the page answers ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const kept = regions().map((region) => {
    const served = page.getElementById(region.id);
    const fresh = served?.innerHTML;
    if (fresh === undefined || fresh === asServed.get(region.id)) return false;
    // An age that is another by now is no news.
    if (isWrittenIn(region)) return served?.dataset.version !== region.dataset.version;
    asServed.set(region.id, fresh);
    region.dataset.version = served?.dataset.version ?? '';
    replace(region, fresh);
    return false;
  });
  return !kept.includes(true);
}

/** Markup of our own server's page, which the page's policy lets run nothing. */
function replace(region: HTMLElement, markup: string): void {
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const way = focused && (focused.id ? `#${CSS.escape(focused.id)}` : wayTo(focused));
  region.innerHTML = markup;
  region.dispatchEvent(new Event(renewedEvent));
  if (way) region.querySelector<HTMLElement>(way)?.focus();
}

const wayTo = (element: Element): string | null => {
  const href = element.getAttribute('href');
  return href && `a[href="${CSS.escape(href)}"]`;
};

const isWrittenIn = (region: HTMLElement): boolean =>
  [
    ...region.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('textarea, input, select'),
  ].some(
    (field) =>
      field === document.activeElement ||
      (field instanceof HTMLTextAreaElement && field.value.trim() !== '' && field.value !== field.defaultValue),
  );
