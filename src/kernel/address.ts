/** Where a reply goes: one conversation as one sender sees it. Also the key of a session: nothing of another edge, channel or sender can meet it. */
export interface Address {
  /** Which of our doors: an id that arrives by another door is another conversation. */
  readonly edge: 'direct-line' | 'bot-framework';
  readonly channel: string;
  readonly conversation: string;
  readonly sender: string;
}

/** One string for an address. The parts are JSON-quoted, so that no two addresses share one. */
export const addressKey = (address: Address): string =>
  JSON.stringify([address.edge, address.channel, address.conversation, address.sender]);
