import { pinServiceOf } from '../../backends/pin-service/pin-service.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import { fill } from '../../conversation/words.ts';
import { BackendError } from '../../kernel/errors.ts';
import { localeFrom } from '../../kernel/locale.ts';
import { momentText } from '../../kernel/moment.ts';
import { Secret } from '../../kernel/secret.ts';
import type { JobData, JobHandlers } from '../../storage/jobs.ts';
import type { Needs } from '../needs.ts';
import { type Interrupted, outcomeOf } from './reset-pin.rules.ts';
import { resetWords } from './reset-pin.words.ts';

/**
 * `announce-reset`: has the owner of a changed PIN told; one change is one notice, whoever says that it happened. A service that cannot say
 * when it changed a PIN may have done it: whoever knows better, because it refused or was not reached, has said so by then.
 * `send-notice`: tells the owner of a PIN, at every address on record, that something happened to it.
 */
export const resetPinJobs = (needs: Needs): JobHandlers => ({
  'announce-reset': async ({ person, at, done }) => {
    const read = await readBack(needs, person, at).catch((error: unknown) => {
      if (!done) throw error;
      needs.log.warn('a notice cannot say when exactly a PIN was changed', { err: error });
      return 'interrupted-unknown' as const;
    });
    if (!done && read === 'interrupted-unchanged') return;
    const changedAt = read instanceof Date ? { changedAt: read.toISOString() } : {};
    await needs.jobs.send('send-notice', { person, notice: 'pin-changed', at, ...changedAt });
  },
  'send-notice': async (notice) => {
    if (notice.unchanged || notice.person === '') return;
    const person = await needs.directory.byId(notice.person);
    if (!person) {
      needs.log.warn('a notice has nobody to go to', { notice: notice.notice });
      return;
    }
    if (notice.address === undefined) await tellTheOthers(needs, notice, person);
    const to = person.noticeAddresses[notice.address ?? 0];
    if (to === undefined) return;
    const mail = noticeMail(needs, notice, { person, link: await linkFor(needs, notice, person) });
    const sent = await needs.mailer.send({ ...mail, id: idOf(notice, to), to });
    if (!sent.ok) needs.log.warn('a notice could not be delivered', { reason: sent.reason });
  },
});

/** Each further address by a job of its own: one that the mail server does not serve is tried again without the others being told again. */
async function tellTheOthers({ jobs }: Needs, notice: Notice, { noticeAddresses }: Person): Promise<void> {
  for (let address = 1; address < noticeAddresses.length; address += 1) {
    await jobs.send('send-notice', { ...notice, address });
  }
}

async function readBack(
  { directory, pins, clock }: Needs,
  id: string,
  at: string,
): Promise<Date | Exclude<Interrupted, 'under-way'>> {
  const person = await directory.byId(id);
  if (!person) return 'interrupted-unknown';
  const outcome = outcomeOf(await (await pinServiceOf(pins, person)).statusOf(person), new Date(at), clock.now());
  // A fault, so that it is asked again later: the owner must hear of a change that is still to come.
  if (outcome === 'under-way') throw new BackendError('pin-service', 'timeout');
  return outcome;
}

/** By the time of the change: a reset that nobody saw end may find the change of the one after it. */
const idOf = ({ person, notice, at, changedAt = at }: JobData['send-notice'], to: string): string =>
  JSON.stringify([person, notice, changedAt, to]);

type Notice = JobData['send-notice'];
type Owner = Pick<Person, 'id' | 'displayName' | 'preferredLanguage'>;

/** The way to say “This wasn’t me”, where there is one and something to object to. */
async function linkFor({ notMe, clock }: Needs, { notice, at, changedAt = at }: Notice, owner: Owner) {
  const about = { kind: notice, person: owner.id, id: changedAt, happenedAt: new Date(changedAt) };
  return notMe.linkFor({ ...about, locale: localeFrom(owner.preferredLanguage) }, clock.now());
}

const noticeWords = {
  'pin-changed': { subject: 'changedSubject', text: 'changedText', notMe: 'changedNotMe' },
  'resets-paused': { subject: 'pausedSubject', text: 'pausedText', notMe: 'pausedNotMe' },
} as const;

function noticeMail(
  { site }: Needs,
  { notice, at, changedAt = at }: Notice,
  { person, link }: { readonly person: Owner; readonly link: Secret | undefined },
) {
  const locale = localeFrom(person.preferredLanguage);
  const t = resetWords[locale];
  const words = noticeWords[notice];
  const { phone, mail, timeZone } = site.helpDesk;
  const text = fill(t[words.text], locale, {
    name: person.displayName,
    date: momentText(new Date(changedAt), locale, timeZone),
    organisation: site.organisation,
    phone,
    mail,
  });
  const objection = link && fill(t[words.notMe], locale, { link: link.reveal() });
  return { subject: t[words.subject], text: new Secret(objection ? `${text}\n\n${objection}` : text), locale };
}
