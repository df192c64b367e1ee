import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { type EmbeddedMailer, embeddedMailer } from './embedded.ts';

/** The environment of each variant; only the chosen one's variables are read. */
export const MailerVariables = z.discriminatedUnion('MAILER', [z.object({ MAILER: z.literal('embedded') })]);
export type MailerVariables = z.infer<typeof MailerVariables>;

/** The variable to change before this mailer may run in the open; undefined where it is safe there. */
export const unsafeMailer = (variables: MailerVariables): string | undefined =>
  variables.MAILER === 'embedded' ? 'MAILER' : undefined;

export function configuredMailer(
  variables: MailerVariables,
  needs: { readonly folder: string; readonly clock: Clock; readonly log: Log },
): EmbeddedMailer {
  switch (variables.MAILER) {
    case 'embedded':
      return embeddedMailer(needs);
  }
}
