/** A person as the company knows them. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly mail?: string;
  /** Where codes may go: `mail`, then, only with `CODE_TO_OTHER_MAILS`, those that people have elsewhere. Without duplicates, lower case. */
  readonly addresses: readonly string[];
  /** Where notices go: every address on record, in the same order, ten at most. */
  readonly noticeAddresses: readonly string[];
  readonly accountEnabled: boolean;
  readonly userType: 'member' | 'guest';
  /** Resets need a second person; the bot hands over to the help desk. */
  readonly isProtected: boolean;
  readonly department?: string;
  readonly officeLocation?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly businessPhones: readonly string[];
  readonly mobilePhone?: string;
  /** The digits after `;ext=` or `x` of the first business phone. */
  readonly extension?: string;
  /** `sip:` address, the identity of Skype for Business. */
  readonly sipAddress?: string;
  /** Signs in to a desk phone with extension and PIN. */
  readonly hasDeskPhone: boolean;
  readonly preferredLanguage?: string;
  readonly createdAt?: Date;
  readonly lastPasswordChangeAt?: Date;
}

export type FoundPerson =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly reason: 'nobody' | 'several' };

/** Enough of a person to be told from others of the same name. */
export type NamedPerson = Pick<Person, 'id' | 'displayName' | 'userPrincipalName' | 'mail'>;

export interface NamedPeople {
  /** By display name, `mostNamed` at most. */
  readonly people: readonly NamedPerson[];
  /** There are more. */
  readonly isCut: boolean;
}

export const mostNamed = 10;
/** Fewer characters are the beginning of half the company. */
const leastOfName = 2;
const longestName = 100;

/** Looks people up. More than one hit is a refusal. A directory that cannot answer throws BackendError. */
export interface UserDirectory {
  byId(id: string): Promise<Person | undefined>;
  /** What a person types: mail, user principal name, proxy address, employee id. Compared without regard to case or surrounding space; never a wildcard. */
  byIdentifier(typed: string): Promise<FoundPerson>;
  /** For people of the help desk alone, who ask back: everybody whose name begins like this, or one of its words. Nobody, where it is too short for a name. */
  byName(typed: string): Promise<NamedPeople>;
}

/** Space around it is none of a name; undefined where it is too short or too long for one. */
export function nameTyped(typed: string): string | undefined {
  const name = typed.trim();
  return name.length >= leastOfName && name.length <= longestName ? name : undefined;
}

/** What is shown of hits: the first ones in order, and no more of each than is asked for. */
export function namedPeople(hits: readonly NamedPerson[]): NamedPeople {
  const inOrder = hits.toSorted((one, other) => one.displayName.localeCompare(other.displayName));
  return {
    people: inOrder.slice(0, mostNamed).map(({ id, displayName, userPrincipalName, mail }) => ({
      id,
      displayName,
      userPrincipalName,
      ...(mail ? { mail } : {}),
    })),
    isCut: hits.length > mostNamed,
  };
}
