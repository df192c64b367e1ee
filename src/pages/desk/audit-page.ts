import { z } from 'zod';
import type { HttpAnswer } from '../../kernel/http.ts';
import type { Audit, AuditRow } from '../../storage/audit.ts';
import { type Html, html } from '../html.ts';
import { moment } from '../moment.ts';
import { csv, jsonLines } from './audit-export.rules.ts';
import type { Inside } from './door.ts';
import { type DeskReader, deskSheet, type SheetNeeds } from './sheet.ts';

export interface AuditNeeds extends SheetNeeds {
  readonly audit: Audit;
}

const pageSize = 100;
/** A year of a busy desk is several of these. */
const exportSize = 10_000;

const entry = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const Asked = z.object({ before: entry.optional().catch(undefined), after: entry.optional().catch(undefined) });

/** `GET /desk/audit`: the newest entries. */
export const auditPage =
  ({ audit, ...needs }: AuditNeeds) =>
  async ({ request, reader }: Inside): Promise<HttpAnswer> => {
    const { before } = Asked.parse(Object.fromEntries(request.query));
    const rows = await audit.newest({ limit: pageSize, ...(before === undefined ? {} : { before }) });
    const { t } = reader;
    const older = rows.length === pageSize ? rows.at(-1)?.id : undefined;
    const main = html`
<p class="row"><a class="button" href="/desk/audit.csv">CSV</a> <a class="button" href="/desk/audit.jsonl">JSON Lines</a></p>
${rows.length === 0 ? html`<p>${t.auditEmpty}</p>` : auditTable(rows, reader)}
${older !== undefined && html`<p class="row"><a class="button" href="/desk/audit?before=${older}">${t.auditOlder}</a></p>`}`;
    return deskSheet(needs, reader, { title: t.audit, main, status: 200 });
  };

/** `GET /desk/audit.csv` and `.jsonl`: oldest first, ten thousand at most; `?after=` goes on from an entry. That somebody took them along is an entry, too. */
export const auditExport =
  ({ audit }: AuditNeeds, format: 'csv' | 'jsonl') =>
  async ({ request, reader, session }: Inside): Promise<HttpAnswer> => {
    const { after = 0 } = Asked.parse(Object.fromEntries(request.query));
    const reason = `${format}, after ${after}`;
    await audit.add({ at: reader.now, who: session.agent, what: 'audit-exported', reason });
    const rows = await audit.since({ limit: exportSize, after });
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8';
    return {
      status: 200,
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="pin-desk-audit-after-${after}.${format}"`,
        'cache-control': 'no-store',
      },
      content: format === 'csv' ? csv(rows) : jsonLines(rows),
    };
  };

function auditTable(rows: readonly AuditRow[], reader: DeskReader): Html {
  const { t, words, locale, timeZone } = reader;
  const headings = [t.auditWhen, t.auditWho, t.auditWhat, words.person, words.number, t.auditReason];
  return html`
<table class="queue">
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ at, who, what, person, ticket, reason }) => html`
<tr>
<td data-label="${t.auditWhen}">${moment(at, locale, timeZone)}</td>
<td data-label="${t.auditWho}">${who.name} <span class="meta">(${who.role})</span></td>
<td data-label="${t.auditWhat}">${t[`act.${what}`]}</td>
<td data-label="${words.person}">${person?.displayName ?? '–'}</td>
<td data-label="${words.number}">${ticket === undefined ? '–' : html`<a href="/desk/${ticket}">${ticket}</a>`}</td>
<td data-label="${t.auditReason}">${reason ?? '–'}</td>
</tr>`,
  )}
</tbody>
</table>`;
}
