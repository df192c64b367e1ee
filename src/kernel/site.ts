import { z } from 'zod';
import { languageTag, locales } from './locale.ts';
import { plainLine } from './plain-text.ts';

const shortText = z.string().overwrite(plainLine).trim().min(1).max(200);
const url = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .regex(/^[^\s\p{C}]+$/u, 'has spaces or characters that nobody sees');
const phone = z
  .string()
  .trim()
  .regex(/^[+0-9(][0-9 ()./-]{2,39}$/, 'is not a phone number');
/** Alpha-2. */
const country = z.string().regex(/^[A-Z]{2}$/, 'is not an ISO 3166-1 country');
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not HH:MM');
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** What a key does; the names of `Set-CsDialInConferencingDtmfConfiguration` in our words. */
export const dialInCommands = [
  'help',
  'roll-call',
  'mute-all',
  'mute',
  'raise-hand',
  'lock',
  'admit-all',
  'announcements',
  'operator',
] as const;
export type DialInCommand = (typeof dialInCommands)[number];

const platformId = z.enum(['skype-for-business', 'teams']);

const Platform = z.strictObject({
  id: platformId,
  name: shortText,
  /** Dialled exactly so, such as `*6`; a command that is missing has no key on this platform. */
  keys: z.partialRecord(z.enum(dialInCommands), z.string().regex(/^[*#][0-9]{1,3}$/, 'is not a key such as *6')),
  links: z.strictObject({ forgotPin: url.optional(), dialInPage: url.optional() }).default({}),
});
export type Platform = z.infer<typeof Platform>;

const AccessNumber = z.strictObject({
  /** As people read it. */
  display: phone,
  /** E.164, for a link that dials. */
  dial: z.string().regex(/^\+[1-9][0-9]{4,14}$/, 'is not an E.164 number'),
  country,
  city: shortText.optional(),
  tollFree: z.boolean().default(false),
  languages: z.array(z.string().regex(languageTag, 'is not a BCP 47 language').max(16)).max(5).default([]),
  /** Whose meetings it opens; missing = those of every platform. */
  platform: platformId.optional(),
});
export type AccessNumber = z.infer<typeof AccessNumber>;

const lowerCase = z.string().trim().toLowerCase();
/** No wildcards: a person has one name, and a domain is not those below it. */
const userPrincipalName = lowerCase.max(256).regex(/^[^\s@*?]+@[^\s@*?]+$/, 'is not a user principal name');
const mailDomain = lowerCase
  .max(253)
  .regex(/^(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/, 'is not a domain such as example.com');

/** Where the PINs of some people are, in an estate of both: one of the three that names them is enough. */
const PinServiceRule = z
  .strictObject({
    service: platformId,
    /** User principal names. */
    people: z.array(userPrincipalName).max(10_000).default([]),
    /** What stands behind the `@` of user principal names. */
    domains: z.array(mailDomain).max(1_000).default([]),
    countries: z.array(country).max(300).default([]),
  })
  .refine(
    ({ people, domains, countries }) => people.length + domains.length + countries.length > 0,
    'names nobody: it wants people, domains or countries',
  );

/** What an installation says about itself: `SITE_FILE`. */
export const Site = z
  .strictObject({
    organisation: shortText,
    helpDesk: z.strictObject({
      name: shortText,
      phone,
      mail: z.email().max(254),
      /** Who hears of attacks; without one, `mail` in English. */
      lead: z.strictObject({ mail: z.email().max(254), language: z.enum(locales).default('en') }).optional(),
      /** How to be put through, where the number is a switchboard. */
      transfer: z.partialRecord(z.enum(locales), shortText).default({}),
      timeZone: shortText.refine(isTimeZone, 'is not an IANA time zone'),
      hours: z.array(z.strictObject({ days: z.array(weekday).min(1), from: localTime, to: localTime })).max(14),
      portal: url.optional(),
    }),
    privacyPolicy: url.optional(),
    /** Where to report a weakness: an https page, or a mail address. */
    securityContact: z
      .union([url.startsWith('https://'), z.email().max(254)], 'is no https address and no mail address')
      .optional(),
    platforms: z.array(Platform).min(1).max(4),
    defaultPlatform: platformId,
    accessNumbers: z.array(AccessNumber).max(500).default([]),
    /** The first that names somebody counts. */
    pinServiceRules: z.array(PinServiceRule).max(100).default([]),
  })
  .refine((site) => site.platforms.some((platform) => platform.id === site.defaultPlatform), {
    path: ['defaultPlatform'],
    message: 'is not one of platforms',
  });
export type Site = z.infer<typeof Site>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
