import { textOf } from './tree.ts';

/** Name and value of every line of an environment file that is no comment. */
export const settingsIn = (path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    textOf(path)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const equals = line.indexOf('=');
        if (equals < 1) throw new Error(`${path} has no setting in: ${line}`);
        return [line.slice(0, equals), line.slice(equals + 1)];
      }),
  );

const guid = '33333333-3333-4333-8333-333333333333';

/** What an administrator puts in place of `<tenant id>` or `[tenant id]`. */
export const filledIn = (settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      value.replace(/[<[][^>\]]*[>\]]/gu, (blank) => (/\bid\b/u.test(blank) ? guid : 'k'.repeat(40))),
    ]),
  );
