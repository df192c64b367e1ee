import type { Secret } from '../../src/kernel/secret.ts';
import type { DeskSession, DeskSessions } from '../../src/pages/desk/desk-sessions.ts';
import type { DeskRole } from '../../src/pages/desk/roles.rules.ts';

const session = (id: string, name: string, role: DeskRole): DeskSession => ({ id, agent: { id, name, role } });

export const kim = session('kim', 'Kim Agent', 'agent');
export const lee = session('lee', 'Lee Lead', 'lead');
export const audrey = session('audrey', 'Audrey Auditor', 'auditor');

const known = async (id: Secret) => [kim, lee, audrey].find((each) => each.id === id.reveal());

/** Whoever's cookie has one of these names is at the desk. */
export const standInSessions: DeskSessions = {
  find: known,
  look: known,
  begin: async () => {
    throw new Error('nobody enters here');
  },
  end: async () => undefined,
  newLink: async () => {
    throw new Error('there are no links here');
  },
  takeLink: async () => undefined,
  clean: async () => undefined,
};

/** For a browser; Kim's unless told otherwise. */
export const agentCookie = (url: string, { id }: DeskSession = kim) => ({ name: 'pin-desk-agent', value: id, url });

export const cookieOf = ({ id }: DeskSession): string => `pin-desk-agent=${id}`;
