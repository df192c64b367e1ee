import { randomUUID } from 'node:crypto';
import { appId, startIssuer } from '../support/issuer.ts';
import { directLineGroup, groupSize } from './direct-line.ts';
import type { Ground, Kind } from './ground.ts';
import { cohort, expectReplies, type Wire } from './guided-reset.ts';
import { type Load, type LoadRequest, type LoadResult, load } from './load.ts';
import { atRest, type BenchProgram, startEchoBot, startPinDesk } from './programs.ts';
import { type BenchRow, percentile, row } from './rows.ts';

export interface Extent {
  readonly rounds: number;
  /** People a round. */
  readonly people: number;
}

/** Whoever takes turns under load, and what it cost so far. */
interface Contestant {
  readonly name: string;
  readonly kind: Kind | 'echo';
  readonly edge: 'expectReplies' | 'Direct Line';
  readonly validates: boolean;
  readonly program: BenchProgram;
  readonly wire: Wire;
  readonly load: Load;
  readonly outbox: string;
  readonly sums: { turns: number; seconds: number; cpu: number; readonly ms: number[] };
}

const connections = 32;
/** Hashing is done by libuv's four threads: more at once would only wait. */
const hashingConnections = 3;
/** As many turns as it takes until they cost no less, which is several thousand; only the last of these rounds is a whole one. */
const warmUpRounds = 10;
const halfLoadSeconds = 4;
const targets: Readonly<Record<Kind, number>> = { postgresql: 1.2, pglite: 0.7 };

/** Turns of the guided reset with `expectReplies`, against the echo bot, each with and without validated tokens; one after the other, in rounds. */
export async function turnRows(ground: Ground, extent: Extent): Promise<BenchRow[]> {
  const issuer = await startIssuer({ name: 'https://api.botframework.com' });
  try {
    const contestants = await startAll(ground, issuer);
    for (let round = -warmUpRounds; round < extent.rounds; round += 1) {
      for (const contestant of contestants) {
        await oneRound(contestant, { ground, people: extent.people, counts: round >= 0, withoutChoice: round < -1 });
      }
    }
    const rows: BenchRow[] = [];
    for (const contestant of contestants) {
      const echo = contestants.find(({ kind, validates }) => kind === 'echo' && validates === contestant.validates);
      if (echo) rows.push(...(await rowsOf(contestant, echo)));
    }
    await Promise.all(contestants.map((contestant) => contestant.load.close()));
    return rows;
  } finally {
    await issuer.close();
  }
}

type Issuer = Awaited<ReturnType<typeof startIssuer>>;
type Sort = Pick<Contestant, 'kind' | 'edge' | 'validates'>;

async function startAll(ground: Ground, issuer: Issuer): Promise<readonly Contestant[]> {
  const sorts: Sort[] = [
    ...[false, true].flatMap((validates) =>
      (['echo', ...ground.kinds] as const).map((kind) => ({ kind, edge: 'expectReplies' as const, validates })),
    ),
    ...ground.kinds.map((kind) => ({ kind, edge: 'Direct Line' as const, validates: false })),
  ];
  const contestants: Contestant[] = [];
  for (const sort of sorts) contestants.push(await start(ground, sort, issuer));
  return contestants;
}

async function start(ground: Ground, sort: Sort, issuer: Issuer): Promise<Contestant> {
  const { kind, edge, validates } = sort;
  const serviceUrl = `${new URL(issuer.issuer.openIdMetadataUrl).origin}/`;
  const registration = validates ? registered(issuer) : {};
  const place = kind === 'echo' ? { environment: echoCloud(issuer, validates), outbox: '' } : await ground.place(kind);
  const environment = { ...place.environment, ...registration };
  const program = await ground.keep(kind === 'echo' ? startEchoBot(environment) : startPinDesk(environment));
  return {
    ...sort,
    name: `${kind}${validates ? ', tokens validated' : ''}${edge === 'Direct Line' ? ', Direct Line' : ''}`,
    program,
    wire: expectReplies(validates ? { authorization: issuer.token() } : {}, serviceUrl),
    load: load(program.url, connections),
    outbox: place.outbox,
    sums: { turns: 0, seconds: 0, cpu: 0, ms: [] },
  };
}

const registered = ({ issuer }: Issuer) => ({
  MicrosoftAppId: appId,
  // Anonymous people of Web Chat are measured: nobody signs in.
  IDENTITY_POLICY: 'teams:code,anonymous:code',
  MicrosoftAppPassword: 'not used: nothing is sent',
  MicrosoftAppTenantId: '0c5a9c51-9d4e-4c52-8a62-5a4f6f2f3b10',
  ToBotFromChannelOpenIdMetadataUrl: issuer.openIdMetadataUrl,
});

/** One of the SDK's settings of a cloud switches its defaults off, so that all are given. */
const echoCloud = ({ issuer }: Issuer, validates: boolean) =>
  validates
    ? {
        MicrosoftAppType: 'SingleTenant',
        ToBotFromChannelTokenIssuer: issuer.issuer,
        ToBotFromEmulatorOpenIdMetadataUrl: issuer.openIdMetadataUrl,
        ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
        OAuthUrl: 'https://api.botframework.com',
        CallerId: 'urn:botframework:azure',
        ValidateAuthority: 'true',
      }
    : {};

interface Round {
  readonly ground: Ground;
  readonly people: number;
  /** False while it warms up. */
  readonly counts: boolean;
  readonly withoutChoice: boolean;
}

async function oneRound(contestant: Contestant, { ground, people, counts, withoutChoice }: Round): Promise<void> {
  const { kind, edge, program, outbox } = contestant;
  const measure = (turns: readonly LoadRequest[], given: Load) => measured(contestant, { turns, given, counts });
  if (kind === 'echo') {
    // As many as a round of the others has.
    const hellos = Array.from({ length: people * 4 }, () => hello(contestant));
    await measure(hellos, contestant.load);
    return;
  }
  const hashing = load(program.url, hashingConnections);
  const take = (given: Load, who: Omit<Parameters<typeof cohort>[0], 'outbox'>) =>
    cohort({ outbox, withoutChoice, ...who }, (turn, turns) =>
      turn === 'choose' ? hashing.closed(turns) : measure(turns, given),
    );
  if (edge === 'expectReplies') await take(contestant.load, { wire: contestant.wire, people: ground.people(people) });
  for (let first = 0; edge === 'Direct Line' && first < people; first += groupSize) {
    const group = await directLineGroup(program.url, groupSize);
    await take(group.load, { ...group, people: ground.people(groupSize) });
    await group.load.close();
  }
  await hashing.close();
  // Mails are sent after the turns: nobody else is to pay for them.
  await atRest(program);
}

const hello = ({ wire }: Contestant): LoadRequest =>
  wire.request(randomUUID(), { text: 'I forgot my PIN' }, () => undefined);

async function measured(
  { program, sums }: Contestant,
  { turns, given, counts }: { turns: readonly LoadRequest[]; given: Load; counts: boolean },
): Promise<LoadResult> {
  const cpuBefore = program.cpuSeconds();
  const result = await given.closed(turns);
  if (!counts) return result;
  sums.turns += turns.length;
  sums.seconds += result.seconds;
  sums.cpu += program.cpuSeconds() - cpuBefore;
  sums.ms.push(...result.ms);
  return result;
}

const throughput = ({ sums }: Contestant): number => sums.turns / sums.seconds;

async function rowsOf(contestant: Contestant, echo: Contestant): Promise<BenchRow[]> {
  const { name, kind, edge, sums, program } = contestant;
  const about = kind === 'echo' ? 'echo bot' : 'turn of the guided reset';
  const rows = [
    row(`${about}, ${name}: throughput`, 'turns/s', throughput(contestant)),
    row(`${about}, ${name}: p50, ${connections} at once`, 'ms', percentile(sums.ms, 0.5)),
    row(`${about}, ${name}: p99, ${connections} at once`, 'ms', percentile(sums.ms, 0.99)),
    row(`${about}, ${name}: CPU time`, 'µs', (sums.cpu / sums.turns) * 1e6),
    row(`${about}, ${name}: memory after the load`, 'MB', program.memoryMb()),
  ];
  if (kind === 'echo') return rows;
  const ratio = throughput(contestant) / throughput(echo);
  // The channel's own protocol asks twice a turn; it has no echo to compare with.
  if (edge === 'Direct Line') return [row(`${about}, ${name}: throughput ÷ echo`, '×', ratio), ...rows];
  const [theirs, ours] = [await halfLoadP99(echo), await halfLoadP99(contestant)];
  return [
    row(`${about}, ${name}: throughput ÷ echo`, '×', ratio, { atLeast: targets[kind] }),
    ...rows,
    row(`${about}, ${name}: p99 at half its own load`, 'ms', ours),
    row(`${about}, ${name}: p99 at half its own load ÷ echo at half its own`, '×', ours / theirs, { atMost: 1 }),
  ];
}

async function halfLoadP99(contestant: Contestant): Promise<number> {
  const perSecond = throughput(contestant) / 2;
  const turns = Array.from({ length: Math.ceil(perSecond * halfLoadSeconds) }, () => hello(contestant));
  return percentile((await contestant.load.open(turns, perSecond)).ms, 0.99);
}
