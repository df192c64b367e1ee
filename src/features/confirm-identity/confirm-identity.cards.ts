import type { Problem } from '../../conversation/flow.ts';
import type { CardReply, Reply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { Locale } from '../../kernel/locale.ts';
import { confirmWords, isConfirmReason, type ReasonFacts, reasonText } from './confirm-identity.words.ts';

interface Shown {
  readonly locale: Locale;
  readonly facts: ReasonFacts;
  readonly problem: Problem | undefined;
}

const problemText = ({ locale, facts, problem }: Shown): string =>
  problem && isConfirmReason(problem.reason) ? reasonText(problem.reason, locale, facts) : '';

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** Asks an anonymous person for the work e-mail address. */
export function whoCard(shown: Shown, typed: string): CardReply {
  const { whoTitle, whoIntro, email, emailError, sendCode, talkToAPerson, cancel } = confirmWords[shown.locale];
  const problem = problemText(shown);
  return card('confirm-identity/who', {
    locale: shown.locale,
    words: { whoTitle, whoIntro, email, emailError, sendCode, talkToAPerson, cancel },
    data: { problem, email: typed },
    fallbackText: sentences(problem, whoTitle, whoIntro),
    speak: sentences(problem, whoIntro),
    form: 'who',
  });
}

/** Offers a vouched-for person the code that could not be sent at once. */
export function sendCard(shown: Shown, destination: string): CardReply {
  const { locale } = shown;
  const { sendTitle, sendCode, talkToAPerson, cancel } = confirmWords[locale];
  const sendIntro = fill(confirmWords[locale].sendIntro, locale, { destination });
  const problem = problemText(shown);
  return card('confirm-identity/send', {
    locale,
    words: { sendTitle, sendIntro, sendCode, talkToAPerson, cancel },
    data: { problem },
    fallbackText: sentences(problem, sendTitle, sendIntro),
    form: 'who',
  });
}

/** Asks a vouched-for person with several addresses on record, all masked, where the code is to go. */
export function whereCard(shown: Shown, destinations: readonly string[]): CardReply {
  const { locale } = shown;
  const { whereTitle, whereIntro, talkToAPerson, cancel } = confirmWords[locale];
  const problem = problemText(shown);
  return card('confirm-identity/where', {
    locale,
    words: { whereTitle, whereIntro, talkToAPerson, cancel },
    data: { problem, destinations: destinations.map((title, index) => ({ title, to: String(index) })) },
    fallbackText: sentences(problem, whereTitle, whereIntro, destinations.join(', ')),
    speak: sentences(problem, whereIntro),
    form: 'who',
  });
}

/** Asks a vouched-for person to sign in, or to do so again: `isAnew` even where their provider still knows them. */
export function signInReply(shown: Shown, isAnew: boolean): Reply {
  const { signInText, signInButton, signInUnavailable, talkToAPerson, cancel } = confirmWords[shown.locale];
  return {
    kind: 'sign-in',
    text: sentences(problemText(shown), signInText),
    button: signInButton,
    unavailable: signInUnavailable,
    ...(isAnew ? { isAnew } : {}),
    choices: [talkToAPerson, cancel].map((title) => ({ title, text: title })),
  };
}

/** The code is of no more use: a new one or a person, and nothing to type. */
export function codeOverCard(shown: Shown): CardReply {
  const { locale } = shown;
  const { overTitle, again, talkToAPerson, cancel } = confirmWords[locale];
  const problem = problemText(shown);
  return card('confirm-identity/code-over', {
    locale,
    words: { overTitle, again, talkToAPerson, cancel },
    data: { problem },
    fallbackText: sentences(problem, overTitle),
    form: 'code',
  });
}

/** Asks for the code. `destination` is masked, and empty for anonymous people: nothing says whether there is one. */
export function codeCard(shown: Shown, { destination, minutes }: { destination: string; minutes: number }): CardReply {
  const { locale, facts } = shown;
  const t = confirmWords[locale];
  const { codeTitle, code, codeError, confirm, again, notReceived, cancel } = t;
  const codeIntro = destination === '' ? t.codeIntroAnonymous : fill(t.codeIntro, locale, { destination });
  const codeHint = fill(t.codeHint, locale, { digits: facts.digits, minutes });
  const problem = problemText(shown);
  return card('confirm-identity/code', {
    locale,
    words: { codeTitle, codeIntro, codeHint, code, codeError, confirm, again, notReceived, cancel },
    data: { problem },
    fallbackText: sentences(problem, codeIntro, codeHint),
    form: 'code',
  });
}
