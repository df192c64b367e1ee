import type { Address } from '../kernel/address.ts';

/** Somebody of a tenant's directory. */
export interface Colleague {
  readonly directoryId: string;
  readonly tenantId: string;
}

/** The chat of two of a person for whom Teams vouched, and with what an edge can speak there. */
export interface PersonalChat {
  readonly owner: Colleague;
  readonly address: Address;
  /** As it was when the chat was noted last; a session may have a newer one. */
  readonly reference: unknown;
  /** The notice that was said there last. */
  readonly told?: string;
}

/** The way from a person to their own chat in Teams. */
export interface PersonalChats {
  /** In the place of the one that the person had. */
  note(chat: Omit<PersonalChat, 'told'>, now: Date): Promise<void>;
  /** Undefined where there is none, or its tenant is one whose people Teams may not vouch for any more. */
  of(directoryId: string): Promise<PersonalChat | undefined>;
  told(chat: PersonalChat, notice: string): Promise<void>;
  /** Nobody can be reached there. One that was noted elsewhere since stays. */
  forget(chat: PersonalChat): Promise<void>;
}
