import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { type EntraVariables, refusal } from '../../kernel/entra-refusals.ts';
import { type Finding, good, problem, warning } from '../../kernel/finding.ts';
import type { Secret } from '../../kernel/secret.ts';
import { certificateFindings } from '../graph/graph-certificate.ts';
import { type AskGraph, type GraphQuestion, graphConnection } from '../graph/graph-connection.ts';
import { type GraphAccess, graphAccess } from '../graph/graph-credential.ts';
import { type GraphTokens, graphTokens } from '../graph/graph-tokens.ts';
import { GraphTrouble } from '../graph/graph-trouble.ts';
import {
  isPermitted,
  neededPermissions,
  type Permission,
  permissionFindings,
  permittedToMailers,
} from './graph-permissions.rules.ts';
import type { AskedOf } from './graph-person.ts';
import { anybodyAnswer, anybodyQuestion, groupQuestion } from './graph-questions.ts';
import type { GraphVariables } from './graph-variables.ts';

const about = 'USER_DIRECTORY';
/** A token and then questions, all at once; together less than the doctor waits. */
const longestMs = 6_000;

export interface GraphCheckOptions extends GraphAccess {
  readonly variables: Pick<GraphVariables, 'GRAPH_CREDENTIAL' | 'PROTECTED_GROUPS'>;
  readonly sendsMail?: boolean;
  readonly sipAddresses?: boolean;
  readonly limitMs?: number;
}

/**
 * Looks at the directory that the environment names; `sendsMail`: the same application mails, too; `sipAddresses`: they are read.
 * Throws StartError where a file cannot be used.
 */
export async function configuredGraphFindings(
  variables: GraphVariables,
  clock: Clock,
  use: Pick<GraphCheckOptions, 'sendsMail' | 'sipAddresses'> = {},
): Promise<readonly Finding[]> {
  const access = await graphAccess(variables);
  const certificate = await certificateFindings(variables, clock);
  return [...certificate, ...(await graphFindings({ ...access, variables, ...use }))];
}

/** Is there a token, does it permit what is needed and no more, does Graph answer, and are the protected groups there? */
export async function graphFindings(options: GraphCheckOptions): Promise<readonly Finding[]> {
  const { graphUrl, newCredential, variables, sendsMail = false, sipAddresses = false, limitMs = longestMs } = options;
  const { GRAPH_CREDENTIAL: credential, PROTECTED_GROUPS: groups } = variables;
  const tokens = graphTokens({ newCredential, scope: `${graphUrl}/.default`, limitMs });
  const token = await tokenOf(tokens, credential);
  if ('level' in token) return [token];
  const roles = rolesIn(token);
  const application = names(credential).application;
  const needed = neededPermissions(groups.length > 0);
  const permissions = roles
    ? permissionFindings(roles, { needed, permitted: sendsMail ? permittedToMailers : [] }, application)
    : [unreadable(application)];
  // What is not permitted was said, and Graph would say it once more.
  const mayAsk = (permission: Permission) => roles === undefined || isPermitted(roles, permission);
  const look = { ask: graphConnection(options, limitMs), limitMs, host: new URL(graphUrl).host };
  const answers = await Promise.all([
    mayAsk('User.Read.All') ? peopleFinding(look, { sipAddresses }) : [],
    ...(mayAsk('GroupMember.Read.All') ? groups.map((id) => groupFinding(look, id)) : []),
  ]);
  return [...permissions, ...onceEach(answers.flat())];
}

/** Twenty groups that cannot be read are one finding. */
const onceEach = (found: readonly Finding[]): readonly Finding[] => [
  ...new Map(found.map((each) => [`${each.about} ${each.finding}`, each])).values(),
];

async function tokenOf(tokens: GraphTokens, credential: GraphVariables['GRAPH_CREDENTIAL']): Promise<Secret | Finding> {
  try {
    return await tokens.get();
  } catch (error) {
    if (!(error instanceof GraphTrouble)) throw error;
    const number = /^AADSTS(\d+)$/.exec(error.code ?? '')?.[1];
    if (number) return refusal([Number(number)], names(credential));
    return problem(
      about,
      `no token can be had (${error.code ?? error.fault})`,
      credential === 'managed-identity'
        ? 'A managed identity is there on Azure alone, where it was given to this machine.'
        : 'Let this machine reach the login service of GRAPH_CLOUD.',
    );
  }
}

const proofs = {
  'client-secret': 'AZURE_CLIENT_SECRET',
  certificate: 'AZURE_CLIENT_CERTIFICATE_PATH',
  'workload-identity': 'AZURE_FEDERATED_TOKEN_FILE',
  'managed-identity': 'GRAPH_CREDENTIAL',
} as const satisfies Record<GraphVariables['GRAPH_CREDENTIAL'], string>;

const names = (credential: GraphVariables['GRAPH_CREDENTIAL']): EntraVariables => ({
  application: 'AZURE_CLIENT_ID',
  tenant: 'AZURE_TENANT_ID',
  proof: proofs[credential],
});

/** Application permissions; an application that has none gets a token without the claim (Microsoft’s "Access token claims reference"). */
const Payload = z.object({
  roles: z
    .array(z.string().regex(/^[\w.-]{1,100}$/))
    .max(200)
    .default([]),
});

/** Undefined where the token cannot be read: Graph’s are for Graph, and their form is promised to nobody else. */
function rolesIn(token: Secret): readonly string[] | undefined {
  const [, payload = ''] = token.reveal().split('.');
  try {
    return Payload.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data?.roles;
  } catch {
    // The parser's own message quotes the token.
    return undefined;
  }
}

const unreadable = (application: string): Finding =>
  warning(
    application,
    'what it is permitted cannot be read out of its token',
    'Look in Entra: User.Read.All, with PROTECTED_GROUPS also GroupMember.Read.All, and nothing else.',
  );

interface Look {
  readonly ask: AskGraph;
  readonly limitMs: number;
  readonly host: string;
}

const peopleFinding = (look: Look, asked: AskedOf): Promise<readonly Finding[]> =>
  answered(look, anybodyQuestion(asked), (json) => {
    anybodyAnswer(json);
    return [good(about, 'Graph answers questions for people')];
  });

const groupFinding = (look: Look, id: string): Promise<readonly Finding[]> =>
  answered(look, groupQuestion(id), (json) =>
    json === undefined
      ? [problem('PROTECTED_GROUPS', `there is no group ${id}: it protects nobody`, 'Copy the object id from Entra.')]
      : [],
  );

async function answered(
  { ask, limitMs, host }: Look,
  question: GraphQuestion,
  meaning: (json: unknown) => readonly Finding[],
): Promise<readonly Finding[]> {
  const what = question.path.split('/')[1];
  try {
    return meaning(await ask(question, AbortSignal.timeout(limitMs)));
  } catch (error) {
    if (!(error instanceof GraphTrouble)) throw error;
    const { code, fault } = error;
    return [
      fault === 'denied'
        ? problem(
            about,
            `Graph does not let this program read ${what} (${code ?? fault})`,
            'Have an administrator consent to the permissions that the README names.',
          )
        : problem(
            about,
            `${host} does not answer questions for ${what} (${code ?? fault})`,
            'Let this machine reach it.',
          ),
    ];
  }
}
