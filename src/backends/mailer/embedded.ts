import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { BackendError, type BackendFault } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { isMailAddress } from '../../kernel/mail-address.ts';
import { mailKey, subjectOf } from './mail-content.ts';
import type { Mail, Mailer, MailResult, Outbox, OutboxMail } from './mailer.ts';

export interface EmbeddedMailerOptions {
  /** Made if it is missing; 0700. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The newest ones that are kept, at least. */
  readonly mostMails?: number;
}

export interface EmbeddedMailer extends Mailer, Outbox {
  /** Removes what is older than 24 hours, and what a killed process left half written. */
  cleanUp(now: Date): Promise<void>;
}

const keptMs = 24 * 60 * 60 * 1000;
const StoredMail = z.object({ to: z.string(), subject: z.string(), text: z.string(), at: z.string() });

/**
 * Puts mails into a folder that stands for the receivers' mailboxes: one 0600 file each, gone after 24 hours.
 * It shows one-time codes to whoever can read the folder, so it must not run in the open.
 */
export function embeddedMailer(options: EmbeddedMailerOptions): EmbeddedMailer {
  const { folder, clock, log, mostMails = 1_000 } = options;
  const nextName = mailNames(clock);
  let prepared: Promise<void> | undefined;
  /** What is in the folder. A job is run again after its process died: the next one looks at what the last one left. */
  let known = new Set<string>();
  /** So many more may be written before it is worth looking for old ones: listing a full folder costs more than a mail. */
  let room = 0;

  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: of two with one id the second finds the first. */
  function putInTurn(mail: Mail): Promise<void> {
    const result = last.then(() => put(mail));
    last = result.catch(() => undefined);
    return result;
  }

  async function put(mail: Mail): Promise<void> {
    const [name, key] = [nextName(), mailKey(mail)];
    prepared ??= prepare(folder).then(look);
    try {
      await prepared;
      if (known.has(key)) return;
      await write(folder, `${name}-${key}.json`, stored(mail, clock.now()));
      known.add(key);
    } catch (error) {
      prepared = undefined;
      throw error;
    }
    room -= 1;
    if (room >= 0) return;
    room = Math.floor(mostMails / 20);
    await removeAll(folder, (await namesIn(folder)).slice(0, -mostMails));
    await look();
  }

  async function look(): Promise<void> {
    known = new Set((await namesIn(folder)).map((name) => name.slice(-keyLength - '.json'.length, -'.json'.length)));
  }

  return {
    send: (mail) =>
      guarded(async (): Promise<MailResult> => {
        if (!isMailAddress(mail.to)) return { ok: false, reason: 'refused-address' };
        await putInTurn(mail);
        return { ok: true };
      }),
    outbox: () =>
      guarded(async () => {
        const mails = await Promise.all((await namesIn(folder)).map((name) => read(folder, name, log)));
        return mails.filter((mail) => mail !== undefined);
      }),
    cleanUp: (now) =>
      guarded(async () => {
        const limit = sortable(now.getTime() - keptMs);
        await removeAll(
          folder,
          (await entriesOf(folder)).filter((name) => name < limit),
        );
      }),
  };
}

/** Names that sort by time, and within a millisecond by turn; a clock that is set back does not mix one process's mails. */
function mailNames(clock: Clock): () => string {
  let last = 0;
  let turn = 0;
  return () => {
    last = Math.max(last, clock.now().getTime());
    turn += 1;
    return `${sortable(last)}-${sortable(turn)}`;
  };
}

const keyLength = 32;

const sortable = (number: number): string => String(Math.max(0, number)).padStart(15, '0');

const stored = (mail: Mail, at: Date): OutboxMail => ({
  to: mail.to,
  subject: subjectOf(mail),
  text: mail.text.reveal(),
  at: at.toISOString(),
});

async function prepare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A folder that was there before keeps its mode otherwise.
  await chmod(folder, 0o700);
}

/** Under another name first: a reader never sees half a mail. */
async function write(folder: string, name: string, mail: OutboxMail): Promise<void> {
  const unfinished = join(folder, `${name}.part`);
  await writeFile(unfinished, JSON.stringify(mail), { mode: 0o600, flag: 'wx' });
  await rename(unfinished, join(folder, name));
}

async function read(folder: string, name: string, log: Log): Promise<OutboxMail | undefined> {
  try {
    return StoredMail.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
  } catch (error) {
    // Removed since it was listed, or not ours; the error of a parse may quote the mail, so it is not logged.
    if (codeOf(error) !== 'ENOENT') log.warn('a file in the outbox is not a mail', { file: name });
    return undefined;
  }
}

const namesIn = async (folder: string): Promise<string[]> =>
  (await entriesOf(folder)).filter((name) => name.endsWith('.json'));

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^[0-9]{15}-/.test(name)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

const removeAll = async (folder: string, names: readonly string[]): Promise<void> => {
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
};

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new BackendError('mailer', faultOf(cause), { cause });
  }
}

const faultOf = (error: unknown): BackendFault =>
  ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '') ? 'denied' : 'unavailable';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
