import assert from 'node:assert/strict';
import { keyring } from '../../src/kernel/keyring.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import type { NotMeKind, NotMeLinks } from '../../src/storage/not-me-links.ts';
import { forgetOldNotMeLinks, notMeLinksStore } from '../../src/storage/not-me-links-store.ts';
import { databaseKinds, freshDatabase } from '../support/databases.ts';

const [first, second] = [new Secret('the first key of these tests alone'), new Secret('the second key of these tests')];
const now = new Date('2026-11-22T10:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
const origin = () => 'https://pin.example.com';
const notice = (kind: NotMeKind = 'pin-changed', person = 'ada', id = '1') =>
  ({ kind, person, id, locale: 'da', happenedAt: now }) as const;

for (const kind of databaseKinds) {
  describe(`links of notices on ${kind}`, () => {
    let database: Database;
    let links: NotMeLinks;
    beforeEach(async () => {
      database = await freshDatabase(kind);
      links = notMeLinksStore({ database, keys: keyring(first), origin });
    });
    afterEach(() => database.close());

    const tokenOf = async (given = notice(), of: NotMeLinks = links, at = now): Promise<Secret> => {
      const link = new URL((await of.linkFor(given, at))?.reveal() ?? '');
      assert.equal(`${link.origin}${link.pathname}`, 'https://pin.example.com/not-me');
      return new Secret(link.searchParams.get('link') ?? '');
    };
    const use = (id: string, at = now) =>
      database.transaction((tx) => links.use(id, { now: at, reference: '7F3A-9KQ2' }, tx));
    const used = async (given = notice(), at = now) => {
      const link = await links.read(await tokenOf(given), at);
      assert.ok(link && (await use(link.id, at)));
      return link;
    };

    it('says what it is of, and the same link each time for the same notice', async () => {
      const token = await tokenOf();
      const again = await tokenOf(notice(), links, later(1));

      const link = await links.read(token, now);

      assert.equal(token.reveal(), again.reveal());
      assert.ok(link);
      const { id, ...said } = link;
      assert.deepEqual(said, { kind: 'pin-changed', person: 'ada', locale: 'da', happenedAt: now, isOver: false });
      assert.ok(token.reveal().startsWith(`${id}.`));
      assert.notEqual(token.reveal(), (await tokenOf(notice('pin-changed', 'ada', '2'))).reveal());
    });

    it('is not made where people have no way here', async () => {
      const nowhere = notMeLinksStore({ database, keys: keyring(first), origin: () => undefined });

      assert.equal(await nowhere.linkFor(notice(), now), undefined);
    });

    it('has nothing of the person in it, and its signature stands in no row', async () => {
      const token = (await tokenOf(notice('pin-changed', 'ada.archer@contoso.com'))).reveal();

      const [row] = await database.query('SELECT l::text AS row FROM not_me_links l', []);

      const [id = '', signature = ''] = token.split('.');
      assert.ok(String(row?.row).includes(id) && !String(row?.row).includes(signature));
      assert.doesNotMatch(Buffer.from(token, 'base64url').toString('latin1'), /ada|contoso|pin-changed/u);
    });

    for (const [what, forge] of [
      ['nothing', () => ''],
      ['an id alone', (token: string) => token.split('.')[0] ?? ''],
      ['another id', (token: string) => `${'A'.repeat(22)}${token.slice(22)}`],
      ['another signature', (token: string) => `${token.slice(0, 23)}${'A'.repeat(43)}`],
      ['more than a link', (token: string) => `${token}A`],
      ['odd characters', (token: string) => token.replace('.', '%00')],
      ['very much', () => 'x'.repeat(100_000)],
    ] as const) {
      it(`takes no forged one: ${what}`, async () => {
        const token = (await tokenOf()).reveal();
        assert.ok(await links.read(new Secret(token), now));

        const read = await links.read(new Secret(forge(token)), now);

        assert.equal(read, undefined);
      });
    }

    it('takes no signature of another notice', async () => {
      const [mine, theirs] = [await tokenOf(), await tokenOf(notice('pin-changed', 'bo'))];
      const mixed = `${theirs.reveal().split('.')[0]}.${mine.reveal().split('.')[1]}`;

      assert.equal(await links.read(new Secret(mixed), now), undefined);
    });

    for (const change of ["kind = 'code-sent'", "person = 'bo'", "notice = '2'", "expires_at = expires_at + '1 day'"]) {
      it(`is void once its row was changed: ${change}`, async () => {
        const token = await tokenOf();
        await database.query(`UPDATE not_me_links SET ${change}`, []);

        assert.equal(await links.read(token, now), undefined);
      });
    }

    it('outlives a change of the key while the earlier one is known, and not a minute more', async () => {
      const token = await tokenOf();
      const rotated = notMeLinksStore({ database, keys: keyring(second, [first]), origin });
      const forgotten = notMeLinksStore({ database, keys: keyring(second), origin });

      assert.ok(await rotated.read(token, now));
      assert.equal(await forgotten.read(token, now), undefined);
    });

    it('is used once, by one of twenty at the same moment', async () => {
      const link = await links.read(await tokenOf(), now);

      const uses = await Promise.all(Array.from({ length: 20 }, () => use(link?.id ?? '')));

      assert.equal(uses.filter(Boolean).length, 1);
    });

    it('is over after 14 days, and says so for a month', async () => {
      const token = await tokenOf();
      const inTime = await links.read(token, later(13.9));
      const late = await links.read(token, later(14));
      const usedLate = await use(late?.id ?? '', later(14));
      await forgetOldNotMeLinks(database, later(43));
      const known = await links.read(token, later(43));
      await forgetOldNotMeLinks(database, later(44.1));

      const forgotten = await links.read(token, later(44.1));

      assert.deepEqual([inTime?.isOver, late?.isOver, known?.isOver, forgotten], [false, true, true, undefined]);
      assert.equal(usedLate, false);
    });

    it('freezes the person of a changed PIN until that is lifted, and nobody else', async () => {
      await used(notice('pin-changed'));
      await forgetOldNotMeLinks(database, later(400));

      const before = [await links.stopOf('ada', later(400)), await links.stopOf('bo', now)];
      await links.lift('ada', { at: later(401), by: 'help desk' });

      assert.deepEqual([...before, await links.stopOf('ada', later(401))], ['frozen', undefined, undefined]);
    });

    it('does not lift what was reported after the decision', async () => {
      await used(notice('pin-changed'), later(1));

      await links.lift('ada', { at: now, by: 'help desk' });

      assert.equal(await links.stopOf('ada', later(1)), 'frozen');
    });

    for (const told of ['code-sent', 'resets-paused'] as const) {
      it(`stops the anonymous path for a day: ${told}`, async () => {
        await used(notice(told));

        const stops = [await links.stopOf('ada', later(0.99)), await links.stopOf('ada', later(1))];

        assert.deepEqual(stops, ['reported', undefined]);
      });
    }

    it('stops nobody before it is used', async () => {
      await tokenOf();

      assert.equal(await links.stopOf('ada', now), undefined);
    });
  });
}
