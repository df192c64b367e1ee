import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codePause, personKeys } from '../../src/features/confirm-identity/code-budgets.ts';
import { keyring } from '../../src/kernel/keyring.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { type Form, formIn } from '../support/conversation.ts';
import { onServer } from '../support/postgresql-server.ts';
import { aucOf } from './auc.ts';
import type { Ground } from './ground.ts';
import { expectReplies } from './guided-reset.ts';
import { type Load, load } from './load.ts';
import { startPinDesk } from './programs.ts';
import { type BenchRow, row } from './rows.ts';

/** Whose address a stranger may have typed. */
const kinds = ['known', 'unknown', 'disabled', 'guest', 'protected', 'several', 'no-mail', 'paused'] as const;
type Kind = (typeof kinds)[number];
const turns = ['address', 'code'] as const;
/** Tries that nobody looks at: the first ones are slower. */
const warmUp = 100;
/**
 * Addresses are typed one after the other, each followed at once by a guess, which is heard a second later: few enough that the last address
 * was answered by then. Fewer too than the failures that close the anonymous path, which each of these is.
 */
const triesAtOnce = 40;

const typedBy = (kind: Kind, number: number): string => `${kind}.${number}@bench.example`;

function recordsOf(kind: Kind, number: number): readonly object[] {
  const mail = typedBy(kind, number);
  const person = { userPrincipalName: mail, displayName: `Person ${number}`, mail, accountEnabled: true };
  switch (kind) {
    case 'unknown':
      return [];
    case 'disabled':
      return [{ ...person, accountEnabled: false }];
    case 'guest':
      return [{ ...person, userType: 'Guest' }];
    case 'protected':
      return [{ ...person, isProtected: true }];
    case 'several':
      return [
        person,
        { ...person, userPrincipalName: `other.${mail}`, mail: `other.${mail}`, proxyAddresses: [`smtp:${mail}`] },
      ];
    case 'no-mail':
      return [{ ...person, mail: null }];
    default:
      return [person];
  }
}

/** Can a stranger tell by the time of an answer what there is to an address? On PostgreSQL, one caller, kinds in random order. */
export async function oracleRows(ground: Ground, tries: number): Promise<BenchRow[]> {
  if (!ground.kinds.includes('postgresql')) return [];
  const { environment } = await ground.place('postgresql');
  const DIRECTORY_FILE = join(environment.DATA_DIR ?? '', 'people.json');
  const numbers = Array.from({ length: warmUp + tries }, (_, number) => number);
  const people = kinds.flatMap((kind) => numbers.flatMap((number) => recordsOf(kind, number)));
  writeFileSync(DIRECTORY_FILE, JSON.stringify(people));
  const program = await ground.keep(startPinDesk({ ...environment, DIRECTORY_FILE }));
  const url = environment.DATABASE_URL ?? '';
  await onServer(pauseSql(environment.SECRET_KEY ?? '', numbers), url);

  const ms = Object.fromEntries(kinds.map((kind) => [kind, { address: [] as number[], code: [] as number[] }]));
  const stranger = load(program.url, 1 + triesAtOnce);
  const order = numbers.flatMap((number) => shuffled(kinds).map((kind) => ({ kind, number })));
  for (let first = 0; first < order.length; first += triesAtOnce) {
    await onServer("DELETE FROM budgets WHERE name LIKE 'site-%'", url);
    const guesses = [];
    for (const { kind, number } of order.slice(first, first + triesAtOnce)) {
      const { address, guess } = await tryOf(stranger, typedBy(kind, number));
      guesses.push(guess.then((code) => ({ kind, number, took: { address, code } })));
    }
    for (const { kind, number, took } of await Promise.all(guesses)) {
      if (number < warmUp) continue;
      for (const turn of turns) ms[kind]?.[turn].push(took[turn]);
    }
  }
  await Promise.all([stranger.close(), program.stop()]);

  const others = kinds.filter((kind) => kind !== 'known');
  return others.flatMap((kind) =>
    turns.map((turn) => {
      const auc = aucOf(ms.known?.[turn] ?? [], ms[kind]?.[turn] ?? [], others.length * turns.length);
      return row(`telling ${kind} from known by the time of the ${turn} turn: least AUC`, '', auc.lower, {
        atMost: 0.55,
      });
    }),
  );
}

/** As ten wrong codes have it, which nobody is told. */
function pauseSql(secretKey: string, numbers: readonly number[]): string {
  const keys = keyring(new Secret(secretKey));
  const rows = numbers.flatMap((number) =>
    personKeys({ keys }, typedBy('paused', number)).map(
      (key) => `('${codePause.name}', '${key}', now() + interval '1 day')`,
    ),
  );
  return `INSERT INTO budgets (name, key, ends_at, blocked_until) SELECT name, key, at::timestamptz, at::timestamptz FROM (VALUES ${rows.join(',')}) AS paused (name, key, at)`;
}

/** A stranger's whole try: an address, and at once a code that is wrong. Both in ms since the address was sent, which is when the waiting for the guess begins. */
async function tryOf(stranger: Load, email: string): Promise<{ address: number; guess: Promise<number> }> {
  const conversation = crypto.randomUUID();
  let [form, body]: [Form | undefined, string] = [undefined, ''];
  const turn = (activity: object) =>
    stranger.send(
      expectReplies().request(conversation, activity, (answer) => {
        body = answer;
        form = formIn(JSON.parse(answer));
      }),
    );
  await turn({ text: 'I forgot my PIN' });
  const startedAt = performance.now();
  const tookMs = (): number => performance.now() - startedAt;
  await turn({ value: { ...Object(form), email } });
  const address = tookMs();
  const guess = turn({ value: { ...Object(form), code: '00000000' } }).then(() => {
    const code = tookMs();
    if (body.includes('not the right code')) return code;
    throw new Error(`a try did not come to its end: ${body.slice(0, 2_000)}`);
  });
  return { address, guess };
}

function shuffled<T>(values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
