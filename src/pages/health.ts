import type { Route } from '../kernel/http.ts';

export interface HealthOptions {
  /** The database is reachable and migrated. */
  readonly isReady: () => Promise<boolean>;
  /** What each back end is; for people who look, never for the status. */
  readonly backends: Readonly<Record<string, string>>;
}

/** `/health/live`: the process answers. `/health/ready`: it can take turns; 503 where the database cannot. */
export const healthRoutes = ({ isReady, backends }: HealthOptions): readonly Route[] => [
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
      const ready = await isReady();
      return { status: ready ? 200 : 503, json: { status: ready ? 'ready' : 'not-ready', database: ready, backends } };
    },
  },
];
