import { databaseKinds, freshDatabase, newEngine } from '../support/databases.ts';
import { databaseContract } from './contract.ts';
import { listeningContract } from './listening.contract.ts';

for (const kind of databaseKinds) {
  describe(`the database on ${kind}`, () => {
    databaseContract(
      () => freshDatabase(kind),
      () => newEngine(kind),
    );
    listeningContract(() => freshDatabase(kind));
  });
}
