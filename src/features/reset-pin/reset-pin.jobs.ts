import { fill } from '../../conversation/words.ts';
import { localeFrom } from '../../kernel/locale.ts';
import { Secret } from '../../kernel/secret.ts';
import type { JobData, JobHandlers } from '../../storage/jobs.ts';
import type { Needs } from '../needs.ts';
import { outcomeOf } from './reset-pin.rules.ts';
import { momentText, resetWords } from './reset-pin.words.ts';

/**
 * `announce-reset`: has the owner of a changed PIN told; one change is one notice, whoever says that it happened.
 * `send-notice`: tells the owner of a PIN, at every address on record, that something happened to it.
 */
export const resetPinJobs = (needs: Needs): JobHandlers => ({
  'announce-reset': async ({ person: id, at, done }) => {
    const person = await needs.directory.byId(id);
    const changedAt = person && outcomeOf(await needs.pins.statusOf(person), new Date(at), needs.clock.now());
    if (!done && !(changedAt instanceof Date)) return;
    const when = changedAt instanceof Date ? changedAt.toISOString() : at;
    await needs.jobs.send('send-notice', { person: id, notice: 'pin-changed', at: when });
  },
  'send-notice': async (notice) => {
    const person = await needs.directory.byId(notice.person);
    if (!person) {
      needs.log.warn('a notice has nobody to go to', { notice: notice.notice });
      return;
    }
    const mail = noticeMail(needs, notice, person);
    const sent = await Promise.allSettled(
      person.addresses.map((to) => needs.mailer.send({ ...mail, id: idOf(notice, to), to })),
    );
    for (const result of sent) {
      // Every address has had its try by now; the next try of this job mails all of them again.
      if (result.status === 'rejected') throw result.reason;
      if (!result.value.ok) needs.log.warn('a notice could not be delivered', { reason: result.value.reason });
    }
  },
});

const idOf = ({ person, notice, at }: JobData['send-notice'], to: string): string =>
  JSON.stringify([person, notice, at, to]);

interface Owner {
  readonly displayName: string;
  readonly preferredLanguage?: string;
}

function noticeMail({ site }: Needs, { notice, at }: JobData['send-notice'], owner: Owner) {
  const locale = localeFrom(owner.preferredLanguage);
  const t = resetWords[locale];
  const changed = notice === 'pin-changed';
  const { phone, mail, timeZone } = site.helpDesk;
  const text = fill(changed ? t.changedText : t.pausedText, locale, {
    name: owner.displayName,
    date: momentText(new Date(at), locale, timeZone),
    organisation: site.organisation,
    phone,
    mail,
  });
  return { subject: changed ? t.changedSubject : t.pausedSubject, text: new Secret(text), locale };
}
