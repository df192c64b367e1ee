import { type Html, html } from '../html.ts';
import type { DeskReader } from './sheet.ts';

/** One key each, for whoever wants to (WCAG 2.1.4): they do nothing in fields, and can be switched off. */
export const keyOf = {
  list: '?',
  next: 'j',
  previous: 'k',
  search: '/',
  queue: 'q',
  call: 't',
  people: 'p',
  figures: 'f',
  audit: 'a',
  claim: 'c',
  reply: 'r',
  solve: 's',
  note: 'n',
  wait: 'w',
  release: 'l',
  reopen: 'o',
} as const;

/** Of a ticket's card: the names of its actions and inputs with their keys. */
export const cardKeys = [
  ['claim', keyOf.claim],
  // While they talk, what is said to them stands in the place of a reply.
  ['say', keyOf.reply],
  ['reply', keyOf.reply],
  ['solution', keyOf.solve],
  ['note', keyOf.note],
  ['wait', keyOf.wait],
  ['release', keyOf.release],
  ['reopen', keyOf.reopen],
]
  .map((pair) => pair.join(':'))
  .join(' ');

/** What each key does; the script opens it, and nobody sees it without. */
export function shortcutsDialog({ t, words }: DeskReader): Html {
  const meanings: Readonly<Record<keyof typeof keyOf, string>> = {
    list: t.shortcuts,
    next: t.keyNext,
    previous: t.keyPrevious,
    search: t.search,
    queue: words.queue,
    call: t.newCall,
    people: t.people,
    figures: t.figures,
    audit: t.audit,
    claim: words.claim,
    reply: words.replyLabel,
    solve: t.solution,
    note: t.commentLabel,
    wait: t.wait,
    release: t.release,
    reopen: t.reopen,
  };
  const rows = Object.entries(keyOf).map(([name, key]) => {
    const meaning = Object.entries(meanings).find(([known]) => known === name)?.[1];
    return html`
<div><dt><kbd>${key}</kbd></dt><dd>${meaning}</dd></div>`;
  });
  return html`
<dialog id="shortcuts" class="dialog" aria-labelledby="shortcuts-title">
<h2 id="shortcuts-title">${t.shortcuts}</h2>
<p>${t.shortcutsHint}</p>
<p><label><input type="checkbox" id="shortcuts-on" checked> ${t.shortcutsOn}</label></p>
<dl class="keys">${rows}
</dl>
<form method="dialog"><button>${t.close}</button></form>
</dialog>`;
}
