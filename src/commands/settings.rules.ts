import { type Config, isInTheOpen } from '../config.ts';
import { type Finding, good, warning } from '../kernel/finding.ts';
import { isLoopback } from '../kernel/loopback.ts';

/** What the settings say by themselves, without asking anybody. Combinations that are not safe at all stop the start and are not here. */
export function settingsFindings(config: Config): readonly Finding[] {
  const found = [
    ...databaseFindings(config),
    ...networkFindings(config),
    ...linkFindings(config),
    ...identityFindings(config),
    ...pinFindings(config),
    ...logFindings(config),
  ];
  return found.length > 0 ? found : [good('settings', 'nothing to say')];
}

function databaseFindings({ databaseUrl, secretKey }: Config): Finding[] {
  const found: Finding[] = [];
  if (!databaseUrl) {
    found.push(
      warning(
        'DATABASE_URL',
        'is missing: the database is inside the process, which survives a crash of the program but not every power cut',
        'Set DATABASE_URL to a PostgreSQL server (15 or newer) for anything that matters.',
      ),
    );
  } else if (!isEncrypted(new URL(databaseUrl.reveal()))) {
    found.push(
      warning(
        'DATABASE_URL',
        'names a server elsewhere and does not ask for TLS',
        'Add ?sslmode=verify-full to DATABASE_URL.',
      ),
    );
  }
  if (secretKey && new Set(secretKey.reveal()).size < 12) {
    found.push(
      warning('SECRET_KEY', 'has few different characters: it may be guessed', 'Make one by: openssl rand -base64 48'),
    );
  }
  return found;
}

const isEncrypted = ({ hostname, searchParams }: URL): boolean =>
  hostname === '' ||
  isLoopback(hostname) ||
  ['require', 'verify-ca', 'verify-full'].includes(searchParams.get('sslmode') ?? '');

function networkFindings({ publicUrl, host, trustedProxies, chatAnonymous }: Config): Finding[] {
  const found: Finding[] = [];
  if (publicUrl?.protocol === 'http:' && !isLoopback(publicUrl.hostname)) {
    found.push(
      warning(
        'PUBLIC_URL',
        'is http: codes and PINs cross the network as they are',
        'Put TLS before the program and use https.',
      ),
    );
  }
  if (publicUrl && !isLoopback(publicUrl.hostname) && isLoopback(host) && trustedProxies.length === 0) {
    found.push(
      warning(
        'TRUSTED_PROXIES',
        'is missing behind a proxy: everybody comes from one address and shares its limits',
        'Set it to the address of the proxy.',
      ),
    );
  }
  const wide = trustedProxies.find(isWide);
  if (wide) {
    found.push(
      warning(
        'TRUSTED_PROXIES',
        `${wide} is very wide: whoever is in it chooses the address that limits count`,
        'Name the proxies themselves.',
      ),
    );
  }
  if (chatAnonymous) {
    found.push(
      warning(
        'CHAT_ANONYMOUS',
        'is on: whoever reaches the page may ask for codes in anybody’s name',
        'Leave it off where people can sign in.',
      ),
    );
  }
  return found;
}

/** “This wasn’t me” is a link in mails: the way by which an owner stops what somebody else does. */
function linkFindings(config: Config): Finding[] {
  const isMailed = config.backends.mailer.MAILER !== 'embedded';
  if (config.publicUrl || !isMailed) return [];
  const lead = isInTheOpen(config) ? 'carry no link for it' : 'link to this machine alone for it';
  return [
    warning(
      'PUBLIC_URL',
      `is missing: nobody can say “This wasn’t me”, for mails ${lead}`,
      'Set it to the address under which people reach this program.',
    ),
  ];
}

/** More than 65,536 addresses of the old kind, or than one site of the new one. */
function isWide(network: string): boolean {
  const [address = '', prefix] = network.split('/');
  return prefix !== undefined && Number(prefix) < (address.includes(':') ? 48 : 16);
}

function identityFindings(config: Config): Finding[] {
  const { identity, bot, signIn } = config;
  const paths = [
    ...(bot ? (['teams'] as const) : []),
    ...(signIn ? (['page'] as const) : []),
    ...(isInTheOpen(config) ? (['anonymous'] as const) : []),
  ];
  const found = paths
    .filter((path) => identity[path] === 'code')
    .map((path) =>
      warning(
        'IDENTITY_POLICY',
        `${path}:code takes a mailed code as the only proof, which NIST SP 800-63B (3.1.3.1) does not count as one`,
        path === 'anonymous'
          ? 'Use anonymous:off where people can sign in.'
          : `Use ${path}:sign-in or ${path}:sign-in+code.`,
      ),
    );
  if (bot && bot.allowedTenants.length === 0) {
    found.push(
      warning('ALLOWED_TENANTS', 'is empty: Teams vouches for nobody', 'Set it to the tenant whose people you serve.'),
    );
  }
  return [...found, ...directoryFindings(config)];
}

/** Nobody of another tenant is in this directory, unless as a guest, who is not served. */
function directoryFindings({ bot, signIn, backends: { directory } }: Config): Finding[] {
  const own = directory.USER_DIRECTORY === 'graph' ? directory.AZURE_TENANT_ID : undefined;
  const allowed = (bot ?? signIn)?.allowedTenants.map((tenant) => tenant.toLowerCase()) ?? [];
  if (!own || allowed.length === 0 || allowed.includes(own.toLowerCase())) return [];
  return [
    warning(
      'ALLOWED_TENANTS',
      'does not have AZURE_TENANT_ID: whoever signs in is not to be found in the directory',
      'Name the tenant whose people the directory has.',
    ),
  ];
}

function pinFindings({ backends: { pins } }: Config): Finding[] {
  if (pins.PIN_SERVICE !== 'embedded') return [];
  const { PIN_MIN_LENGTH: shortest, ALLOW_COMMON_PATTERNS: common } = pins;
  return [
    warning('PIN_SERVICE', 'is the embedded one, which opens no meeting', 'It is for trying the bot.'),
    ...(shortest < 5
      ? [warning('PIN_MIN_LENGTH', `is ${shortest}: one in ${10 ** shortest} is guessed at once`, 'Use 5 or more.')]
      : []),
    ...(common ? [warning('ALLOW_COMMON_PATTERNS', 'is on: 12345 may be a PIN', 'Turn it off.')] : []),
  ];
}

function logFindings({ logLevel }: Config): Finding[] {
  return logLevel === 'debug'
    ? [warning('LOG_LEVEL', 'is debug: a line for everything, in which people can be recognised', 'Use info.')]
    : [];
}
