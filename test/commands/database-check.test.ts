import assert from 'node:assert/strict';
import { databaseCheck } from '../../src/commands/database.check.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { migrations } from '../../src/storage/migrations.ts';
import { postgresqlDatabase } from '../../src/storage/postgresql-database.ts';
import { databaseKinds } from '../support/databases.ts';
import { logLines } from '../support/log-lines.ts';
import { type OwnServer, ownServer } from '../support/own-server.ts';

const newest = migrations.at(-1)?.id ?? 0;

if (databaseKinds.includes('postgresql')) {
  describe('the doctor, of the database', () => {
    let server: OwnServer;
    beforeEach(async () => {
      server = await ownServer();
    });

    const databaseAt = (url: Secret) => postgresqlDatabase({ url, log: logLines().log });
    const found = async (url = server.url, { clock = systemClock, upTo = newest } = {}) => {
      const [first] = await databaseCheck(databaseAt(url), clock, upTo).run();
      return `${first?.level} ${first?.about}: ${first?.finding}`;
    };
    const migrated = async () => {
      const database = databaseAt(server.url);
      await migrate(database);
      await database.close();
    };

    it('finds an empty one, and one of this version, good', async () => {
      assert.match(await found(), /^good DATABASE_URL: is empty/);
      await migrated();
      assert.match(await found(), /^good DATABASE_URL: PostgreSQL \d+.* answers and takes changes$/);
    });

    it('finds one of an earlier and of a later version', async () => {
      await migrated();

      assert.match(await found(server.url, { upTo: newest + 1 }), /^warning .* earlier version/);
      assert.match(await found(server.url, { upTo: newest - 1 }), /^problem .* newer version/);
    });

    it('finds one that only reads', async () => {
      await server.onlyRead(true);

      assert.match(await found(), /^problem DATABASE_URL: takes no changes/);
    });

    it('finds a clock that is apart, either way', async () => {
      for (const seconds of [-30, 30]) {
        const clock = { now: () => new Date(Date.now() + seconds * 1_000) };

        assert.match(await found(server.url, { clock }), /^problem clock: .* (29|30) s apart/);
      }
    });

    it('finds that nobody answers, and that the password is wrong, without saying it', async () => {
      const wrong = new URL(server.url.reveal());
      wrong.port = '1';

      const said = await found(new Secret(wrong.href));

      assert.match(said, /^problem DATABASE_URL: the server does not let us in \(ECONNREFUSED\)/);
      assert.ok(!said.includes(wrong.password));
    });
  });
}
