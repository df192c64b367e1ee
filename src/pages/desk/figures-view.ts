import { fill } from '../../conversation/words.ts';
import type { Figures } from '../../storage/figures.ts';
import { type Html, html } from '../html.ts';
import { age, formatLocale } from '../moment.ts';
import type { Summary, Tally } from './figures.rules.ts';
import { spans } from './figures-page.ts';
import type { DeskReader } from './sheet.ts';
import { channelText } from './ticket-words.ts';

interface Shown {
  readonly summary: Summary;
  readonly opinions: Awaited<ReturnType<Figures['opinionsSince']>>;
  /** Days. */
  readonly count: number;
}

const columns = ['started', 'confirmed', 'done', 'escalated'] as const;

/** The sums first, then what they are made of; each table is also drawn as a chart where a script runs. */
export function figuresView({ summary, opinions, count }: Shown, reader: DeskReader): Html {
  const { t, locale, words } = reader;
  const { total, byDay, byChannel, byReason } = summary;
  const of = (share: number, whole: number): string =>
    whole === 0 ? '' : new Intl.NumberFormat(locale, { style: 'percent' }).format(Math.min(1, share / whole));
  const tiles: readonly (readonly [string, string, string])[] = [
    [t.figureStarted, number(total.started, locale), ''],
    [t.figureConfirmed, number(total.confirmed, locale), of(total.confirmed, total.started)],
    [t.figureDone, number(total.done, locale), of(total.done, total.started)],
    [t.figureEscalated, number(total.escalated, locale), ''],
    [t.figureMedian, durationText(summary.medianSeconds, reader), ''],
    [
      t.figureHelpful,
      of(opinions.helpful, opinions.helpful + opinions.unhelpful) || '–',
      `${opinions.helpful} / ${opinions.helpful + opinions.unhelpful}`,
    ],
  ];
  const day = new Intl.DateTimeFormat(formatLocale(locale), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const reasonWords = (reason: string): string =>
    Object.entries(words).find(([key]) => key === `reason.${reason}`)?.[1] ?? reason;
  return html`
<nav class="views" aria-label="${t.figureSpan}">${spans.map((span) => spanLink(span, count, reader))}
</nav>
<p class="meta">${t.figuresIntro}</p>
<dl class="tiles">${tiles.map(
    ([name, value, beside]) => html`
<div><dt>${name}</dt><dd><strong>${value}</strong> <span class="meta">${beside}</span></dd></div>`,
  )}
</dl>
${chart(
  'line',
  [t.byDay, t.asTable],
  table(
    [t.day, ...names(reader)],
    byDay.map(([at, tally]) => [day.format(new Date(at)), ...cells(tally, locale)]),
  ),
)}
<div class="charts">
${chart(
  'bar',
  [t.byReason, t.asTable],
  table(
    [words.reason, t.figureEscalated],
    byReason.map(([reason, tickets]) => [reasonWords(reason), number(tickets, locale)]),
  ),
)}
${chart(
  'bar',
  [t.byChannel, t.asTable],
  table(
    [t.channel, ...names(reader)],
    byChannel.map(([channel, tally]) => [channelText(channel, t), ...cells(tally, locale)]),
  ),
)}
</div>
<section><h2>${t.comments}</h2>${
    opinions.comments.length === 0
      ? html`<p>${t.noComments}</p>`
      : html`<ul class="comments">${opinions.comments.map(
          ({ at, helpful, comment }) => html`
<li><p class="meta">${age(at, reader.now, locale)} · ${helpful ? t.wasHelpful : t.wasUnhelpful}</p><blockquote>${comment}</blockquote></li>`,
        )}</ul>`
  }</section>`;
}

const names = ({ t }: DeskReader): readonly string[] => [
  t.figureStarted,
  t.figureConfirmed,
  t.figureDone,
  t.figureEscalated,
];

const cells = (tally: Tally, locale: DeskReader['locale']): readonly string[] =>
  columns.map((column) => number(tally[column], locale));

const number = (value: number, locale: DeskReader['locale']): string => new Intl.NumberFormat(locale).format(value);

const spanLink = (span: number, here: number, { t, locale }: DeskReader): Html => {
  const text = fill(t.lastDays, locale, { days: span });
  return span === here
    ? html`
<a href="/desk/figures?days=${span}" aria-current="page">${text}</a>`
    : html`
<a href="/desk/figures?days=${span}">${text}</a>`;
};

/** "1 min 20 s", as the language writes it. */
function durationText(seconds: number | undefined, { locale }: DeskReader): string {
  if (seconds === undefined) return '–';
  const whole = Math.round(seconds);
  const unit = (value: number, name: 'minute' | 'second'): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  return [whole >= 60 && unit(Math.floor(whole / 60), 'minute'), unit(whole % 60, 'second')].filter(Boolean).join(' ');
}

/** The table is open until its chart is drawn; then it is one click away. */
const chart = (kind: 'line' | 'bar', [title, asTable]: readonly [string, string], content: Html): Html => html`
<section class="chart" data-chart="${kind}"><h2>${title}</h2>
<details open><summary>${asTable}</summary><div class="scroll" tabindex="0" role="region" aria-label="${title}">${content}</div></details></section>`;

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): Html => html`
<table class="figures">
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(
  ([name, ...values]) => html`
<tr><th scope="row">${name}</th>${values.map((value) => html`<td>${value}</td>`)}</tr>`,
)}
</tbody>
</table>`;
