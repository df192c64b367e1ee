import type { Answer } from '../../conversation/flow.ts';
import { text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { Needs } from '../needs.ts';
import { escalateWords } from './escalate.words.ts';

/** The answer `ticket-status`: where the help desk's answer appears, and whom to ask. A number opens nothing, so none is looked up. */
export const ticketStatus = ({ site }: Pick<Needs, 'site'>): Answer => ({
  id: 'ticket-status',
  personal: false,
  answer: ({ locale }) => {
    const t = escalateWords[locale];
    const { phone, mail } = site.helpDesk;
    const { summaryTitle } = t;
    return [text(fill(t.ticketStatus, locale, { phone, mail }), [{ title: summaryTitle, text: summaryTitle }])];
  },
});
