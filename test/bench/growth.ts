import pg from 'pg';
import { enterProgram } from '../support/desk.ts';
import type { Ground } from './ground.ts';
import { cohort, expectReplies } from './guided-reset.ts';
import { type LoadRequest, load } from './load.ts';
import { startPinDesk } from './programs.ts';
import { type BenchRow, median, row } from './rows.ts';

const sizes = [1_000, 1_000_000] as const;
const firstNumber = 1_001;

/** Tickets, and people with a session, budgets and a PIN: what an installation has after years. */
const fillSql = (count: number): string => `
INSERT INTO tickets (reason, person_id, person_name, person_confirmed, language, address_key, address, step, summary, transcript, reference, status, opened_at, changed_at, words)
  SELECT 'asked-for-a-person', 'person-' || n, 'Person ' || n, true, 'en', '["bot-framework","webchat","c' || n || '","u' || n || '"]',
    jsonb_build_object('edge', 'bot-framework', 'channel', 'webchat', 'conversation', 'c' || n, 'sender', 'u' || n),
    'escalate/ask', 'The phone in my meeting room does not take my PIN.',
    (SELECT jsonb_agg(jsonb_build_object('at', '2026-01-05T12:00:00Z', 'from', 'person', 'text', 'line ' || line)) FROM generate_series(1, 8) line),
    'ABCD-EF01', CASE WHEN n % 5 = 0 THEN 'open' ELSE 'closed' END, now() - (${count} - n) * interval '1 second', now(),
    array_to_tsvector(ARRAY['zed' || (n + ${firstNumber - 1}), 'person', 'the', 'phone', 'in', 'my', 'meeting', 'room', 'does', 'not', 'take', 'pin',
      'place' || n % 10, CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END])
  FROM generate_series(1, ${count}) n;
INSERT INTO ticket_events (ticket, at, kind, by, text)
  SELECT number, opened_at, 'opened', 'person', NULL FROM tickets;
INSERT INTO sessions (key, address, version, state, updated_at)
  SELECT address_key, address, 3, jsonb_build_object('frames', '[]'::jsonb, 'confirmation', NULL, 'locale', NULL, 'welcomed', true, 'transcript', transcript, 'activeAt', '2026-01-05T12:00:00Z', 'seen', NULL), now()
  FROM tickets;
INSERT INTO budgets (name, key, spent, ends_at)
  SELECT name, md5(number::text), 1, now() + interval '1 day' FROM tickets, unnest(ARRAY['codes-anonymous-typed', 'tries-anonymous-typed', 'resets']) AS name;
INSERT INTO pins (person, salt, history, is_set, changed_at)
  SELECT 'person-' || number, decode(md5(number::text), 'hex'), '[]', true, now() FROM tickets;
VACUUM ANALYZE;
`;

/** What costs the same with a thousand and with a million tickets and people, on PostgreSQL. */
export async function growthRows(ground: Ground, repeats: number): Promise<BenchRow[]> {
  if (!ground.kinds.includes('postgresql')) return [];
  const installations = [];
  for (const size of sizes) installations.push(await installation(ground, size));
  // In turn, so that what the machine does meanwhile meets both.
  for (let time = 0; time < repeats; time += 1) {
    for (const each of installations) await each.measure();
  }
  const [small, large] = installations.map(({ medians }) => medians());
  await Promise.all(installations.map(({ stop }) => stop()));
  return Object.entries(small ?? {}).flatMap(([what, ms]) => {
    const grown = large?.[what] ?? Number.NaN;
    return [
      row(`${what}, 1,000,000 tickets and people`, 'ms', grown),
      row(`${what}, 1,000,000 ÷ 1,000 tickets and people`, '×', grown / ms, { atMost: 1.2 }),
    ];
  });
}

async function installation(ground: Ground, size: number) {
  const { environment, outbox } = await ground.place('postgresql');
  const program = await ground.keep(startPinDesk(environment));
  const { cookie } = await enterProgram(environment.DATA_DIR ?? '');
  const desk = (path: string): readonly LoadRequest[] => [{ path, method: 'GET', headers: { cookie } }];
  await fill(environment.DATABASE_URL ?? '', size);
  const one = load(program.url, 1);
  const ms: Record<string, number[]> = {
    'queue page': [],
    'page of a view': [],
    'search for a name': [],
    'search for words of every ticket': [],
    'search for a word of one in ten': [],
    'search for words that never meet': [],
    'search by a reason and words, within 30 days': [],
    'search by a reason that is rare': [],
    'ticket look-up': [],
    'turn of the guided reset': [],
  };
  const timed = async (what: string, turns: readonly LoadRequest[]) => {
    const result = await one.closed(turns);
    ms[what]?.push(...result.ms);
    return result;
  };
  const ticket = () => firstNumber + Math.floor(Math.random() * size);

  return {
    async measure() {
      await timed('queue page', desk('/desk'));
      // In the newer half, so that the page is full in the small one, too.
      const after = Math.ceil((ticket() + firstNumber + size) / 2);
      await timed('page of a view', desk(`/desk?view=open&after=normal.${after}`));
      await timed('search for a name', desk(`/desk?q=zed${ticket()}`));
      await timed('search for words of every ticket', desk('/desk?q=meeting+room'));
      await timed('search for a word of one in ten', desk('/desk?q=place7'));
      await timed('search for words that never meet', desk('/desk?q=even+odd'));
      await timed(
        'search by a reason and words, within 30 days',
        desk('/desk?q=meeting&reason=asked-for-a-person&age=month'),
      );
      await timed('search by a reason that is rare', desk('/desk?view=to-do&reason=our-fault'));
      await timed('ticket look-up', desk(`/desk/${ticket()}`));
      await cohort({ wire: expectReplies(), outbox, people: ground.people(3) }, (turn, turns) =>
        turn === 'choose' ? one.closed(turns) : timed('turn of the guided reset', turns),
      );
    },
    medians: () => Object.fromEntries(Object.entries(ms).map(([what, all]) => [what, median(all)])),
    async stop() {
      await one.close();
      await program.stop();
    },
  };
}

async function fill(url: string, size: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of fillSql(size)
    .split(';\n')
    .filter((text) => text.trim() !== ''))
    await client.query(statement);
  await client.end();
}
