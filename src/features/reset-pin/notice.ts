import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { CardReply } from '../../conversation/reply.ts';
import { card } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import { localeFrom } from '../../kernel/locale.ts';
import { momentText } from '../../kernel/moment.ts';
import { Secret } from '../../kernel/secret.ts';
import type { JobData } from '../../storage/jobs.ts';
import type { Needs } from '../needs.ts';
import { resetWords } from './reset-pin.words.ts';

export type Notice = JobData['tell-chat'];

const noticeWords = {
  'pin-changed': { subject: 'changedSubject', text: 'changedText', link: 'changedNotMe', button: 'changedButton' },
  'resets-paused': { subject: 'pausedSubject', text: 'pausedText', link: 'pausedNotMe', button: 'pausedButton' },
} as const;

/** By the time of the change: a reset that nobody saw end may find the change of the one after it. */
export const idOf = ({ person, notice, at, changedAt = at }: Notice, to: string): string =>
  JSON.stringify([person, notice, changedAt, to]);

/** As a mail has it, with the way to object as an address. */
export async function noticeMail(needs: Needs, notice: Notice, person: Person) {
  const { locale, subject, text, objection } = await wordsFor(needs, notice, person);
  return { subject, text: new Secret(withObjection(text, objection?.linked)), locale };
}

/** As a chat has it, with the way to object behind a button. The link is in the clear: for where nothing is kept of what is said. */
export async function noticeCard(needs: Needs, notice: Notice, person: Person): Promise<CardReply> {
  const { locale, subject, text, objection } = await wordsFor(needs, notice, person);
  const { notMeButton } = resetWords[locale];
  return card('reset-pin/notice', {
    locale,
    words: { subject, notMeButton },
    data: { text, objection: objection?.besideButton ?? '', link: objection?.link ?? '' },
    fallbackText: `${subject}\n\n${withObjection(text, objection?.linked)}`,
    speak: `${subject}.`,
  });
}

const withObjection = (text: string, objection: string | undefined): string =>
  objection === undefined ? text : `${text}\n\n${objection}`;

async function wordsFor(needs: Needs, notice: Notice, person: Person) {
  const { at, changedAt = at } = notice;
  const { helpDesk, organisation } = needs.site;
  const { phone, mail, timeZone } = helpDesk;
  const locale = localeFrom(person.preferredLanguage);
  const t = resetWords[locale];
  const words = noticeWords[notice.notice];
  const text = fill(t[words.text], locale, {
    name: person.displayName,
    date: momentText(new Date(changedAt), locale, timeZone),
    organisation,
    phone,
    mail,
  });
  const link = (await linkFor(needs, notice, person))?.reveal();
  const objection = link !== undefined && {
    link,
    linked: fill(t[words.link], locale, { link }),
    besideButton: t[words.button],
  };
  return { locale, subject: t[words.subject], text, ...(objection ? { objection } : {}) };
}

/** The way to say “This wasn’t me”, where there is one. */
async function linkFor({ notMe, clock }: Needs, { notice, at, changedAt = at }: Notice, owner: Person) {
  const about = { kind: notice, person: owner.id, id: changedAt, happenedAt: new Date(changedAt) };
  return notMe.linkFor({ ...about, locale: localeFrom(owner.preferredLanguage) }, clock.now());
}
