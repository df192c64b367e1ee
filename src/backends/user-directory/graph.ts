import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { recentAnswers } from '../../kernel/recent-answers.ts';
import { type AskGraph, graphConnection } from '../graph/graph-connection.ts';
import { type GraphAccess, graphAccess } from '../graph/graph-credential.ts';
import { graphPatience, type Patience, type PatienceLimits, patienceLimits } from '../graph/graph-patience.ts';
import type { GraphPerson } from './graph-person.ts';
import {
  groupsAnswer,
  groupsQuestion,
  namedAnswer,
  namedQuestion,
  peopleAnswer,
  peopleQuestion,
  personAnswer,
  personQuestion,
} from './graph-questions.ts';
import type { GraphVariables } from './graph-variables.ts';
import { personFrom } from './person-record.ts';
import { namedPeople, nameTyped, type Person, type UserDirectory } from './user-directory.ts';

export interface GraphOptions extends GraphAccess {
  /** Object ids of groups; whoever is in one, also through other groups, is protected. */
  readonly protectedGroups: readonly string[];
  /** May codes go to the addresses that people have elsewhere? */
  readonly codesToOtherMails?: boolean;
  /** Are PINs at Skype for Business Server, which knows people by these? */
  readonly sipAddresses?: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: PatienceLimits;
}

/** A turn, its ticket and the jobs behind it ask for the same person within moments; a person's next step takes longer than this. */
const rememberedMs = 3_000;
const mostRemembered = 1_000;

/** The directory that the environment names. Throws StartError where a file cannot be used; Graph itself is not asked yet. */
export async function configuredGraph(
  variables: GraphVariables,
  needs: Pick<GraphOptions, 'clock' | 'log' | 'sipAddresses'>,
): Promise<UserDirectory> {
  const { PROTECTED_GROUPS: protectedGroups } = variables;
  const codesToOtherMails = variables.CODE_TO_OTHER_MAILS === 'on';
  return graphUserDirectory({ ...needs, ...(await graphAccess(variables)), protectedGroups, codesToOtherMails });
}

/**
 * People of Microsoft Entra ID. A look-up by id takes 5 s at most, one by identifier 10 s, one by name 5 s; then BackendError.
 * Whoever asks by id decides by what comes back, up to the moment before a PIN is set: so what `byId` says of an account and its groups was asked for
 * at most 3 s ago, and what `byIdentifier` says just now. Nobody, a fault and groups that could not be read are not remembered at all.
 * A person whose groups cannot be read counts as protected.
 */
export function graphUserDirectory(options: GraphOptions): UserDirectory {
  const { protectedGroups, codesToOtherMails = false, sipAddresses = false } = options;
  const { clock, log, limits = patienceLimits } = options;
  const asked = { sipAddresses };
  const ask = graphConnection(options, limits.attemptMs);
  const patience = graphPatience({ backend: 'user-directory', work: 'reading', log, clock, limits });
  const groups: Groups = { ask, patience, protectedGroups };
  const recent = recentAnswers({ clock, maxAgeMs: rememberedMs, most: mostRemembered, isWorthKeeping });
  const foundWith = (person: GraphPerson, { isProtected, trouble }: Membership): Found => {
    if (trouble) log.warn('a person counts as protected: their groups cannot be read', { err: trouble });
    return { person: { ...personFrom(person, { codesToOtherMails }), isProtected }, ...(trouble ? { trouble } : {}) };
  };
  const lookUp = async (id: string): Promise<Found | undefined> => {
    const [person, membership] = await Promise.all([
      patience(async (signal) => personAnswer(id, await ask(personQuestion(id, asked), signal))),
      membershipOf(groups, id),
    ]);
    return person && foundWith(person, membership);
  };

  return {
    async byId(id) {
      const key = id.toLowerCase();
      // Graph would take a name here, too, and only an id is for good.
      if (!z.guid().safeParse(key).success) return undefined;
      return (await recent(key, () => lookUp(key)))?.person;
    },
    async byIdentifier(typed) {
      const identifier = typed.trim().toLowerCase();
      const question = peopleQuestion(identifier, asked);
      if (!question) return { ok: false, reason: 'nobody' };
      const person = await patience(async (signal) => peopleAnswer(identifier, await ask(question, signal)));
      if (typeof person === 'string') return { ok: false, reason: person };
      return { ok: true, person: foundWith(person, await membershipOf(groups, person.id)).person };
    },
    async byName(typed) {
      const name = nameTyped(typed);
      if (name === undefined) return namedPeople([]);
      const hits = await patience(async (signal) => namedAnswer(await ask(namedQuestion(name, asked), signal)));
      return namedPeople(hits.map((person) => personFrom(person, { codesToOtherMails })));
    },
  };
}

interface Groups {
  readonly ask: AskGraph;
  readonly patience: Patience;
  readonly protectedGroups: readonly string[];
}

interface Membership {
  readonly isProtected: boolean;
  /** Why it is not known; the person is protected then. */
  readonly trouble?: BackendError;
}

interface Found {
  readonly person: Person;
  readonly trouble?: BackendError;
}

const isWorthKeeping = (found: Found | undefined): boolean => found !== undefined && found.trouble === undefined;

/** Never rejects. */
async function membershipOf({ ask, patience, protectedGroups }: Groups, id: string): Promise<Membership> {
  if (protectedGroups.length === 0) return { isProtected: false };
  const question = groupsQuestion(id, protectedGroups);
  try {
    return { isProtected: await patience(async (signal) => groupsAnswer(await ask(question, signal))) };
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return { isProtected: true, trouble: error };
  }
}
