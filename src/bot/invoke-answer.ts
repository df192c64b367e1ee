import type { Outcome, Reply } from '../conversation/reply.ts';
import type { Cards } from './cards.ts';
import { literal } from './literal.ts';

/** The body of the answer to an `adaptiveCard/action` invoke. HTTP itself says 200, whatever `statusCode` says (Universal Action Model). */
export type InvokeAnswer =
  | { readonly statusCode: 200; readonly type: 'application/vnd.microsoft.card.adaptive'; readonly value: object }
  | { readonly statusCode: 200; readonly type: 'application/vnd.microsoft.activity.message'; readonly value: string }
  | {
      readonly statusCode: 400 | 500;
      readonly type: 'application/vnd.microsoft.error';
      readonly value: { readonly code: string; readonly message: string };
    };

/** Teams takes an empty answer for a failure and sends the invoke again. This needs no language. */
const nothingToAdd = '✓';

/**
 * The receipt takes the place of the submitted card. Without one a short message is shown beside it: what was said,
 * where it is only said again, and otherwise a tick, for the replies themselves follow as messages.
 */
export function invokeAnswer({ receipt, replies, only }: Outcome, cards: Cards, channel: string): InvokeAnswer {
  if (receipt) {
    return {
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: cards.fill(receipt, { channel }),
    };
  }
  const said = only === 'repeat' ? replies.map(plainText).find(Boolean) : undefined;
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: said ?? nothingToAdd };
}

export const invokeRefused: InvokeAnswer = {
  statusCode: 400,
  type: 'application/vnd.microsoft.error',
  value: { code: 'BadRequest', message: 'The action is not one of this bot.' },
};

export const invokeFailed = (sorry: Reply): InvokeAnswer => ({
  statusCode: 500,
  type: 'application/vnd.microsoft.error',
  value: { code: 'InternalError', message: plainText(sorry) },
});

function plainText(reply: Reply): string {
  switch (reply.kind) {
    case 'text':
    case 'sign-in':
      return literal(reply.text);
    case 'in-private':
      return literal(reply.otherwise);
    case 'card':
      return literal(reply.fallbackText);
    case 'language':
    case 'end':
      return '';
  }
}
