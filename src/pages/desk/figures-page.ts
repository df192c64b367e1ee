import { z } from 'zod';
import type { HttpAnswer } from '../../kernel/http.ts';
import type { Figures } from '../../storage/figures.ts';
import type { Inside } from './door.ts';
import { daysUntil, summaryOf } from './figures.rules.ts';
import { figuresView } from './figures-view.ts';
import { deskSheet, type SheetNeeds } from './sheet.ts';

export interface FiguresNeeds extends SheetNeeds {
  readonly figures: Figures;
}

/** A week, a month, a quarter. */
export const spans = [7, 30, 90] as const;
const Asked = z.object({
  days: z.coerce
    .number()
    .pipe(z.union(spans.map((days) => z.literal(days))))
    .catch(30),
});

/** `GET /desk/figures`: how the last days went. */
export const figuresPage =
  ({ figures, ...needs }: FiguresNeeds) =>
  async ({ request, reader }: Inside): Promise<HttpAnswer> => {
    const { days: count } = Asked.parse(Object.fromEntries(request.query));
    const days = daysUntil(reader.now, count);
    const [first = ''] = days;
    const [counted, opinions] = await Promise.all([figures.since(first), figures.opinionsSince(first)]);
    const main = figuresView({ summary: summaryOf(counted, days), opinions, count }, reader);
    return deskSheet(needs, reader, { title: reader.t.figures, main, status: 200, scripts: ['desk-figures.js'] });
  };
