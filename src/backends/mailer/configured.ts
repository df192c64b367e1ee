import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { GraphAccessVariables, refuseWithoutCredential } from '../graph/graph-variables.ts';
import { embeddedMailer } from './embedded.ts';
import type { Mailer, Outbox } from './mailer.ts';
import { MailFrom, SmtpVariables, smtpServerOf } from './smtp-variables.ts';

/** The environment of each variant; only the chosen one's variables are read. */
export const MailerVariables = z.discriminatedUnion(
  'MAILER',
  [
    z.object({ MAILER: z.literal('embedded') }),
    SmtpVariables,
    z
      .object({ MAILER: z.literal('graph'), ...GraphAccessVariables.shape, MAIL_FROM: MailFrom })
      .superRefine(refuseWithoutCredential('MAILER=graph')),
  ],
  'is embedded, smtp or graph',
);
export type MailerVariables = z.infer<typeof MailerVariables>;

/** The variable to change before this mailer may run in the open; undefined where it is safe there. */
export const unsafeMailer = (variables: MailerVariables): string | undefined =>
  variables.MAILER === 'embedded' ? 'MAILER' : undefined;

/** A mailer, and what only some have. */
export interface ConfiguredMailer extends Mailer, Partial<Outbox> {
  /** Forgets what is too old to be kept. */
  cleanUp?(now: Date): Promise<void>;
  /** After the last mail. */
  close?(): void;
}

interface MailerNeeds {
  /** Of the embedded one. */
  readonly folder: string;
  /** Whom mails come from, in words. */
  readonly organisation: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Throws StartError where a file cannot be used; nobody is asked for anything yet. */
export async function configuredMailer(variables: MailerVariables, needs: MailerNeeds): Promise<ConfiguredMailer> {
  switch (variables.MAILER) {
    case 'embedded':
      return embeddedMailer(needs);
    case 'smtp': {
      const { smtpMailer } = await import('./smtp.ts');
      const from = { name: needs.organisation, address: variables.MAIL_FROM };
      return smtpMailer({ server: smtpServerOf(variables), from });
    }
    case 'graph': {
      // Loading Azure's libraries takes half a second, which only those who use them are to pay.
      const [{ graphAccess }, { graphMailer }] = await Promise.all([
        import('../graph/graph-credential.ts'),
        import('./graph.ts'),
      ]);
      return graphMailer({ ...needs, ...(await graphAccess(variables)), from: variables.MAIL_FROM });
    }
  }
}
