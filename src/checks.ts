import { registrationCheck } from './bot/registration-check.ts';
import { databaseCheck } from './commands/database.check.ts';
import { publicUrlCheck } from './commands/public-url.check.ts';
import { settingsFindings } from './commands/settings.rules.ts';
import type { Config } from './config.ts';
import { systemClock } from './kernel/clock.ts';
import type { StartError } from './kernel/errors.ts';
import { type Check, problem } from './kernel/finding.ts';
import type { Log } from './kernel/log.ts';
import { migrations } from './storage/migrations.ts';
import { postgresqlDatabase } from './storage/postgresql-database.ts';

/** What the doctor looks at with these settings. */
export function checksOf(config: Config, log: Log): readonly Check[] {
  const { databaseUrl, publicUrl, bot } = config;
  const newest = migrations.at(-1)?.id ?? 0;
  return [
    { about: 'settings', run: async () => settingsFindings(config) },
    ...(databaseUrl ? [databaseCheck(postgresqlDatabase({ url: databaseUrl, log }), systemClock, newest)] : []),
    ...(publicUrl ? [publicUrlCheck(publicUrl)] : []),
    ...(bot ? [registrationCheck(bot)] : []),
  ];
}

/** Settings with which the program does not start, as `readConfig` says them. */
export const refusedSettings = ({ problems }: StartError): readonly Check[] =>
  problems.map((sentence) => {
    const [about = '', ...finding] = sentence.split(': ');
    return { about, run: async () => [problem(about, finding.join(': '), 'The program does not start before.')] };
  });
