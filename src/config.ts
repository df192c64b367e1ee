import { z } from 'zod';
import { MailerVariables, unsafeMailer } from './backends/mailer/configured.ts';
import { PinServiceVariables } from './backends/pin-service/configured.ts';
import { TicketDeskVariables } from './backends/ticket-desk/configured.ts';
import { UserDirectoryVariables } from './backends/user-directory/configured.ts';
import { BotVariables, registrationFrom, registrationProblems } from './bot/registration.ts';
import type { IdentityPolicy } from './features/needs.ts';
import { IdentityVariable, identityDefaults } from './identity-variable.ts';
import { StartError } from './kernel/errors.ts';
import type { LogLevel } from './kernel/log.ts';
import { isLoopback } from './kernel/loopback.ts';
import { isNetwork } from './kernel/networks.ts';
import { Secret } from './kernel/secret.ts';
import {
  deskRolesFrom,
  type ProviderConfig,
  ProviderVariables,
  providerFrom,
  providerProblems,
} from './pages/sign-in/provider-variables.ts';
import type { Keeping } from './storage/retention.ts';

export type BotConfig = NonNullable<ReturnType<typeof registrationFrom>> & {
  /** Tenants whose people the channel may vouch for. */
  readonly allowedTenants: readonly string[];
};

/** Which back ends, and each one's own variables. */
export interface Backends {
  readonly directory: UserDirectoryVariables;
  readonly pins: PinServiceVariables;
  readonly desk: TicketDeskVariables;
  readonly mailer: MailerVariables;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl?: URL;
  readonly dataDir: string;
  /** How long it goes on after a signal to stop while `/health/ready` already says 503, so that a proxy stops sending first. */
  readonly drainSeconds: number;
  readonly databaseUrl?: Secret;
  readonly secretKey?: Secret;
  readonly previousKeys: readonly Secret[];
  /** Empty: there is no proxy. */
  readonly trustedProxies: readonly string[];
  readonly backends: Backends;
  readonly siteFile?: string;
  readonly chatAnonymous: boolean;
  readonly identity: IdentityPolicy;
  readonly keep: Keeping;
  readonly logLevel: LogLevel;
  /** Whoever has it reads the figures. */
  readonly metricsToken?: Secret;
  readonly bot?: BotConfig;
  /** Where people of the chat page sign in. */
  readonly signIn?: ProviderConfig;
  /** How the identity provider says who works at the desk; without it two one-time links let people in. */
  readonly deskRoles?: NonNullable<ReturnType<typeof deskRolesFrom>>;
}

const optionalText = z
  .string()
  .trim()
  .max(4_096)
  .optional()
  .transform((text) => text || undefined);
const list = optionalText.transform((text) =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const aKey = z.string().min(32, 'needs at least 32 characters').max(1_024);

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  HOST: z.string().trim().min(1).max(253).default('127.0.0.1'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'is not an http or https address' })
    .transform((text) => new URL(text))
    .refine(
      (url) => url.pathname === '/' && !url.search && !url.hash && !url.username,
      'is an origin only: no path, query or user',
    )
    .optional(),
  DATA_DIR: z.string().trim().min(1).default('.data'),
  DRAIN_SECONDS: z.coerce.number('is not a number of seconds').int().min(0).max(120).default(0),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//u, 'does not begin with postgres://')
    .optional(),
  SECRET_KEY: aKey.optional(),
  SECRET_KEY_PREVIOUS: list.pipe(z.array(aKey)),
  TRUSTED_PROXIES: list.refine(
    (proxies) => proxies.every(isNetwork),
    'is not a list of IP addresses or networks such as 10.0.0.0/8',
  ),
  SITE_FILE: optionalText,
  CHAT_ANONYMOUS: z.enum(['on', 'off'], 'is on or off').default('off'),
  IDENTITY_POLICY: IdentityVariable,
  ALLOWED_TENANTS: list.pipe(z.array(z.guid('is not a list of tenant ids'))),
  TRANSCRIPT_DAYS: z.coerce.number().int().min(30).max(3_650).default(30),
  AUDIT_DAYS: z.coerce.number().int().min(180).max(3_650).default(180),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'is debug, info, warn or error').default('info'),
  METRICS_TOKEN: aKey.optional(),
  ...BotVariables.shape,
  ...ProviderVariables.shape,
});
type Environment = z.infer<typeof Environment>;

const backendVariables = [UserDirectoryVariables, PinServiceVariables, TicketDeskVariables, MailerVariables];

/** Every variable that is read, for the README and the templates. */
export const variables: readonly string[] = [
  ...new Set([
    ...Object.keys(Environment.shape),
    ...backendVariables.flatMap((union) => union.options.flatMap((variant) => Object.keys(variant.shape))),
  ]),
];

const BackendVariables = z.object({
  directory: UserDirectoryVariables,
  pins: PinServiceVariables,
  desk: TicketDeskVariables,
  mailer: MailerVariables,
});

/** Reads the environment; one StartError names every wrong variable, never a value. An empty variable counts as missing. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(variables.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
  const parsed = Environment.safeParse(given);
  const backends = BackendVariables.safeParse({
    directory: { USER_DIRECTORY: 'embedded', ...given },
    pins: { PIN_SERVICE: 'embedded', ...given },
    desk: { TICKET_DESK: 'embedded', ...given },
    mailer: { MAILER: 'embedded', ...given },
  });
  if (!parsed.success || !backends.success) {
    const issues = [...(parsed.error?.issues ?? []), ...(backends.error?.issues ?? [])];
    // Two back ends may want the same variable.
    throw new StartError([...new Set(issues.map((issue) => `${variableOf(issue.path)}: ${issue.message}`))]);
  }
  const config = configFrom(parsed.data, backends.data);
  const inTheOpen = isInTheOpen(config);
  const { publicUrl } = config;
  const around = { inTheOpen, allowedTenants: tenantsFrom(parsed.data), ...(publicUrl ? { publicUrl } : {}) };
  const wantsSignIn = config.identity.teams.includes('sign-in');
  const registration = registrationProblems(parsed.data, { inTheOpen, wantsSignIn });
  const provider = providerProblems(parsed.data, around);
  const problems = [...missing(parsed.data), ...registration, ...provider, ...refusals(config)];
  if (problems.length > 0) throw new StartError(problems);
  return config;
}

const variableOf = (path: readonly PropertyKey[]): string =>
  String(path.find((part) => variables.includes(String(part))) ?? path[0]);

function configFrom(env: Environment, backends: Backends): Config {
  const bot = botFrom(env);
  const signIn = providerFrom(env, tenantsFrom(env));
  const deskRoles = deskRolesFrom(env);
  return {
    port: env.PORT,
    host: env.HOST,
    ...(env.PUBLIC_URL ? { publicUrl: env.PUBLIC_URL } : {}),
    dataDir: env.DATA_DIR,
    drainSeconds: env.DRAIN_SECONDS,
    ...(env.DATABASE_URL ? { databaseUrl: new Secret(env.DATABASE_URL) } : {}),
    ...(env.SECRET_KEY ? { secretKey: new Secret(env.SECRET_KEY) } : {}),
    previousKeys: env.SECRET_KEY_PREVIOUS.map((key) => new Secret(key)),
    trustedProxies: env.TRUSTED_PROXIES,
    backends,
    ...(env.SITE_FILE ? { siteFile: env.SITE_FILE } : {}),
    chatAnonymous: env.CHAT_ANONYMOUS === 'on',
    identity: { ...identityDefaults(backends.directory), ...env.IDENTITY_POLICY },
    keep: { transcriptDays: env.TRANSCRIPT_DAYS, auditDays: env.AUDIT_DAYS },
    logLevel: env.LOG_LEVEL,
    ...(env.METRICS_TOKEN ? { metricsToken: new Secret(env.METRICS_TOKEN) } : {}),
    ...(bot ? { bot } : {}),
    ...(signIn ? { signIn } : {}),
    ...(deskRoles ? { deskRoles } : {}),
  };
}

function botFrom(env: Environment): BotConfig | undefined {
  const registration = registrationFrom(env);
  return registration && { ...registration, allowedTenants: tenantsFrom(env) };
}

function tenantsFrom({ ALLOWED_TENANTS: given, MicrosoftAppTenantId: own }: Environment): readonly string[] {
  return given.length > 0 ? given : own ? [own] : [];
}

function missing(env: Environment): string[] {
  return env.DATABASE_URL && !env.SECRET_KEY ? ['SECRET_KEY: is required with DATABASE_URL'] : [];
}

/** Reachable by more than this machine (any of the three). */
export function isInTheOpen(config: Pick<Config, 'host' | 'publicUrl' | 'trustedProxies'>): boolean {
  const publicHost = config.publicUrl?.hostname;
  return (
    !isLoopback(config.host) ||
    (publicHost !== undefined && !isLoopback(publicHost)) ||
    config.trustedProxies.length > 0
  );
}

/** What is embedded and unsafe in the open refuses to be there. */
function refusals(config: Config): string[] {
  if (!isInTheOpen(config)) return [];
  const because = 'HOST, PUBLIC_URL or TRUSTED_PROXIES puts this installation in the open';
  const problems: string[] = [];
  if (!config.deskRoles) {
    problems.push(
      `DESK_LEADS: ${because}; agents of the help desk sign in there: set OIDC_ISSUER, DESK_LEADS and DESK_AGENTS`,
    );
  }
  const mailer = unsafeMailer(config.backends.mailer);
  if (mailer) {
    problems.push(
      `${mailer}: ${because}; the embedded mailer shows one-time codes to whoever opens /outbox; use smtp or graph`,
    );
  }
  if (!config.chatAnonymous && !config.signIn)
    problems.push(`CHAT_ANONYMOUS: ${because}; without sign-in (OIDC_ISSUER) the chat page needs CHAT_ANONYMOUS=on`);
  return problems;
}
