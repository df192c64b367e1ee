import { parseArgs } from 'node:util';
import { z } from 'zod';
import { BotVariables } from '../../src/bot/registration.ts';
import { isLoopback } from '../../src/kernel/loopback.ts';
import type { Site } from '../../src/kernel/site.ts';
import type { AppValues } from './app-package.ts';

/** Of “Add authentication to a bot” and “Configure bots for US Government customers”; where there is no region, the cloud's own. */
const tokenHosts = {
  europe: 'europe.token.botframework.com',
  unitedstates: 'unitedstates.token.botframework.com',
  india: 'india.token.botframework.com',
  'gcc-high': 'tokengcch.botframework.azure.us',
  dod: 'apidod.botframework.azure.us',
} as const satisfies Record<NonNullable<BotVariables['OAUTH_REGION']>, string>;
const cloudHosts = {
  'https://botframework.azure.us': 'token.botframework.azure.us',
  'https://botframework.azure.cn': 'token.botframework.azure.cn',
} as const satisfies Record<NonNullable<BotVariables['ChannelService']>, string>;

const https = (name: string) =>
  z
    .url({
      protocol: /^https$/u,
      error: (issue) => (issue.input === undefined ? `${name} is missing` : `${name} is not an https address`),
    })
    .max(2_048);

const Given = z.object({
  appId: z.guid({ error: 'MicrosoftAppId or --app-id is missing or no application id' }),
  url: https('PUBLIC_URL or --url').refine(
    (text) => !isLoopback(new URL(text).hostname),
    'PUBLIC_URL or --url is this machine, which Teams does not reach',
  ),
  organisation: z
    .string({ error: 'the organisation in SITE_FILE or --organisation is missing' })
    .trim()
    .min(1)
    .max(32, 'the organisation is longer than the 32 characters that Teams takes: give --organisation'),
  privacy: https('privacyPolicy in SITE_FILE or --privacy'),
  terms: https('--terms, the page with your terms of use,'),
  version: z
    .string()
    .regex(/^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/u, '--version is not three numbers such as 1.0.2'),
  OAUTH_REGION: BotVariables.shape.OAUTH_REGION,
  ChannelService: BotVariables.shape.ChannelService,
});

const options = {
  'app-id': { type: 'string' },
  url: { type: 'string' },
  organisation: { type: 'string' },
  privacy: { type: 'string' },
  terms: { type: 'string' },
  version: { type: 'string' },
  out: { type: 'string' },
} as const;

interface Around {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What `SITE_FILE` says; undefined where there is none: a sample's organisation is nobody's. */
  readonly site: Pick<Site, 'organisation' | 'privacyPolicy'> | undefined;
  /** Of the program. */
  readonly version: string;
}

export type Asked =
  | { readonly ok: true; readonly values: AppValues; readonly out: string }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Arguments come before the environment, and the environment before `SITE_FILE`. */
export function appValuesFrom(args: readonly string[], { environment, site, version }: Around): Asked {
  const { values: said } = parseArgs({ args: [...args], options });
  const read = Given.safeParse({
    appId: said['app-id'] ?? (environment.MicrosoftAppId || undefined),
    url: said.url ?? (environment.PUBLIC_URL || undefined),
    organisation: said.organisation ?? site?.organisation,
    privacy: said.privacy ?? site?.privacyPolicy,
    terms: said.terms,
    version: said.version ?? version,
    OAUTH_REGION: environment.OAUTH_REGION || undefined,
    ChannelService: environment.ChannelService || undefined,
  });
  if (!read.success) return { ok: false, problems: read.error.issues.map(({ message }) => message) };
  const { appId, url, organisation, privacy, terms, OAUTH_REGION: region, ChannelService: cloud } = read.data;
  const { origin, hostname } = new URL(url);
  const tokenHost = region ? tokenHosts[region] : cloud ? cloudHosts[cloud] : 'token.botframework.com';
  const values = {
    appId,
    version: read.data.version,
    organisation,
    website: `${origin}/`,
    privacy,
    terms,
    host: hostname,
    tokenHost,
  };
  return { ok: true, values, out: said.out ?? 'pin-desk-teams.zip' };
}
