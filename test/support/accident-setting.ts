import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyring } from '../../src/kernel/keyring.ts';
import { Secret } from '../../src/kernel/secret.ts';

export const secretKey = 'a-secret-key-for-accidents-0123456789abcd';
export const keys = keyring(new Secret(secretKey));

/** So many that each run has somebody whom no limit has met yet. */
export const staff = Array.from({ length: 1_000 }, (_, index) => ({
  id: `6f1d0c00-0000-4000-9000-${String(index).padStart(12, '0')}`,
  displayName: `Person ${index}`,
  userPrincipalName: `person${index}@contoso.com`,
  mail: `person${index}@contoso.com`,
  accountEnabled: true,
  businessPhones: [`+1 206 555 0114;ext=${40_000 + index}`],
}));

/** A folder for a data directory, with the directory file of `staff` beside it. */
export function accidentFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'pin-desk-accident-'));
  const directoryFile = join(folder, 'people.json');
  writeFileSync(directoryFile, JSON.stringify(staff));
  return {
    dataDir: join(folder, 'data'),
    directoryFile,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
