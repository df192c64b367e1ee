import { unsafeMailer } from './backends/mailer/configured.ts';
import { hasSamplePeople } from './backends/user-directory/configured.ts';
import type { Config } from './config.ts';

/** What a person who starts the program should know, in the order of its weight. */
export function notices(config: Config): readonly string[] {
  return [
    ...(config.backends.pins.PIN_SERVICE === 'embedded'
      ? ['Embedded back ends are for trying things out: the PIN service opens no real meeting.']
      : []),
    ...(unsafeMailer(config.backends.mailer)
      ? ['/outbox shows one-time codes: never put a proxy or a tunnel before this installation.']
      : []),
    ...(hasSamplePeople(config.backends.directory)
      ? ['The directory is a sample; the page lists whom you can be.']
      : []),
    ...(config.databaseUrl
      ? []
      : ['The database is inside this process, in DATA_DIR; for anything that matters set DATABASE_URL.']),
    ...(config.bot ? [] : ['Without MicrosoftAppId, /api/messages answers channels on this machine only.']),
  ];
}
