import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { DerivedKey, Keyring } from '../kernel/keyring.ts';
import { locales } from '../kernel/locale.ts';
import { Secret } from '../kernel/secret.ts';
import type { Database, Queryable } from './database.ts';
import { type NotMeLink, type NotMeLinks, type NotMeNotice, notMeKinds } from './not-me-links.ts';

const LinkRow = z.object({
  id: z.string(),
  key_id: z.string(),
  kind: z.enum(notMeKinds),
  person: z.string(),
  notice: z.string(),
  locale: z.enum(locales),
  happened_at: z.date(),
  expires_at: z.date(),
  used_at: z.date().nullable(),
  reference: z.string().nullable(),
  lifted_at: z.date().nullable(),
});
type LinkRow = z.infer<typeof LinkRow>;

const columns = 'id, key_id, kind, person, notice, locale, happened_at, expires_at, used_at, reference, lifted_at';

const day = 24 * 60 * 60;
/** A notice is read after a holiday, too. */
const validSeconds = 14 * day;
/** So long after its end a link is told from one that never was. */
const keptSeconds = 30 * day;

export interface NotMeLinksOptions {
  readonly database: Database;
  readonly keys: Keyring;
  /** Where people reach us; asked for each mail, for the port is known late. */
  readonly origin: () => string | undefined;
}

/** A token is a row's id and an HMAC over everything in the row that must not change: who can write to the table cannot make a link. */
export function notMeLinksStore({ database, keys, origin }: NotMeLinksOptions): NotMeLinks {
  return {
    async linkFor(notice, now) {
      const at = origin();
      if (at === undefined) return undefined;
      const row = await rowFor(database, keys.current('link'), { notice, now });
      return new Secret(`${at}/not-me?link=${row.id}.${signatureOf(keys.current('link'), row).toString('base64url')}`);
    },
    async read(token, now) {
      const [, id, signature] = /^([\w-]{22})\.([\w-]{43})$/u.exec(token.reveal()) ?? [];
      const row = id === undefined ? undefined : await rowById(database, id);
      const key = row && keys.byId('link', row.key_id);
      if (!row || !key || signature === undefined) return undefined;
      const isOurs = timingSafeEqual(signatureOf(key, row), Buffer.from(signature, 'base64url'));
      return isOurs ? linkFrom(row, now) : undefined;
    },
    async byId(id, now) {
      const row = await rowById(database, id);
      return row && linkFrom(row, now);
    },
    async use(id, { now, reference }, tx) {
      const used = await tx.query(
        'UPDATE not_me_links SET used_at = $2, reference = $3 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id',
        [id, now, reference],
      );
      return used.length > 0;
    },
    async stopOf(person, now) {
      const dayBefore = new Date(now.getTime() - day * 1000);
      const rows = await database.unflushed.query(stopSql, [person, dayBefore]);
      const kinds = rows.map(({ kind }) => kind);
      return kinds.includes('pin-changed') ? 'frozen' : kinds.length > 0 ? 'reported' : undefined;
    },
    async lift(person, { at, by }) {
      await database.query(
        `UPDATE not_me_links SET lifted_at = $2, lifted_by = $3
         WHERE person = $1 AND kind = 'pin-changed' AND used_at <= $2 AND lifted_at IS NULL`,
        [person, at, by],
      );
    },
  };
}

const stopSql = `
SELECT DISTINCT kind FROM not_me_links
WHERE person = $1 AND used_at IS NOT NULL AND lifted_at IS NULL AND (kind = 'pin-changed' OR used_at > $2)`;

/** The id follows from the notice, so that a job that is run again mails the same link. */
async function rowFor(
  database: Queryable,
  key: DerivedKey,
  { notice, now }: { notice: NotMeNotice; now: Date },
): Promise<LinkRow> {
  const { kind, person, id: about, locale, happenedAt } = notice;
  const id = hmac(key, ['id', kind, person, about]).subarray(0, 16).toString('base64url');
  const expiresAt = new Date(now.getTime() + validSeconds * 1000);
  const [made] = await database.query(
    `INSERT INTO not_me_links (id, key_id, kind, person, notice, locale, happened_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING ${columns}`,
    [id, key.id, kind, person, about, locale, happenedAt, expiresAt],
  );
  const row = made ? LinkRow.parse(made) : await rowById(database, id);
  if (!row) throw new Error('a link that was just made is gone');
  return row;
}

async function rowById(database: Queryable, id: string): Promise<LinkRow | undefined> {
  const [row] = await database.query(`SELECT ${columns} FROM not_me_links WHERE id = $1`, [id]);
  return row && LinkRow.parse(row);
}

const signatureOf = (key: DerivedKey, { id, kind, person, notice, expires_at }: LinkRow): Buffer =>
  hmac(key, ['link', id, kind, person, notice, expires_at.toISOString()]);

const hmac = (key: DerivedKey, parts: readonly string[]): Buffer =>
  createHmac('sha256', key.bytes).update(JSON.stringify(parts)).digest();

function linkFrom(row: LinkRow, now: Date): NotMeLink {
  const { id, kind, person, locale, used_at, reference } = row;
  const report = used_at && {
    at: used_at,
    reference: reference ?? '',
    isLifted: row.lifted_at !== null,
  };
  return {
    id,
    kind,
    person,
    locale,
    happenedAt: row.happened_at,
    isOver: row.expires_at.getTime() <= now.getTime(),
    ...(report ? { report } : {}),
  };
}

/** Forgets links that are long over; a freeze stays until it is lifted. */
export async function forgetOldNotMeLinks(database: Queryable, now: Date): Promise<void> {
  await database.query(
    `DELETE FROM not_me_links
     WHERE expires_at < $1 AND NOT (kind = 'pin-changed' AND used_at IS NOT NULL AND lifted_at IS NULL)`,
    [new Date(now.getTime() - keptSeconds * 1000)],
  );
}
