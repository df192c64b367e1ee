import type { Address } from '../kernel/address.ts';
import type { Log } from '../kernel/log.ts';
import type { Placed } from './conversations.ts';
import { nameIn } from './history.ts';

/** What others do about people’s visits. */
export interface Visits {
  /** Somebody who is signed in begins a conversation. Called before that is noted: perhaps twice. */
  began(person: string, address: Address): Promise<void>;
  /** A page took these of what was said outside a turn, by their names. */
  read(conversation: string, names: readonly string[]): Promise<void>;
}

interface Read {
  readonly conversation: string;
  readonly rows: readonly Pick<Placed, 'activity'>[];
}

/** Nobody's page waits for this, or fails with it: what is not noted as read is told once more. */
export function noteRead(visits: Visits | undefined, { conversation, rows }: Read, log: Log): void {
  const names = rows.flatMap(({ activity }) => nameIn(String(activity.id)) ?? []);
  if (!visits || names.length === 0) return;
  visits
    .read(conversation, names)
    .catch((err: unknown) => log.warn('what a page has read could not be written down', { err }));
}
