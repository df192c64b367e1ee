import type { Person } from '../../backends/user-directory/user-directory.ts';
import { fill } from '../../conversation/words.ts';
import { BackendError } from '../../kernel/errors.ts';
import { localeFrom } from '../../kernel/locale.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Challenge } from '../../storage/challenges.ts';
import type { JobHandlers, JobTry } from '../../storage/jobs.ts';
import { afterTurn, type Needs } from '../needs.ts';
import { spendPersonCode } from './code-budgets.ts';
import { findingFrom } from './confirm-identity.rules.ts';
import { confirmWords } from './confirm-identity.words.ts';
import { whyNoCode } from './why-no-code.ts';

/** A code that arrives with less than this left is no use to anybody. */
const leastMs = 2 * 60 * 1000;

/** `send-code`: finds the person where that is still to be done, and mails the code. A back end that fails is tried again. */
export const confirmIdentityJobs = (given: Needs): JobHandlers => ({
  'send-code': async ({ challenge: id, address = 0, ...turn }, thisTry) => {
    const needs = afterTurn(given, turn);
    const { challenges, clock, log } = needs;
    const now = clock.now();
    const challenge = await challenges.open(id, now);
    if (!challenge || challenge.expiresAt.getTime() - now.getTime() < leastMs) {
      log.info('a code was not sent: it is used, void or nearly over');
      return;
    }
    const person = await receiverOf(needs, challenge, now);
    if (person) await mailCode(needs, challenge, { person, to: person.addresses[address], thisTry });
  },
});

/** The person of the challenge, written on it; undefined where nobody may have a code. */
async function receiverOf(needs: Needs, challenge: Challenge, now: Date): Promise<Person | undefined> {
  const { challenges, log } = needs;
  const person = await lookUp(needs, challenge);
  const reason = person
    ? ((await whyNoCode(needs, person, now)) ?? (await stopOf(needs, challenge, person)))
    : 'unknown-person';
  if (!person || reason) {
    log.info('a code was not sent: nobody may have it', { path: challenge.path, reason });
    await challenges.note(challenge.id, reason ?? 'unknown-person');
    return undefined;
  }
  // A second try of this job finds the person written down, and counts nothing again: both are there or neither.
  if (challenge.person !== undefined) return person;
  const counted = await needs.database.transaction(async (tx) => {
    const ok = await spendPersonCode(needs, person.id, { now, tx });
    if (ok) await challenges.setPerson(challenge.id, person.id, tx);
    return ok;
  });
  if (!counted) {
    log.info('a code was not sent: the person has had enough today', { path: challenge.path });
    await challenges.note(challenge.id, 'too-many-codes');
    return undefined;
  }
  return person;
}

/** Whoever is vouched for hears what stops them in the chat; the anonymous path is silent. */
const stopOf = async ({ notMe, clock }: Needs, { path }: Challenge, { id }: Person) =>
  path === 'anonymous' ? notMe.stopOf(id, clock.now()) : undefined;

async function lookUp({ directory }: Needs, { path, identifier, person }: Challenge): Promise<Person | undefined> {
  if (person !== undefined) return directory.byId(person);
  if (path !== 'anonymous') return directory.byId(identifier);
  const found = await directory.byIdentifier(identifier);
  return found.ok ? found.person : undefined;
}

interface Receiver {
  readonly person: Person;
  /** Undefined where that address is on record no more. */
  readonly to: string | undefined;
  readonly thisTry: JobTry;
}

/** Only to an address on record, never to what was typed. What is known not to have arrived is written on the challenge. */
async function mailCode(needs: Needs, challenge: Challenge, { person, to, thisTry }: Receiver): Promise<void> {
  const { challenges, log } = needs;
  if (to === undefined) return challenges.note(challenge.id, 'no-address');
  const mail = await codeMail(needs, challenge, person);
  try {
    const sent = await needs.mailer.send({ ...mail, to });
    if (sent.ok) return;
    log.warn('a code could not be delivered', { path: challenge.path, reason: sent.reason });
    await challenges.note(challenge.id, findingFrom({ reason: 'mailbox-refused' }));
  } catch (error) {
    if (thisTry.isLast && error instanceof BackendError && error.backend === 'mailer') {
      await challenges.note(challenge.id, findingFrom({ reason: 'undeliverable', fault: error.fault }));
    }
    throw error;
  }
}

async function codeMail(needs: Needs, challenge: Challenge, person: Person) {
  const { site, limits } = needs;
  const locale = person.preferredLanguage === undefined ? challenge.locale : localeFrom(person.preferredLanguage);
  const { mailSubject, mailText, mailNotMe } = confirmWords[locale];
  const body = fill(mailText, locale, {
    name: person.displayName,
    code: needs.challenges.codeOf(challenge).reveal(),
    minutes: limits.codeSeconds / 60,
    phone: site.helpDesk.phone,
    mail: site.helpDesk.mail,
  });
  const link = await needs.notMe.linkFor(
    { kind: 'code-sent', person: person.id, id: challenge.id, locale, happenedAt: challenge.createdAt },
    needs.clock.now(),
  );
  const text = link ? `${body}\n\n${fill(mailNotMe, locale, { link: link.reveal() })}` : body;
  const subject = fill(mailSubject, locale, { organisation: site.organisation });
  return { id: `code ${challenge.id}`, subject, text: new Secret(text), locale };
}
