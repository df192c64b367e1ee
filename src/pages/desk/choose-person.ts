import type { Person } from '../../backends/user-directory/user-directory.ts';
import { type Html, html } from '../html.ts';
import type { Inside } from './door.ts';
import type { DeskPeople } from './people.ts';

/** What an agent has said of somebody: in words, and by the list that was shown for these words. */
interface Described {
  readonly who: string;
  readonly listedFor?: string | undefined;
  readonly chosen?: string | undefined;
}

export type Meant =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly status: number; readonly problem: string }
  /** To be chosen from. */
  | { readonly ok: false; readonly list: Html };

/** Who is meant: by an identifier at once, by a name only once the agent has chosen. A list of other words than those typed now says nothing. */
export async function personMeant(
  { directory, mayList }: Pick<DeskPeople, 'directory' | 'mayList'>,
  { who, listedFor, chosen }: Described,
  { reader, session }: Inside,
): Promise<Meant> {
  const { t } = reader;
  if (chosen !== undefined && listedFor === who) {
    const person = await directory.byId(chosen);
    if (person) return { ok: true, person };
  }
  const found = await directory.byIdentifier(who);
  if (found.ok) return found;
  if (!(await mayList(session.agent))) return { ok: false, status: 429, problem: t['refused.too-many'] };
  const { people, isCut } = await directory.byName(who);
  if (people.length === 0) return { ok: false, status: 422, problem: t.callerUnknown };
  const list = html`
<fieldset><legend>${t.whichPerson}</legend><input type="hidden" name="listed" value="${who}">${people.map(
    ({ id, displayName, mail, userPrincipalName }, index) => html`
<label><input type="radio" name="chosen" value="${id}"${index === 0 ? html` autofocus` : html``}> ${displayName} <span class="meta">${mail ?? userPrincipalName}</span></label>`,
  )}${isCut ? html`<p class="meta">${t.morePeople}</p>` : html``}</fieldset>`;
  return { ok: false, list };
}
