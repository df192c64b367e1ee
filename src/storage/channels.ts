import type { Log } from '../kernel/log.ts';

export type Heard = (payload: string) => void;

/** Who listens to which channel of NOTIFY. */
export interface Channels {
  /** True for the first listener of a channel: now LISTEN is needed. */
  add(channel: string, heard: Heard): boolean;
  /** True for the last one: now UNLISTEN is possible. */
  remove(channel: string, heard: Heard): boolean;
  names(): readonly string[];
  /** Calls every listener; one that throws stops no other. */
  tell(channel: string, payload: string): void;
}

export function channels(log: Log): Channels {
  const listeners = new Map<string, Set<Heard>>();

  return {
    add(channel, heard) {
      const known = listeners.get(channel);
      listeners.set(channel, new Set([...(known ?? []), heard]));
      return !known;
    },
    remove(channel, heard) {
      const known = listeners.get(channel);
      known?.delete(heard);
      return known?.size === 0 && listeners.delete(channel);
    },
    names: () => [...listeners.keys()],
    tell(channel, payload) {
      for (const heard of listeners.get(channel) ?? []) {
        try {
          heard(payload);
        } catch (error) {
          log.error('a listener failed', { channel, error });
        }
      }
    },
  };
}

/** A channel as LISTEN wants it. */
export const quoted = (channel: string): string => `"${channel.replaceAll('"', '""')}"`;
