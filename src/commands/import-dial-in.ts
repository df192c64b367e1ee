import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { newId } from '../kernel/ids.ts';
import { Site } from '../kernel/site.ts';
import { ExportProblem, type ExportRow, exportRows } from './dial-in/export-rows.ts';
import { exportText } from './dial-in/export-text.ts';
import { globalOf, type ImportedKeys, isKeysRow, keysIn } from './dial-in/keys.rules.ts';
import { type ImportedNumbers, isNumbersRow, numbersIn } from './dial-in/numbers.rules.ts';
import { withFacts } from './dial-in/site-changes.rules.ts';

type Say = (line: string) => void;

/** Shown at most; a wrong column would fill the screen. */
const mostProblems = 20;
/** Of a site file, as the program reads it. */
const mostBytes = 1024 * 1024;

const usage = [
  'import-dial-in [--prune] <file> …',
  '  Writes keys and call-in numbers that PowerShell exported (ConvertTo-Json or Export-Csv) into SITE_FILE. A file holds what one of these says:',
  '  Get-CsDialInConferencingDtmfConfiguration, Get-CsDialInConferencingAccessNumber (Skype for Business Server),',
  '  Get-CsOnlineDialInConferencingServiceNumber, Get-CsOnlineDialInConferencingBridge (Microsoft Teams).',
  '  --prune takes numbers out that the exports no longer have.',
];

/** Resolves to the exit code: 0 written or nothing to change, 2 nothing was written, and why was said. */
export async function importDialIn(siteFile: string | undefined, args: readonly string[], say: Say): Promise<0 | 2> {
  const files = args.filter((arg) => !arg.startsWith('--'));
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--prune');
  if (files.length === 0 || unknown || !siteFile) {
    if (unknown) say(`there is no option ${unknown}`);
    if (!siteFile) say('SITE_FILE names no file; it is the one that is changed');
    for (const line of usage) say(line);
    return 2;
  }
  try {
    return await changeSite(await realpath(siteFile), files, { prune: args.includes('--prune'), say });
  } catch (error) {
    if (error instanceof ExportProblem) say(error.message);
    else if (isFileError(error)) say(`${error.path ?? siteFile}: cannot be read or written (${error.code})`);
    else throw error;
    say('Nothing was changed.');
    return 2;
  }
}

async function changeSite(
  siteFile: string,
  files: readonly string[],
  { prune, say }: { readonly prune: boolean; readonly say: Say },
): Promise<0 | 2> {
  const stored = siteIn(await readFile(siteFile, 'utf8'));
  const rows = (await Promise.all(files.map(rowsOf))).flat();
  const { keys, numbers, remarks } = factsIn(rows);
  const { site, lines, others } = withFacts(stored, { numbers, ...(keys ? { keys } : {}) }, prune);
  for (const remark of remarks) say(remark);
  if (others.length)
    say(`In the site file and not in the exports, left as they are (--prune takes them out): ${others.join(', ')}`);
  if (lines.length === 0) {
    say('There is nothing to change.');
    return 0;
  }
  check(site, 'what would be written');
  await replace(siteFile, `${JSON.stringify(site, null, 2)}\n`);
  for (const line of lines) say(line);
  say(`${siteFile} is written. Start PIN Desk again to use it.`);
  return 0;
}

function siteIn(text: string): unknown {
  if (text.length > mostBytes) throw new ExportProblem('SITE_FILE: is larger than 1 MB');
  try {
    const stored: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
    check(stored, 'SITE_FILE');
    return stored;
  } catch (error) {
    if (error instanceof ExportProblem) throw error;
    throw new ExportProblem('SITE_FILE: is not JSON');
  }
}

/** So that what is written can be read at the next start. */
function check(site: unknown, what: string): void {
  const parsed = Site.safeParse(site);
  if (parsed.success) return;
  const places = parsed.error.issues.slice(0, mostProblems);
  throw new ExportProblem(places.map(({ path, message }) => `${what}, ${path.join('.')}: ${message}`).join('\n'));
}

const rowsOf = async (file: string): Promise<readonly ExportRow[]> =>
  exportRows(basename(file), exportText(await readFile(file)));

interface Facts extends ImportedNumbers {
  readonly keys?: ImportedKeys;
}

/** All rows are looked at before the first problem is told, so that one look at the exports mends them all. */
function factsIn(rows: readonly ExportRow[]): Facts {
  const problems: string[] = [];
  const tried = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ExportProblem)) throw error;
      problems.push(error.message);
      return undefined;
    }
  };
  if (rows.length === 0) problems.push('the exports have no rows');
  for (const row of rows)
    if (!isKeysRow(row) && !isNumbersRow(row))
      problems.push(
        `${row.place}: is of no cmdlet that is known here (it has ${[...row.fields.keys()].slice(0, 5).join(', ')})`,
      );
  const keys = tried(() => {
    const row = globalOf(rows.filter(isKeysRow));
    return row && keysIn(row);
  });
  const found = rows.filter((row) => !isKeysRow(row) && isNumbersRow(row)).map((row) => tried(() => numbersIn(row)));
  if (problems.length) throw new ExportProblem(problems.slice(0, mostProblems).join('\n'));
  return {
    ...(keys ? { keys } : {}),
    numbers: found.flatMap((each) => each?.numbers ?? []),
    remarks: found.flatMap((each) => each?.remarks ?? []),
  };
}

/** The old file or the new one, whatever happens: written beside it, on disk, then renamed. */
async function replace(file: string, text: string): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${newId()}`);
  const { mode } = await stat(file);
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

const isFileError = (error: unknown): error is Error & { readonly code: string; readonly path?: string } =>
  error instanceof Error && 'code' in error && 'syscall' in error;
