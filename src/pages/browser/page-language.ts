/** `shown` gets Web Chat's name of the language, `de-DE`, as soon as it is known. */
export interface PageLanguage {
  follow(locale: string): Promise<void>;
}

/** Lets the page speak the language that the bot went over to, without a reload that would empty what was begun. */
export function pageLanguage(shown: (locale: string) => void): PageLanguage {
  let wanted = document.documentElement.lang;
  return {
    follow: async (locale) => {
      if (locale === wanted) return;
      wanted = locale;
      const page = await pageIn(locale);
      // Meanwhile they may have chosen yet another one.
      if (wanted !== locale) return;
      document.documentElement.lang = locale;
      if (page) takeWords(page);
      shown(page?.getElementById('chat')?.dataset.locale ?? locale);
    },
  };
}

/** This very page, asked for in another language; with the browser's own country where it names one. */
async function pageIn(locale: string): Promise<Document | undefined> {
  const own = navigator.languages.filter((tag) => tag.startsWith(`${locale}-`));
  try {
    const answer = await fetch('/', { headers: { 'accept-language': [...own, locale].join(',') } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined;
  } catch {
    return undefined;
  }
}

/** The chat itself stays: it is running. */
function takeWords(page: Document): void {
  document.title = page.title;
  const isOpen = document.querySelector('details')?.open ?? false;
  for (const words of ['header', 'a.skip']) {
    document.querySelector(words)?.replaceChildren(...(page.querySelector(words)?.childNodes ?? []));
  }
  for (const template of document.querySelectorAll('template')) {
    const other = page.getElementById(template.id);
    if (other) template.replaceWith(other);
  }
  const details = document.querySelector('details');
  if (details) details.open = isOpen;
  const name = page.querySelector('main')?.getAttribute('aria-label');
  if (name) document.querySelector('main')?.setAttribute('aria-label', name);
}
