import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { Problem } from '../../conversation/flow.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import { accessNumberFor } from '../../kernel/access-number.ts';
import type { Locale } from '../../kernel/locale.ts';
import { momentText } from '../../kernel/moment.ts';
import type { PinPolicy } from '../../kernel/pin-policy.ts';
import { maskAddress, maskPhone } from '../../kernel/redaction.ts';
import type { Site } from '../../kernel/site.ts';
import { rulesOf } from './reset-pin.rules.ts';
import { dayText, resetWords, wordsOf } from './reset-pin.words.ts';

/** “It is you”, as far as it may be shown in a chat; what is unknown is empty. */
const personOf = ({ displayName, department = '', businessPhones: [number], extension = '', hasDeskPhone }: Person) => {
  const phone = number === undefined ? '' : maskPhone(number);
  return {
    name: displayName,
    department,
    phone,
    extension: maskedExtension(extension, phone),
    deskPhone: hasDeskPhone,
  };
};

/** Three digits would be hidden entirely, and the end of the phone number is there already: neither is worth a row. */
function maskedExtension(extension: string, phone: string): string {
  const masked = maskPhone(extension);
  return /\d/u.test(masked) && masked !== phone ? masked : '';
}

/** Digits that the inputs take beyond the longest PIN. Cut off silently, a PIN that is too long would be set as another one. */
const overlong = 16;

const limitsOf = ({ minLength, maxLength, historyCount }: PinPolicy) => ({
  min: minLength,
  max: maxLength,
  count: historyCount,
});

/** The rules of a policy in words, in the order in which people need them. */
export const ruleLines = (policy: PinPolicy, locale: Locale): readonly string[] =>
  rulesOf(policy).map((rule) => fill(resetWords[locale][rule], locale, limitsOf(policy)));

/** The form for a new PIN, under the rules of this person's policy. */
export function chooseCard(
  person: Person,
  policy: PinPolicy,
  { locale, problem }: { locale: Locale; problem: Problem | undefined },
): CardReply {
  const t = resetWords[locale];
  const { chooseTitle, itIsYou, notAlways, deskPhoneBefore, rulesTitle } = t;
  const limits = limitsOf(policy);
  const lines = ruleLines(policy, locale);
  const problemText = problem ? fill(wordsOf(problem.reason, locale) ?? t['pin-missing'], locale, limits) : '';
  const whoItIs = personOf(person);
  // Whoever is back with a problem has read all this: only the rules and the reason stand above the inputs.
  const isBack = problemText !== '';
  const introduction = isBack
    ? []
    : [`${itIsYou} ${person.displayName}.`, notAlways, whoItIs.deskPhone ? deskPhoneBefore : ''];
  const warning = !isBack && whoItIs.deskPhone ? deskPhoneBefore : '';
  return card('reset-pin/choose', {
    locale,
    words: { ...pickShared(locale), chooseTitle, rulesTitle, ...pickInputs(locale) },
    data: { problem: problemText, ...whoItIs, rules: list(lines), maxLength: policy.maxLength + overlong },
    fallbackText: sentences(problemText, `${chooseTitle}.`, ...introduction, `${rulesTitle}:`, `${lines.join('. ')}.`),
    speak: sentences(problemText, `${chooseTitle}.`, warning, `${lines.join('. ')}.`),
    form: 'choose',
  });
}

/** Asks before the service makes and mails a PIN itself. */
export function issueCard(
  person: Person,
  { locale, problem }: { locale: Locale; problem: Problem | undefined },
): CardReply {
  const problemText = problem ? (wordsOf(problem.reason, locale) ?? '') : '';
  const { issueTitle, issueIntro, issuePin, itIsYou, notAlways, deskPhoneBefore } = resetWords[locale];
  const whoItIs = personOf(person);
  return card('reset-pin/issue', {
    locale,
    words: { ...pickShared(locale), issueTitle, issueIntro, issuePin },
    data: { problem: problemText, ...whoItIs },
    fallbackText: sentences(
      problemText,
      `${issueTitle}.`,
      `${itIsYou} ${person.displayName}.`,
      notAlways,
      whoItIs.deskPhone ? deskPhoneBefore : '',
      issueIntro,
    ),
    speak: sentences(problemText, `${issueTitle}.`, issueIntro),
    form: 'issue',
  });
}

/** After the service was asked: where its mail goes, as far as that may be said, and whether it said that it made one. */
export function issuedText({ mail, hasDeskPhone }: Person, locale: Locale, isKnown: boolean): string {
  const { issued, issueUnknown, yourAddress, deskPhoneAfter } = resetWords[locale];
  const address = mail === undefined ? yourAddress : maskAddress(mail);
  return sentences(fill(isKnown ? issued : issueUnknown, locale, { address }), hasDeskPhone ? deskPhoneAfter : '');
}

export interface Done {
  readonly person: Person;
  readonly site: Site;
  readonly opensMeetings: boolean;
  readonly expiresAt?: Date;
  /** Said only where nobody saw the end of the change. */
  readonly changedAt?: Date;
}

/** How to dial in with the new PIN; never the PIN. */
export function doneCard({ person, site, opensMeetings, expiresAt, changedAt }: Done, locale: Locale): CardReply {
  const t = resetWords[locale];
  const { timeZone } = site.helpDesk;
  const number = accessNumberFor(site, person.country);
  const texts = {
    changedAt: changedAt ? fill(t.changedAt, locale, { date: momentText(changedAt, locale, timeZone) }) : '',
    howToDialIn: number ? fill(t.howToDialInWithNumber, locale, { number: number.display }) : t.howToDialIn,
    expires: expiresAt ? fill(t.expires, locale, { date: dayText(expiresAt, locale, timeZone) }) : '',
  };
  const { doneTitle, deskPhoneAfter, embedded, allKeys } = t;
  const callNow = number ? fill(t.callNow, locale, { number: number.display }) : '';
  const warnings = [person.hasDeskPhone ? deskPhoneAfter : '', opensMeetings ? '' : embedded];
  return card('reset-pin/done', {
    locale,
    words: { doneTitle, deskPhoneAfter, embedded, allKeys, callNow },
    data: {
      ...texts,
      deskPhone: person.hasDeskPhone,
      embedded: !opensMeetings,
      call: number ? `tel:${number.dial}` : '',
    },
    fallbackText: sentences(`${doneTitle}.`, texts.changedAt, texts.howToDialIn, texts.expires, ...warnings),
  });
}

function pickShared(locale: Locale) {
  const { itIsYou, name, department, phone, extension, notAlways, deskPhoneBefore, talkToAPerson, cancel } =
    resetWords[locale];
  return { itIsYou, name, department, phone, extension, notAlways, deskPhoneBefore, talkToAPerson, cancel };
}

function pickInputs(locale: Locale) {
  const { pin, pinError, pinConfirmation, pinConfirmationError, setPin } = resetWords[locale];
  return { pin, pinError, pinConfirmation, pinConfirmationError, setPin };
}

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** A Markdown list, as a TextBlock shows it. */
const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');
