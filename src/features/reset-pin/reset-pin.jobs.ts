import { pinServiceOf } from '../../backends/pin-service/pin-service.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { Engine } from '../../conversation/engine-api.ts';
import { addressKey } from '../../kernel/address.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { JobData, JobHandlers } from '../../storage/jobs.ts';
import { afterTurn, type Needs } from '../needs.ts';
import { idOf, type Notice, noticeCard, noticeMail } from './notice.ts';
import { type Interrupted, outcomeOf } from './reset-pin.rules.ts';

/**
 * `announce-reset`: has the owner of a changed PIN told; one change is one notice, whoever says that it happened. A service that cannot say
 * when it changed a PIN may have done it: whoever knows better, because it refused or was not reached, has said so by then.
 * `send-notice`: tells the owner of a PIN, at every address on record, that something happened to it.
 * `tell-chat`: says so in the chat of two that they have in Teams, which a thief of the mailbox does not read.
 */
export const resetPinJobs = (given: Needs, { speak }: Pick<Engine, 'speak'>): JobHandlers => ({
  'announce-reset': async ({ done, ...reset }) => {
    const needs = afterTurn(given, reset);
    const read = await readBack(needs, reset.person, reset.at).catch((error: unknown) => {
      if (!done) throw error;
      needs.log.warn('a notice cannot say when exactly a PIN was changed', { err: error });
      return 'interrupted-unknown' as const;
    });
    if (!done && read === 'interrupted-unchanged') return;
    const changedAt = read instanceof Date ? { changedAt: read.toISOString() } : {};
    await needs.jobs.send('send-notice', { ...reset, notice: 'pin-changed', ...changedAt });
  },
  'send-notice': async (notice) => {
    if (notice.unchanged || notice.person === '') return;
    const needs = afterTurn(given, notice);
    const person = await needs.directory.byId(notice.person);
    if (!person) {
      needs.log.warn('a notice has nobody to go to', { notice: notice.notice });
      return;
    }
    if (notice.address === undefined) await tellElsewhere(needs, notice, person);
    const to = person.noticeAddresses[notice.address ?? 0];
    if (to === undefined) return;
    const sent = await needs.mailer.send({ ...(await noticeMail(needs, notice, person)), id: idOf(notice, to), to });
    if (!sent.ok) needs.log.warn('a notice could not be delivered', { reason: sent.reason });
  },
  'tell-chat': (notice) => tellChat(afterTurn(given, notice), speak, notice),
});

/** The chat and each further address by a job of its own: one that is not served is tried again without the others being told again. */
async function tellElsewhere(
  { jobs }: Needs,
  notice: JobData['send-notice'],
  { noticeAddresses }: Person,
): Promise<void> {
  await jobs.send('tell-chat', notice);
  for (let address = 1; address < noticeAddresses.length; address += 1) {
    await jobs.send('send-notice', { ...notice, address });
  }
}

/** What was made in that very chat has been said there. A channel has no idempotency key: a process that dies before it has written down that it spoke speaks again. */
async function tellChat(needs: Needs, speak: Engine['speak'], notice: Notice): Promise<void> {
  const { directory, chats, log } = needs;
  const person = await directory.byId(notice.person);
  const chat = person && (await chats.of(person.id));
  if (!chat) return;
  const key = addressKey(chat.address);
  const id = idOf(notice, key);
  if (notice.madeIn === key || chat.told === id) return;
  const heard = await speak(chat.address, [await noticeCard(needs, notice, person)], { kept: chat.reference });
  if (heard !== 'gone') return chats.told(chat, id);
  log.warn('a notice could not be said in a chat, which is forgotten', { notice: notice.notice });
  await chats.forget(chat);
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
