import type { Config } from './config.ts';
import { type Rules, tablesOf } from './conversation/stage.ts';
import { allFeatures } from './features/all.ts';
import { confirmationBasis } from './features/confirm-identity/confirm-identity.rules.ts';
import { escalateWith } from './features/escalate/open-ticket.ts';
import { hearWith } from './features/live-talk/live-talk.ts';
import { helpReplies, welcome } from './features/menu/menu.ts';
import type { Needs } from './features/needs.ts';
import { buttonRoutes, intentTitle, routes } from './understanding/intents.ts';
import { createUnderstand } from './understanding/understand.ts';

/** Hands the engine what the features and the understanding are. */
export const rulesOf = (needs: Needs, { bot, publicUrl }: Pick<Config, 'bot' | 'publicUrl'>): Rules => ({
  ...tablesOf(allFeatures(needs)),
  routing: { understand: createUnderstand(), routes: { ...routes, ...buttonRoutes }, title: intentTitle },
  escalate: escalateWith(needs),
  welcome: welcome(needs),
  help: helpReplies(needs),
  hear: hearWith(needs.talk),
  wayToPrivate: () => {
    const ways = [bot ? `https://teams.microsoft.com/l/chat/0/0?users=28:${bot.appId}` : undefined, publicUrl?.origin];
    return ways.filter((way) => way !== undefined);
  },
  confirmFlow: 'confirm-identity',
  confirmationBasis: (turn) => confirmationBasis(needs.identity, turn),
  limits: needs.limits,
});
