import type { Route } from '../kernel/http.ts';

export interface HealthOptions {
  /** `starting` until the keys of channels were asked for, `stopping` once it was told to: whoever sends requests is to look for another instance. */
  readonly phase: () => 'starting' | 'serving' | 'stopping';
  /** The database is reachable and migrated. */
  readonly isReady: () => Promise<boolean>;
  /** What each back end is; for people who look, never for the status. */
  readonly backends: Readonly<Record<string, string>>;
}

/** `/health/live`: the process answers. `/health/ready`: it can take turns; 503 where the database cannot, before it can tell who speaks, and where it is about to stop. */
export const healthRoutes = ({ phase, isReady, backends }: HealthOptions): readonly Route[] => [
  {
    method: 'GET',
    path: '/health/live',
    guard: 'open',
    isAlwaysServed: true,
    handle: async () => ({ status: 200, json: { status: 'live' } }),
  },
  {
    method: 'GET',
    path: '/health/ready',
    guard: 'open',
    handle: async () => {
      const database = await isReady();
      const now = phase();
      const status = now !== 'serving' ? now : database ? 'ready' : 'not-ready';
      return { status: status === 'ready' ? 200 : 503, json: { status, database, backends } };
    },
  },
];
