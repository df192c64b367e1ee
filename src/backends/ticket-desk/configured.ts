import { z } from 'zod';
import { type EmbeddedTicketDesk, type EmbeddedTicketDeskOptions, embeddedTicketDesk } from './embedded.ts';

/** The environment of each variant; only the chosen one's variables are read. */
export const TicketDeskVariables = z.discriminatedUnion('TICKET_DESK', [
  z.object({ TICKET_DESK: z.literal('embedded') }),
]);
export type TicketDeskVariables = z.infer<typeof TicketDeskVariables>;

export function configuredTicketDesk(
  variables: TicketDeskVariables,
  needs: EmbeddedTicketDeskOptions,
): EmbeddedTicketDesk {
  switch (variables.TICKET_DESK) {
    case 'embedded':
      return embeddedTicketDesk(needs);
  }
}
