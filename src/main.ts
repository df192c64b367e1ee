import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pretty from 'pino-pretty';
import { type App, startApp } from './app.ts';
import { certificateFindings } from './backends/graph/graph-certificate.ts';
import { checksOf, selfTestCheck } from './checks.ts';
import { doctor } from './commands/doctor.ts';
import { settingsFindings } from './commands/settings.rules.ts';
import { type Config, isInTheOpen, readConfig, variables } from './config.ts';
import { systemClock } from './kernel/clock.ts';
import { StartError } from './kernel/errors.ts';
import type { Log } from './kernel/log.ts';
import { pinoLog } from './kernel/pino-log.ts';
import { Secret } from './kernel/secret.ts';
import { openStorage } from './open-storage.ts';
import { personCommand } from './person-commands.ts';
import { startProblem } from './start-problem.ts';
import { writePrivateFile } from './storage/private-file.ts';

/** The process: environment → config → app → listen; signals → close. The only file that touches `process`. */
const isTerminal = process.stdout.isTTY === true;

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  'after-restore': endWhatCameBack,
  doctor: examine,
  'import-dial-in': importFacts,
  understand: understandInput,
  'export-person': (args) => aboutPerson('export-person', args),
  'erase-person': (args) => aboutPerson('erase-person', args),
};

async function main(): Promise<void> {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined) return serve();
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new StartError(`there is no command ${name}; there is ${Object.keys(commands).join(', ')}`);
  process.exitCode = await command(args);
}

const sayLine = (line: string): boolean => process.stdout.write(`${line}\n`);

/** On the database that the settings name, which nobody uses meanwhile. */
async function endWhatCameBack(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new StartError('after-restore takes nothing');
  const config = readConfig(process.env);
  const log = pinoLog({ level: 'error', write: lineWriter(), secrets: secretsOf(config) });
  const { database } = await openStorage(config, { ...surroundings(), log });
  const { afterRestore } = await import('./commands/after-restore.ts');
  try {
    return await afterRestore(database, systemClock.now(), sayLine);
  } finally {
    await database.close();
  }
}

/** Loaded only here: what it reads exports with is no part of a start. */
async function importFacts(args: readonly string[]): Promise<number> {
  const { importDialIn } = await import('./commands/import-dial-in.ts');
  return importDialIn(readConfig(process.env).siteFile, args, sayLine);
}

/** Sentences from standard input; loaded only here, for a service understands without a command. */
async function understandInput(args: readonly string[]): Promise<number> {
  const { understandLines } = await import('./commands/understand.ts');
  const { createUnderstand } = await import('./understanding/understand.ts');
  let isRead = true;
  // Whoever reads the answers may have seen enough.
  process.stdout.on('error', () => {
    isRead = false;
  });
  return understandLines(args, {
    understand: createUnderstand(),
    input: process.stdin,
    write: async (text) => {
      if (isRead && !process.stdout.write(text))
        await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]);
      return isRead;
    },
    complain: (line) => process.stderr.write(`${line}\n`),
  });
}

async function aboutPerson(command: 'export-person' | 'erase-person', args: readonly string[]): Promise<number> {
  const log = pinoLog({ level: 'error', write: (line) => process.stderr.write(line), secrets: [] });
  return personCommand(command, args, {
    config: () => readConfig(process.env),
    around: { ...surroundings(), log },
    say: sayLine,
  });
}

/** `doctor --pin-service <account>` tries the PIN service instead, with that account. Settings that would stop the start are problems like the others. */
async function examine([option, account]: readonly string[]): Promise<number> {
  if (option !== undefined && (option !== '--pin-service' || account === undefined)) {
    throw new StartError('the doctor takes nothing but --pin-service and an account that is there for tests');
  }
  try {
    const config = readConfig(process.env);
    const log = pinoLog({ level: 'error', write: lineWriter(), secrets: secretsOf(config) });
    const around = { ...surroundings(), log };
    const checks = account === undefined ? checksOf(config, around) : [selfTestCheck(config, around, account)];
    return await doctor(checks, sayLine);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return doctor([{ about: 'settings', run: () => Promise.reject(error) }], sayLine);
  }
}

async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const log = pinoLog({ level: config.logLevel, write: lineWriter(), secrets: secretsOf(config) });
  // Whoever reads the log may go away; that must not end the service.
  process.stdout.on('error', () => undefined);
  process.on('unhandledRejection', (reason) => failHard(log, reason));
  process.on('uncaughtException', (error) => failHard(log, error));

  const folder = import.meta.dirname;
  const app = await startApp(config, {
    ...surroundings(),
    log,
    cardsFolder: join(folder, 'cards'),
    pagesFolder: join(folder, 'assets'),
  });
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      log.info('stopping', { signal });
      app.close().then(
        () => process.exit(0),
        (error: unknown) => failHard(log, error),
      );
    });
  }
  await warnOf(log, config);
  await say(log, app, config);
}

const surroundings = () => ({
  clock: systemClock,
  templateFolder: import.meta.dirname,
  environment: othersEnvironment(),
  processes: { pid: process.pid, isAlive },
});

/** For processes that are started: without our own variables, among which are secrets. */
const othersEnvironment = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || variables.includes(name) ? [] : [[name, value]],
    ),
  );

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It lives, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Human lines on a terminal, JSON lines elsewhere. */
function lineWriter(): (line: string) => void {
  if (!isTerminal) return manyAtOnce((lines) => process.stdout.write(lines));
  const stream = pretty({ colorize: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
  return (line) => stream.write(line);
}

/** A write is a call to the system, and a busy moment has many lines. */
function manyAtOnce(write: (lines: string) => void): (line: string) => void {
  let waiting = '';
  const flush = () => {
    write(waiting);
    waiting = '';
  };
  process.on('exit', flush);
  return (line) => {
    if (waiting === '') setImmediate(flush);
    waiting += line;
  };
}

const secretsOf = ({ databaseUrl, secretKey, metricsToken, bot, signIn, previousKeys, backends }: Config) =>
  [
    databaseUrl,
    secretKey,
    metricsToken,
    bot?.appPassword,
    signIn?.clientSecret,
    ...previousKeys,
    ...Object.values(backends).flatMap((variables) => Object.values(variables)),
  ].filter((value) => value instanceof Secret);

/** The doctor's part that asks nobody; who only tries the program is told elsewhere. */
async function warnOf(log: Log, config: Config): Promise<void> {
  const settings = config.bot || isInTheOpen(config) ? settingsFindings(config) : [];
  const [graph] = Object.values(config.backends).flatMap((given) => ('GRAPH_CREDENTIAL' in given ? [given] : []));
  const certificate = graph ? await certificateFindings(graph, systemClock) : [];
  for (const { level, about, finding, fix } of [...settings, ...certificate]) {
    if (level !== 'good') log.warn('a setting is worth a thought', { about, finding, fix });
  }
}

/** The links to the desk are for whoever sits there: without a terminal they are in a file that only this user reads, and never in the log. */
async function say(log: Log, app: App, { dataDir }: Config): Promise<void> {
  const links = Object.entries(app.deskLinks ?? {}).map(([role, link]) => `${role}: ${link.reveal()}`);
  if (!isTerminal) {
    const file = join(dataDir, 'desk-links.txt');
    if (links.length > 0) {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      await writePrivateFile(file, `${links.join('\n')}\n`);
    } else await rm(file, { force: true });
    log.info('listening', { url: app.url, notices: app.notices });
    return;
  }
  process.stdout.write(
    [
      '',
      `  PIN Desk is ready: open ${app.url}`,
      '',
      ...(links.length > 0 ? ['  The help desk, for one entrance each within ten minutes:'] : []),
      ...links.map((link) => `    ${link}`),
      '',
      ...app.notices.map((notice) => `  ${notice}`),
      '  Stop with Ctrl+C.',
      '',
      '',
    ].join('\n'),
  );
}

function failHard(log: Log, error: unknown): void {
  log.error('the process ends: an error that nobody expected', { err: error });
  process.exit(1);
}

main().catch((error: unknown) => {
  const message = error instanceof StartError ? error.message : startProblem(error);
  process.stderr.write(`pin-desk cannot start: ${message}\n`);
  process.exit(1);
});
