import { pinServiceOf } from '../../backends/pin-service/pin-service.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import { fill } from '../../conversation/words.ts';
import { localeFrom } from '../../kernel/locale.ts';
import { momentText } from '../../kernel/moment.ts';
import { Secret } from '../../kernel/secret.ts';
import type { JobHandlers } from '../../storage/jobs.ts';
import type { PersonAction } from '../../storage/person-actions.ts';
import type { Needs } from '../needs.ts';
import { deskActionWords } from './desk-actions.words.ts';

interface Doing {
  /** Ends the pauses of a person on every path. */
  readonly liftPause: (person: Person) => Promise<void>;
}

/**
 * `act-on-person`: does what was decided, then tells the person. A mail that does not go out is tried again without the act, which might
 * undo what came after it, such as another pause; it has the same id.
 */
export const deskActionJobs = (needs: Needs, doing: Doing): JobHandlers => ({
  'act-on-person': async ({ action: id }) => {
    const action = await needs.personActions.byId(id);
    if (!action || (action.needsSecond && action.decision !== 'approved')) return;
    const person = await needs.directory.byId(action.person.id);
    if (!person) {
      needs.log.warn('the desk acts on nobody', { action: id });
      return;
    }
    if (!action.doneAt) {
      if (!(await act(needs, doing, { action, person }))) {
        needs.log.warn('the desk acts on nobody whose resets are frozen', { action: id });
        return;
      }
      await needs.personActions.setDone(id, needs.clock.now());
    }
    await tell(needs, action, person);
  },
});

interface About {
  readonly action: PersonAction;
  readonly person: Person;
}

/** False where there is nothing to tell, because nothing was done. */
async function act(needs: Needs, { liftPause }: Doing, { action, person }: About): Promise<boolean> {
  const isFrozen = async () => (await needs.notMe.stopOf(person.id, needs.clock.now())) === 'frozen';
  switch (action.kind) {
    case 'unlock-pin':
      // Its owner reported a change since: one agent's unlock must not undo that.
      if (await isFrozen()) return false;
      await unlock(needs, person);
      break;
    case 'lift-pause':
      await liftPause(person);
      break;
    case 'lift-freeze':
      await needs.notMe.lift(person.id, { at: action.askedAt, by: action.askedBy.name });
      // A report that came after the decision stands, and so does what it did to the PIN.
      if (!(await isFrozen())) await unlock(needs, person);
      break;
    case 'invite':
      break;
  }
  return true;
}

async function unlock({ pins }: Needs, person: Person): Promise<void> {
  const service = await pinServiceOf(pins, person);
  if (service.kind === 'chosen') await service.unlock(person);
}

/** At every address on record; an invitation's link opens the chat in the reset and says nothing of who opens it. */
async function tell(
  { site, mailer, origin, log }: Needs,
  { id, kind, askedAt }: PersonAction,
  person: Person,
): Promise<void> {
  const locale = localeFrom(person.preferredLanguage);
  const t = deskActionWords[locale];
  const { phone, mail, timeZone } = site.helpDesk;
  const text = fill(t[`${kind}.text`], locale, {
    name: person.displayName,
    date: momentText(askedAt, locale, timeZone),
    organisation: site.organisation,
    link: `${origin() ?? ''}/?ask=reset-pin`,
    phone,
    mail,
  });
  for (const to of person.noticeAddresses) {
    const about = JSON.stringify(['desk-action', id, to]);
    const sent = await mailer.send({ id: about, to, subject: t[`${kind}.subject`], text: new Secret(text), locale });
    if (!sent.ok) log.warn('a notice could not be delivered', { reason: sent.reason });
  }
}
