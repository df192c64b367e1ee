import { pinServiceOf } from '../../backends/pin-service/pin-service.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { Engine } from '../../conversation/engine-api.ts';
import { text } from '../../conversation/say.ts';
import { fill } from '../../conversation/words.ts';
import type { Address } from '../../kernel/address.ts';
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
  readonly speak: Engine['speak'];
  /** Where this person is signed in on the page just now. */
  readonly pagesOf: (person: string) => Promise<readonly Address[]>;
}

/**
 * `act-on-person`: does what was decided, then tells the person. A mail that does not go out is tried again without the act, which might
 * undo what came after it, such as another pause; it has the same id.
 * `tell-act`: says it in their chats, too.
 */
export const deskActionJobs = (needs: Needs, doing: Doing): JobHandlers => ({
  'act-on-person': async ({ action: id }, { isLast }) => {
    const action = await needs.personActions.byId(id);
    if (!action || (action.needsSecond && action.decision !== 'approved')) return;
    try {
      await actAndTell(needs, doing, action);
    } catch (error) {
      if (isLast) await needs.personActions.setUndone(id, 'failed');
      throw error;
    }
  },
  'tell-act': async ({ action: id }) => {
    const action = await needs.personActions.byId(id);
    const person = action && (await needs.directory.byId(action.person.id));
    if (person) await tellChats(needs, doing, { action, person });
  },
});

/** On a page it takes the place of itself where it is said again; Teams may hear it twice where a process dies before it has written down that it spoke. */
async function tellChats(needs: Needs, { speak, pagesOf }: Doing, { action, person }: About): Promise<void> {
  const { subject, text: words } = wordsFor(needs, action, person);
  const replies = [text(`${subject}\n\n${words}`)];
  const name = `act-${action.id}`;
  for (const page of await pagesOf(person.id)) await speak(page, replies, { name });
  const chat = await needs.chats.of(person.id);
  if (!chat || chat.told === name) return;
  const heard = await speak(chat.address, replies, { kept: chat.reference, inPrivate: true });
  if (heard === undefined) return needs.chats.told(chat, name);
  needs.log.warn('what the desk did could not be said in a chat, which is forgotten', { action: action.id });
  await needs.chats.forget(chat);
}

async function actAndTell(needs: Needs, doing: Doing, action: PersonAction): Promise<void> {
  const { id } = action;
  const person = await needs.directory.byId(action.person.id);
  if (!person) {
    needs.log.warn('the desk acts on nobody', { action: id });
    return needs.personActions.setUndone(id, 'nobody');
  }
  if (!action.doneAt) {
    if (!(await act(needs, doing, { action, person }))) {
      needs.log.warn('the desk acts on nobody whose resets are frozen', { action: id });
      return needs.personActions.setUndone(id, 'frozen');
    }
    await needs.database.transaction(async (tx) => {
      await needs.personActions.setDone(id, needs.clock.now(), tx);
      await needs.jobs.send('tell-act', { action: id }, tx);
    });
  }
  await tell(needs, action, person);
}

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
async function tell(needs: Needs, action: PersonAction, person: Person): Promise<void> {
  const { mailer, log } = needs;
  const { subject, text: words, locale } = wordsFor(needs, action, person);
  for (const to of person.noticeAddresses) {
    const id = JSON.stringify(['desk-action', action.id, to]);
    const sent = await mailer.send({ id, to, subject, text: new Secret(words), locale });
    if (!sent.ok) log.warn('a notice could not be delivered', { reason: sent.reason });
  }
}

function wordsFor({ site, origin }: Needs, { kind, askedAt }: PersonAction, person: Person) {
  const locale = localeFrom(person.preferredLanguage);
  const t = deskActionWords[locale];
  const { phone, mail, timeZone } = site.helpDesk;
  const words = fill(t[`${kind}.text`], locale, {
    name: person.displayName,
    date: momentText(askedAt, locale, timeZone),
    organisation: site.organisation,
    link: `${origin() ?? ''}/?ask=reset-pin`,
    phone,
    mail,
  });
  return { subject: t[`${kind}.subject`], text: words, locale };
}
