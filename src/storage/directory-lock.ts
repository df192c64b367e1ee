import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { StartError } from '../kernel/errors.ts';

/** What the lock needs of the process table; `main` knows it. */
export interface Processes {
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
}

/** A live owner touches its lock this often. */
const beatMs = 5_000;
/** A lock of another machine (or container) that nobody touched for so long is left over. */
const silentMs = 30_000;

const Owner = z.object({ pid: z.number().int(), started: z.string(), host: z.string() });
type Owner = z.infer<typeof Owner>;

/**
 * Keeps a second process out of a directory: two PGlites in one destroy it. Resolves to what gives the directory back.
 * The lock of a process that died is taken over, known by its id and start time, on another host by its silence of 30 s.
 * @throws StartError where somebody has the directory.
 */
export async function lockDirectory(lockFile: string, processes: Processes): Promise<() => Promise<void>> {
  const owner: Owner = { pid: processes.pid, started: await startOf(processes.pid), host: hostname() };

  if (!(await create(lockFile, owner))) {
    const isFree = await removeLeftOver(lockFile, owner, processes);
    if (!isFree || !(await create(lockFile, owner))) throw inUse(lockFile);
  }

  const beat = setInterval(() => {
    const now = new Date();
    utimes(lockFile, now, now).catch(() => undefined);
  }, beatMs);
  beat.unref();
  return async () => {
    clearInterval(beat);
    await rm(lockFile, { force: true });
  };
}

async function create(lockFile: string, owner: Owner): Promise<boolean> {
  try {
    const file = await open(lockFile, 'wx', 0o600);
    await file.writeFile(JSON.stringify(owner));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** False where somebody holds it. It is moved before it goes: of two that find the same one left over, the second would remove the lock of the first. */
async function removeLeftOver(lockFile: string, us: Owner, processes: Processes): Promise<boolean> {
  const [text, state] = await Promise.all([readFile(lockFile, 'utf8'), stat(lockFile)]);
  const isSilent = Date.now() - state.mtimeMs > silentMs;
  if (await isHeld(ownerIn(text), us, { isSilent, processes })) return false;

  const moved = `${lockFile}.${us.pid}`;
  await rename(lockFile, moved);
  const isSame = (await readFile(moved, 'utf8')) === text;
  await (isSame ? rm(moved) : rename(moved, lockFile));
  return isSame;
}

async function isHeld(
  holder: Owner | undefined,
  us: Owner,
  { isSilent, processes }: { readonly isSilent: boolean; readonly processes: Processes },
): Promise<boolean> {
  if (!holder || holder.host !== us.host) return !isSilent;
  return processes.isAlive(holder.pid) && holder.started === (await startOf(holder.pid));
}

/** Undefined while its owner is writing it, or where it died doing so. */
function ownerIn(text: string): Owner | undefined {
  try {
    return Owner.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** When a process started, in clock ticks since boot (proc(5), field 22), so that a reused id is not taken for it; '' where the system does not tell. */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

const inUse = (lockFile: string) =>
  new StartError(
    `DATA_DIR is in use by another process, which holds ${lockFile}. Stop it, give this one another DATA_DIR, or use PostgreSQL (DATABASE_URL) for several processes.`,
  );
