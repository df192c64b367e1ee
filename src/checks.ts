import type { Surroundings } from './app.ts';
import { type SmtpVariables, smtpServerOf } from './backends/mailer/smtp-variables.ts';
import { configuredPinService, wantsSipAddresses } from './backends/pin-service/configured.ts';
import { powershellChecks } from './backends/pin-service/powershell.check.ts';
import type { BridgeNeeds } from './backends/pin-service/powershell-bridges.ts';
import { pinServiceSelfTest } from './backends/pin-service/self-test.ts';
import { configuredUserDirectory } from './backends/user-directory/configured.ts';
import type { GraphVariables } from './backends/user-directory/graph-variables.ts';
import { oAuthConnectionCheck } from './bot/oauth-connection.check.ts';
import { registrationCheck } from './bot/registration.check.ts';
import { databaseCheck } from './commands/database.check.ts';
import { publicUrlCheck } from './commands/public-url.check.ts';
import { settingsFindings } from './commands/settings.rules.ts';
import type { Config } from './config.ts';
import { systemClock } from './kernel/clock.ts';
import { type Check, problem } from './kernel/finding.ts';
import { openStorage } from './open-storage.ts';
import { providerCheck } from './pages/sign-in/provider.check.ts';
import { siteFrom } from './site-file.ts';
import { migrations } from './storage/migrations.ts';
import { postgresqlDatabase } from './storage/postgresql-database.ts';

/** What the doctor looks at with these settings. */
export function checksOf(config: Config, { log, environment }: BridgeNeeds): readonly Check[] {
  const { databaseUrl, publicUrl, bot, signIn, backends } = config;
  const newest = migrations.at(-1)?.id ?? 0;
  return [
    { about: 'settings', run: async () => settingsFindings(config) },
    ...(databaseUrl ? [databaseCheck(postgresqlDatabase({ url: databaseUrl, log }), systemClock, newest)] : []),
    ...(publicUrl ? [publicUrlCheck(publicUrl)] : []),
    ...(backends.directory.USER_DIRECTORY === 'graph'
      ? [
          graphCheck(backends.directory, {
            sendsMail: backends.mailer.MAILER === 'graph',
            sipAddresses: wantsSipAddresses(backends.pins),
          }),
        ]
      : []),
    ...(signIn ? [providerCheck(signIn, publicUrl?.origin ?? `http://localhost:${config.port}`)] : []),
    ...(bot ? [registrationCheck(bot)] : []),
    ...(bot?.oAuthConnection ? [oAuthConnectionCheck(bot, bot.oAuthConnection)] : []),
    ...(backends.mailer.MAILER === 'smtp' ? [mailServerCheck(backends.mailer)] : []),
    ...powershellChecks(backends.pins, { log, environment }),
  ];
}

/** Changes the PIN of an account that is there for it, with all that the program itself would use. */
export const selfTestCheck = (config: Config, around: SelfTestNeeds, account: string): Check => ({
  about: 'self-test',
  longestMs: 900_000,
  run: async () => {
    const { directory: directoryVariables, pins: pinVariables } = config.backends;
    const sipAddresses = wantsSipAddresses(pinVariables);
    const directory = await configuredUserDirectory(directoryVariables, { ...around, sipAddresses });
    const found = await directory.byIdentifier(account);
    if (!found.ok)
      return [problem('self-test', `the directory has ${found.reason} by that name`, 'Give its mail address.')];
    const { pinServiceRules: rules } = await siteFrom(config.siteFile);
    const { database, keys } = await openStorage(config, around);
    const pins = configuredPinService(pinVariables, { ...around, database, keys, rules });
    try {
      return await pinServiceSelfTest(pins, found.person);
    } finally {
      await pins.close?.();
      await database.close();
    }
  },
});
type SelfTestNeeds = Pick<Surroundings, 'clock' | 'log' | 'processes' | 'templateFolder' | 'environment'>;

/** Azure's libraries take half a second to load, which only those who use them are to pay. */
const graphCheck = (
  variables: GraphVariables,
  use: { readonly sendsMail: boolean; readonly sipAddresses: boolean },
): Check => ({
  about: 'USER_DIRECTORY',
  run: async () => {
    const { configuredGraphFindings } = await import('./backends/user-directory/graph.check.ts');
    return configuredGraphFindings(variables, systemClock, use);
  },
});

/** The library is loaded where the doctor is asked. */
const mailServerCheck = (variables: SmtpVariables): Check => ({
  about: 'SMTP_HOST',
  run: async () => {
    const { smtpCheck } = await import('./backends/mailer/smtp.check.ts');
    return smtpCheck(smtpServerOf(variables), variables.MAIL_FROM).run();
  },
});
