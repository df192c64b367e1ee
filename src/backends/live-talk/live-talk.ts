import type { Address } from '../../kernel/address.ts';

/** The person's side of a talk with an agent in the chat; the agent's is `TicketQueue.act`. While there is one, the bot leaves what is typed to the agent. */
export interface LiveTalk {
  /** Puts what somebody typed, masked, into the ticket, once for each key; false where nobody talks with them any more. */
  hear(address: Address, masked: string, key: string): Promise<boolean>;
  /** Ends the talk from the person's side, or because nobody can be reached there; false where there was none. */
  leave(address: Address): Promise<boolean>;
  /** Ends every talk in which the agent has said nothing for too long, and has the person told; answers how many. To be called every half minute or so. */
  endQuiet(now: Date): Promise<number>;
}
