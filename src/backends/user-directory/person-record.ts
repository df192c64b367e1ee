import { z } from 'zod';
import { languageTag } from '../../kernel/locale.ts';
import { isMailAddress } from '../../kernel/mail-address.ts';
import { plainLine } from '../../kernel/plain-text.ts';
import { withoutNulls } from '../../kernel/without-nulls.ts';
import type { Person } from './user-directory.ts';

/** Names are shown, spoken and stored; a directory may hold anything. */
const text = (most: number) => z.string().overwrite(plainLine).trim().min(1).max(most);
const address = z
  .string()
  .trim()
  .refine(isMailAddress, 'is not a mail address')
  .transform((typed) => typed.toLowerCase());
const phone = z
  .string()
  .trim()
  .max(64)
  .regex(/^[+0-9(][0-9 ()./-]*(?:(?:;ext=| ?x ?)[0-9]{1,15})?$/i, 'is not a phone number');
const instant = z.iso.datetime({ offset: true }).transform((written) => new Date(written));

/** One person as Microsoft Graph's `user` has them, with `isProtected` and `hasDeskPhone` of our own. `null` is as good as absent; other properties are left out. */
export const PersonRecord = z.preprocess(
  withoutNulls,
  z.object({
    id: text(256).exactOptional(),
    userPrincipalName: text(256).includes('@'),
    employeeId: text(64).exactOptional(),
    displayName: text(256),
    mail: address.exactOptional(),
    /** Never assumed: whoever left would be let in. */
    accountEnabled: z.boolean(),
    userType: z.enum(['Member', 'Guest', 'member', 'guest']).default('Member'),
    isProtected: z.boolean().default(false),
    hasDeskPhone: z.boolean().default(false),
    department: text(256).exactOptional(),
    officeLocation: text(256).exactOptional(),
    country: text(128).exactOptional(),
    usageLocation: z
      .string()
      .regex(/^[A-Za-z]{2}$/, 'is not an ISO 3166-1 country')
      .exactOptional(),
    businessPhones: z.array(phone).max(20).default([]),
    mobilePhone: phone.exactOptional(),
    otherMails: z.array(address).max(250).default([]),
    proxyAddresses: z.array(text(512)).max(500).default([]),
    imAddresses: z.array(text(512)).max(50).default([]),
    preferredLanguage: z.string().regex(languageTag, 'is not a BCP 47 language').exactOptional(),
    createdDateTime: instant.exactOptional(),
    lastPasswordChangeDateTime: instant.exactOptional(),
  }),
);
export type PersonRecord = z.infer<typeof PersonRecord>;

/** With more of them a notice would take longer than its job may run, and nobody could choose. */
const mostAddresses = 10;

/** Whoever writes `otherMails` could have codes sent to themself: they are for notices alone unless that is switched on. */
export interface CodeRule {
  readonly codesToOtherMails: boolean;
}

/** A person without an `id` is known by their user principal name. */
export function personFrom(record: PersonRecord, { codesToOtherMails }: CodeRule): Person {
  const {
    id,
    employeeId: _,
    userType,
    country: countryName,
    usageLocation,
    otherMails,
    proxyAddresses,
    imAddresses,
    ...same
  } = record;
  const { createdDateTime, lastPasswordChangeDateTime, ...kept } = same;
  const mail = record.mail ?? primaryOf(proxyAddresses);
  const noticeAddresses = [...new Set([...(mail ? [mail] : []), ...otherMails])].slice(0, mostAddresses);
  const country = [usageLocation, countryName].find((name) => name?.length === 2)?.toUpperCase();
  const extension = /(?:;ext=|x) ?([0-9]+)$/i.exec(record.businessPhones[0] ?? '')?.[1];
  const sip = imAddresses[0] ?? proxyAddresses.find((proxy) => /^sip:/i.test(proxy));
  return {
    ...kept,
    id: (id ?? record.userPrincipalName).toLowerCase(),
    userType: userType.toLowerCase() === 'guest' ? 'guest' : 'member',
    addresses: noticeAddresses.filter((at) => codesToOtherMails || at === mail),
    noticeAddresses,
    ...(mail ? { mail } : {}),
    ...(country ? { country } : {}),
    ...(extension ? { extension } : {}),
    ...(sip ? { sipAddress: `sip:${sip.replace(/^sip:/i, '').toLowerCase()}` } : {}),
    ...(createdDateTime ? { createdAt: createdDateTime } : {}),
    ...(lastPasswordChangeDateTime ? { lastPasswordChangeAt: lastPasswordChangeDateTime } : {}),
  };
}

/** What a person may be found by, lower case: mail, user principal name, every `smtp:` alias, employee id. An employee id that looks like an address is nobody's: it could be somebody else's address. */
export const identifiersOf = (record: PersonRecord): ReadonlySet<string> =>
  new Set([
    record.userPrincipalName.toLowerCase(),
    ...(record.mail ? [record.mail] : []),
    ...(record.employeeId && !record.employeeId.includes('@') ? [record.employeeId.toLowerCase()] : []),
    ...record.proxyAddresses.filter((proxy) => /^smtp:/i.test(proxy)).map(withoutScheme),
  ]);

/** Exchange writes the scheme of the primary address in capitals. */
const primaryOf = (proxyAddresses: readonly string[]): string | undefined =>
  proxyAddresses
    .filter((proxy) => proxy.startsWith('SMTP:'))
    .map(withoutScheme)
    .find(isMailAddress);

const withoutScheme = (proxy: string): string => proxy.replace(/^[a-z]+:/i, '').toLowerCase();
