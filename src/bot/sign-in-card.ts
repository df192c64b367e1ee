import type { Reply } from '../conversation/reply.ts';
import type { Card } from './cards.ts';
import { literal } from './literal.ts';

/** The sign-in button of our own page: an address of ours, which the page opens in place of itself. It comes back in a new conversation, in `wish`. */
export const signInCard = ({ text, button, wish, isAnew }: Extract<Reply, { kind: 'sign-in' }>): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: literal(text),
  speak: literal(text),
  body: [{ type: 'TextBlock', text: literal(text), wrap: true }],
  actions: [
    {
      type: 'Action.OpenUrl',
      title: literal(button),
      style: 'positive',
      url: `/sign-in?confirm=${isAnew ? 'anew' : 'yes'}${wish ? `&ask=${encodeURIComponent(wish)}` : ''}`,
    },
  ],
});
