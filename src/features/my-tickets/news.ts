import type { News } from '../../backends/ticket-news/ticket-news.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { Reply } from '../../conversation/reply.ts';
import { card, text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import { hostsOf, withoutStrayLinks } from '../../kernel/agent-text.rules.ts';
import { localeFrom } from '../../kernel/locale.ts';
import { Secret } from '../../kernel/secret.ts';
import { intentTitle } from '../../understanding/intents.ts';
import type { Needs } from '../needs.ts';
import { ticketWords } from './my-tickets.words.ts';

type NewsNeeds = Pick<Needs, 'site' | 'origin'>;

/** As a chat has it: an agent's words plain, with the way to answer them. */
export function newsReply(needs: NewsNeeds, { ticket, event }: News): Reply {
  const { number, language } = ticket;
  const t = ticketWords[language];
  const say = (message: string): string => fill(message, language, { number: String(number), agent: event.by });
  const title = intentTitle('ticket-status', language);
  const choices = [{ title, text: title }];
  switch (event.kind) {
    case 'replied': {
      const words = [say(t.replyFrom), agentWords(needs, event.text), t.toAnswer].join('\n\n');
      return { kind: 'text', text: words, choices, isPlain: true };
    }
    case 'talk-began':
      return { kind: 'text', text: say(t.talkBegan), isPlain: true };
    case 'said':
      return { kind: 'text', text: `${say(t.saidBy)} ${agentWords(needs, event.text)}`, isPlain: true };
    case 'talk-ended':
      return text(say(t.talkEnded));
    case 'waiting':
      return text(say(t.isWaiting), choices);
    case 'solved':
      return solvedCard(say(t.isSolved), ticket);
    case 'reopened':
      return text(say(t.isReopened), choices);
    default:
      return text(say(t.isClosed));
  }
}

function solvedCard(words: string, { number, language }: News['ticket']): Reply {
  const { helped, notHelped } = ticketWords[language];
  const ask = (answer: string): string => `did-it-help:${answer};ticket=${number}`;
  return card('my-tickets/solved', {
    locale: language,
    words: { helped, notHelped },
    data: { text: words, yes: ask('yes'), no: ask('no') },
    fallbackText: words,
  });
}

/** Looked at as they were written; once more, for whoever reads them trusts the desk. */
const agentWords = ({ site, origin }: NewsNeeds, words = ''): string =>
  withoutStrayLinks(words, hostsOf(site, origin()));

/** As a mail has it, in the person's own language. */
export function newsMail(needs: NewsNeeds, news: News, person: Person) {
  const { site, origin } = needs;
  const locale = localeFrom(person.preferredLanguage);
  const t = ticketWords[locale];
  const number = String(news.ticket.number);
  const say = (message: string, more = {}): string => fill(message, locale, { number, ...more });
  const { phone, mail } = site.helpDesk;
  const parts = [
    say(t.newsGreeting, { name: person.displayName }),
    ...whatHappened(needs, news).map((part) => ('words' in part ? part.words : say(t[part.say]))),
    ...(origin() === undefined ? [] : [t.newsLink, `${origin()}/?ask=ticket-status`]),
    say(t.newsEnd, { phone, mail }),
  ];
  const subject = say(t.newsSubject, { organisation: site.organisation });
  return { subject, text: new Secret(parts.join('\n\n')), locale };
}

type Part =
  | { readonly words: string }
  | { readonly say: 'replyFrom' | 'isWaiting' | 'isSolvedMail' | 'isReopened' | 'isClosed' };

function whatHappened(needs: NewsNeeds, { event }: News): readonly Part[] {
  switch (event.kind) {
    case 'said':
    case 'replied':
      return [{ say: 'replyFrom' }, { words: agentWords(needs, event.text) }];
    case 'waiting':
      return [{ say: 'isWaiting' }];
    case 'solved':
      return [{ say: 'isSolvedMail' }];
    case 'reopened':
      return [{ say: 'isReopened' }];
    default:
      return [{ say: 'isClosed' }];
  }
}
