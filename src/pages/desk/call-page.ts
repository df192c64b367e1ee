import { z } from 'zod';
import type { TicketQueue } from '../../backends/ticket-desk/ticket-desk.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import { ticketReasons } from '../../kernel/escalation.ts';
import type { HttpAnswer } from '../../kernel/http.ts';
import { newToken } from '../../kernel/ids.ts';
import { type Locale, locales } from '../../kernel/locale.ts';
import { isTelephone, longestTelephone } from '../../kernel/telephone.ts';
import { type Html, html } from '../html.ts';
import { personMeant } from './choose-person.ts';
import { deskToken, isDeskToken } from './desk-token.ts';
import { fieldsOf, type Inside } from './door.ts';
import type { DeskPeople } from './people.ts';
import { type DeskReader, deskForm, deskSheet, option, type SheetNeeds } from './sheet.ts';

export interface CallNeeds extends SheetNeeds {
  readonly queue: Pick<TicketQueue, 'openForCaller'>;
  readonly people: Pick<DeskPeople, 'directory' | 'mayList'>;
}

const longestSummary = 1_000;

const Submission = z.object({
  token: z.string().max(100),
  key: z.string().regex(/^[\w-]{22}$/u),
  caller: z.string().trim().max(254).default(''),
  listed: z.string().max(254).optional(),
  chosen: z.string().max(254).optional(),
  reason: z.enum(ticketReasons),
  language: z.enum(locales),
  callback: z.string().trim().max(100).default(''),
  summary: z
    .string()
    .max(10_000)
    .default('')
    .transform((text) => text.replace(/\r\n?/gu, '\n').trim()),
});
type Submission = z.infer<typeof Submission>;

/** `GET /desk/call`: somebody is on the phone. */
export const callPage =
  (needs: CallNeeds) =>
  async (inside: Inside): Promise<HttpAnswer> =>
    showForm(needs, inside, { status: 200 });

/** `POST /desk/call`. Sent twice it is one ticket. */
export const openCall =
  (needs: CallNeeds) =>
  async (inside: Inside): Promise<HttpAnswer> => {
    const { request, reader, session } = inside;
    const { t, words } = reader;
    const parsed = Submission.safeParse(fieldsOf(request));
    if (!parsed.success) return showForm(needs, inside, { status: 400, problem: words.pageTooOld });
    const given = parsed.data;
    if (!isDeskToken(needs.keys, given.token, { holder: session, about: formOf(given.key) }))
      return showForm(needs, inside, { status: 403, problem: words.pageTooOld, given });
    const refuse = (problem: string, status = 422) => showForm(needs, inside, { status, problem, given });
    if (given.summary === '' || given.summary.length > longestSummary) return refuse(t.summaryEmpty);
    if (given.callback !== '' && !isTelephone(given.callback)) return refuse(t.callbackWrong);
    const { caller: who, listed: listedFor, chosen } = given;
    const meant = who === '' ? undefined : await personMeant(needs.people, { who, listedFor, chosen }, inside);
    if (meant && !meant.ok) {
      return 'list' in meant
        ? showForm(needs, inside, { status: 200, given, list: meant.list })
        : refuse(meant.problem, meant.status);
    }

    const number = await needs.queue.openForCaller(session.agent, {
      key: given.key,
      reason: given.reason,
      language: given.language,
      summary: given.summary,
      reference: request.reference,
      ...(given.callback === '' ? {} : { callback: given.callback }),
      ...(meant ? about(meant.person) : {}),
    });
    return { status: 303, headers: { location: `/desk/${number}` } };
  };

const about = ({ id, displayName, officeLocation: office }: Person) => ({
  person: { id, displayName },
  ...(office ? { office } : {}),
});

const formOf = (key: string): string => `call ${key}`;

interface Shown {
  readonly status: number;
  readonly problem?: string;
  readonly given?: Submission;
  /** Of people, to choose the caller from. */
  readonly list?: Html;
}

async function showForm(needs: CallNeeds, { reader, session }: Inside, shown: Shown): Promise<HttpAnswer> {
  const { status, problem, given, list } = shown;
  const key = given?.key ?? newToken(128);
  const token = deskToken(needs.keys, session, formOf(key));
  const main = html`<p>${reader.t.callIntro}</p>
<div class="actions">${deskForm('/desk/call', { key, token }, fields(reader, given, list))}</div>`;
  const notice = problem === undefined ? {} : { notice: { kind: 'problem' as const, text: problem } };
  return deskSheet(needs, reader, { title: reader.t.newCall, main, status, ...notice });
}

function fields({ t, words, locale }: DeskReader, given: Submission | undefined, list: Html = html``): Html {
  const language = (each: Locale): string => new Intl.DisplayNames(locale, { type: 'language' }).of(each) ?? each;
  return html`
<label for="caller">${t.caller}</label>
<input id="caller" name="caller" maxlength="254" autocomplete="off" value="${given?.caller ?? ''}">${list}
<label for="call-reason">${words.reason}</label>
<select id="call-reason" name="reason">${ticketReasons.map((reason) => option(reason, words[`reason.${reason}`], given?.reason ?? ticketReasons[0]))}</select>
<label for="callback">${t.callback}</label>
<input id="callback" name="callback" type="tel" maxlength="${longestTelephone}" autocomplete="off" value="${given?.callback ?? ''}">
<label for="language">${t.callLanguage}</label>
<select id="language" name="language">${locales.map((each) => option(each, language(each), given?.language ?? locale))}</select>
<label for="summary">${t.callSummary}</label>
<textarea id="summary" name="summary" rows="5" maxlength="${longestSummary}" required>${given?.summary ?? ''}</textarea>
<button>${t.openCall}</button>
`;
}
