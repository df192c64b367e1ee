import { createHmac } from 'node:crypto';
import type { Keyring } from '../kernel/keyring.ts';
import type { Database, Queryable, Row, SqlValue } from './database.ts';
import type { DataSubject, Erasure, PersonData } from './person-data.ts';

export function personDataStore(database: Database, keys: Keyring): PersonData {
  return {
    export: (subject) =>
      atLeisure(database, async (tx) => {
        const found: Record<string, readonly Row[]> = {};
        for (const [name, sql] of Object.entries(exported)) found[name] = await run(tx, sql, valuesOf(subject));
        return found;
      }),
    async erase(subject, { now, really }) {
      const counted: { erasure?: Erasure } = {};
      const work = atLeisure(database, async (tx) => {
        counted.erasure = await eraseIn(tx, subject, { now, pseudonym: pseudonymOf(keys, subject.id) });
        if (!really) throw undone;
      });
      await work.catch((error: unknown) => {
        if (error !== undone) throw error;
      });
      if (!counted.erasure) throw new Error('an erasure ended without an answer');
      return counted.erasure;
    },
  };
}

/** Only to take back what was counted. */
const undone = new Error('only counted');

/** Everything that was ever said is looked through: that takes longer than a turn may. */
const atLeisure = <T>(database: Database, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  database.transaction(async (tx) => {
    await tx.query('SET LOCAL statement_timeout = 0');
    return work(tx);
  });

async function eraseIn(
  tx: Queryable,
  subject: DataSubject,
  { now, pseudonym }: { readonly now: Date; readonly pseudonym: string },
): Promise<Erasure> {
  const values = { ...valuesOf(subject), pseudonym, now };
  const stops = await run(tx, stopSql, values);
  if (stops.length > 0) return { ok: false, reason: 'stopped' };
  const rows: Record<string, number> = {};
  for (const [name, sql] of Object.entries(erased)) rows[name] = (await run(tx, sql, values)).length;
  return { ok: true, rows };
}

type Values = Readonly<Record<string, SqlValue>>;

/** A statement whose values have names, such as `:id`, behind what finds conversations and tickets, where it needs that. */
function run(tx: Queryable, statement: string, values: Values): Promise<readonly Row[]> {
  const sql = /\b(mine|talks|about)\b/u.test(statement) ? `WITH ${found} ${statement}` : statement;
  const used: string[] = [];
  const numbered = sql.replace(/(?<!:):([a-z]+)/gu, (_all, name: string) => {
    if (!used.includes(name)) used.push(name);
    return `$${used.indexOf(name) + 1}`;
  });
  return tx.query(
    numbered,
    used.map((name) => values[name] ?? null),
  );
}

/** The same for all rows about one person, and nothing that leads back to them without the key. */
const pseudonymOf = (keys: Keyring, id: string): string => {
  const { bytes } = keys.current('pseudonym');
  return `erased-${createHmac('sha256', bytes).update(id.toLowerCase()).digest('base64url').slice(0, 22)}`;
};

function valuesOf({ id, addresses }: DataSubject): Values {
  const words = [id, ...addresses].map((each) => each.toLowerCase());
  return { id: id.toLowerCase(), words, pattern: patternOf(words) };
}

/** Any of them in a text, and none as a part of somebody else's: ada@example.com is neither in nada@example.com nor in ada@example.com.au. */
const patternOf = (words: readonly string[]): string =>
  `(^|[^[:alnum:]._%+'-])(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join('|')})($|[^[:alnum:]._-]|\\.($|[^[:alnum:]]))`;

const stopSql = `
SELECT id FROM not_me_links WHERE lower(person) = :id AND used_at IS NOT NULL AND lifted_at IS NULL
  AND (kind = 'pin-changed' OR used_at > :now::timestamptz - interval '1 day')`;

/** JSON writes a line's end as two characters, which must not count as a part of the word behind it. */
const names = (column: string): string => `replace(lower(${column}), '\\n', ' ') ~ :pattern`;

/** What they said, and what was written about them. */
const found = `
  mine AS (
    SELECT key, address FROM sessions WHERE ${names('state::text')} OR ${names('address::text')}
  ),
  talks AS (
    SELECT address->>'conversation' AS id FROM mine WHERE address->>'edge' = 'direct-line'
    UNION SELECT conversation FROM direct_line_sessions WHERE lower(directory_id) = :id
  ),
  about AS (
    SELECT number FROM tickets
    WHERE lower(person_id) = :id OR ${names("concat_ws(' ', summary, finding, callback, transcript::text, address::text)")}
      OR number IN (SELECT ticket FROM ticket_events WHERE ${names('text')})
  )`;

const exported: Readonly<Record<string, string>> = {
  conversations: `SELECT conversation, at, activity->'from'->>'role' AS "from", activity->>'text' AS text
    FROM direct_line_activities WHERE conversation IN (SELECT id FROM talks) AND activity->>'text' <> ''
    ORDER BY conversation, position`,
  sessions: `SELECT address, updated_at, state->'transcript' AS transcript FROM sessions
    WHERE key IN (SELECT key FROM mine) ORDER BY updated_at`,
  tickets: `SELECT number, reason, person_id, person_name, person_confirmed, language, office, callback, summary, finding,
      transcript, reference, status, priority, opened_at, changed_at,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('at', at, 'kind', kind, 'by', by, 'text', text) ORDER BY id), '[]')
       FROM ticket_events WHERE ticket = number) AS events
    FROM tickets WHERE number IN (SELECT number FROM about) ORDER BY number`,
  codes: `SELECT created_at, path, identifier, finding, used_at IS NOT NULL AS used FROM challenges
    WHERE lower(person) = :id OR lower(identifier) = ANY(:words) ORDER BY created_at`,
  pins: 'SELECT is_set, is_locked, changed_at FROM pins WHERE lower(person) = :id',
  'PINs elsewhere': 'SELECT began_at, is_out_of_use FROM remote_pins WHERE lower(person) = :id',
  notices: `SELECT kind, happened_at, used_at AS disowned_at, lifted_at FROM not_me_links
    WHERE lower(person) = :id ORDER BY happened_at`,
  chats: 'SELECT tenant, address, noted_at FROM personal_chats WHERE lower(person) = :id',
  'asked of the desk': `SELECT kind, reason, asked_by_name, asked_at, decision, decided_at, done_at FROM desk_actions
    WHERE lower(person) = :id ORDER BY id`,
  audit: 'SELECT at, who_name, role, what, ticket, reason FROM audit WHERE lower(person) = :id ORDER BY id',
};

/** In this order: what is found by something else goes before it. */
const erased: Readonly<Record<string, string>> = {
  tickets: `, told AS (
      UPDATE ticket_events SET text = NULL, said_in = NULL, by = CASE WHEN by = tickets.person_name THEN '–' ELSE by END
      FROM tickets WHERE tickets.number = ticket AND ticket IN (SELECT number FROM about)
    )
    UPDATE tickets SET person_id = NULL, person_name = NULL, person_confirmed = false, confirmed_by = NULL, confirmed_at = NULL,
      office = NULL, callback = NULL, summary = NULL, finding = NULL, transcript = '[]', words = '', status = 'closed',
      version = version + 1, changed_at = :now, address_key = 'erased/' || number,
      address = jsonb_build_object('edge', 'direct-line', 'channel', 'erased', 'conversation', number::text, 'sender', 'erased')
    WHERE number IN (SELECT number FROM about) RETURNING number`,
  talks:
    "DELETE FROM talks WHERE ticket IN (SELECT number FROM tickets WHERE address->>'channel' = 'erased') RETURNING ticket",
  conversations: 'DELETE FROM direct_line_conversations WHERE id IN (SELECT id FROM talks) RETURNING id',
  'outcomes of turns': 'DELETE FROM activities WHERE session IN (SELECT key FROM mine) RETURNING key',
  forms: 'DELETE FROM forms WHERE session IN (SELECT key FROM mine) RETURNING token',
  sessions: 'DELETE FROM sessions WHERE key IN (SELECT key FROM mine) RETURNING key',
  codes: 'DELETE FROM challenges WHERE lower(person) = :id OR lower(identifier) = ANY(:words) RETURNING id',
  pins: 'DELETE FROM pins WHERE lower(person) = :id RETURNING person',
  'PINs elsewhere': 'DELETE FROM remote_pins WHERE lower(person) = :id RETURNING person',
  notices: 'DELETE FROM not_me_links WHERE lower(person) = :id RETURNING id',
  chats: 'DELETE FROM personal_chats WHERE lower(person) = :id RETURNING person',
  'asked of the desk': 'DELETE FROM desk_actions WHERE lower(person) = :id RETURNING id',
  jobs: "DELETE FROM pgboss.job WHERE lower(data->>'person') = :id RETURNING id",
  'jobs that are done': "DELETE FROM pgboss.archive WHERE lower(data->>'person') = :id RETURNING id",
  audit:
    'UPDATE audit SET person = :pseudonym, person_name = NULL, reason = NULL WHERE lower(person) = :id RETURNING id',
};
