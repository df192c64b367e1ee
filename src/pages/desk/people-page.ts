import { z } from 'zod';
import type { TicketQueue } from '../../backends/ticket-desk/ticket-desk.ts';
import type { Person } from '../../backends/user-directory/user-directory.ts';
import type { HttpAnswer } from '../../kernel/http.ts';
import type { Audit } from '../../storage/audit.ts';
import { personActs } from '../../storage/person-actions.ts';
import { type Meant, personMeant } from './choose-person.ts';
import { deskToken, isDeskToken } from './desk-token.ts';
import { fieldsOf, type Inside } from './door.ts';
import type { DeskPeople } from './people.ts';
import { panelView, peopleView, type SoughtPerson } from './people-view.ts';
import { deskSheet, type Notice, type SheetNeeds } from './sheet.ts';

export interface PeopleNeeds extends SheetNeeds {
  readonly people: DeskPeople;
  readonly queue: Pick<TicketQueue, 'byNumber' | 'list'>;
  readonly audit: Audit;
}

const longestReason = 500;
/** An open panel is looked at, and acted in, for so long; then why is asked anew. */
const panelMs = 30 * 60 * 1000;

const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const reasonField = z
  .string()
  .max(5_000)
  .default('')
  .transform((text) => text.trim());
const token = z.string().max(100);
const Opening = z.object({
  token,
  who: z.string().trim().max(254).default(''),
  listed: z.string().max(254).optional(),
  chosen: z.string().max(254).optional(),
  reason: reasonField,
  ticket: id.optional().catch(undefined),
});
const Acting = z.object({ token, act: z.enum(personActs), reason: reasonField });
const Deciding = z.object({ token, action: id, decision: z.enum(['approved', 'declined']) });

/** `GET /desk/people`: find somebody, and what waits for a second person. */
export const peoplePage =
  (needs: PeopleNeeds) =>
  async (inside: Inside): Promise<HttpAnswer> => {
    const done = inside.request.query.get('done') === 'decided';
    const notice = { kind: 'done', text: inside.reader.t.decided } as const;
    return showPeople(needs, inside, { status: 200, ...(done ? { notice } : {}) });
  };

interface ShownPeople extends Shown {
  readonly given?: SoughtPerson;
}

async function showPeople(
  needs: PeopleNeeds,
  { reader, session }: Inside,
  { status, notice, given }: ShownPeople,
): Promise<HttpAnswer> {
  const waiting = await needs.people.undecided();
  const tokenOf = (about: string): string => deskToken(needs.keys, session, about);
  const main = peopleView({ waiting, tokenOf, given }, reader);
  return deskSheet(needs, reader, { title: reader.t.people, main, status, ...(notice ? { notice } : {}) });
}

/** `POST /desk/people`: opens somebody's panel, for a reason or from a ticket; both are in the audit. */
export const openPanel =
  (needs: PeopleNeeds) =>
  async (inside: Inside): Promise<HttpAnswer> => {
    const { request, reader, session } = inside;
    const { t, words } = reader;
    const refuse = (status: number, text: string) =>
      showPeople(needs, inside, { status, notice: { kind: 'problem', text } });
    const parsed = Opening.safeParse(fieldsOf(request));
    if (!parsed.success) return refuse(400, words.pageTooOld);
    const { ticket, reason } = parsed.data;
    if (!isDeskToken(needs.keys, parsed.data.token, { holder: session, about: 'people' }))
      return refuse(403, words.pageTooOld);
    if (ticket === undefined && (reason === '' || reason.length > longestReason)) return refuse(422, t.reasonMissing);
    const meant = await personIn(needs, parsed.data, inside);
    if (!meant.ok) {
      return 'list' in meant
        ? showPeople(needs, inside, { status: 200, given: { ...parsed.data, list: meant.list } })
        : refuse(meant.status, meant.problem);
    }
    const { person } = meant;
    if (!(await needs.people.mayLook(session.agent))) return refuse(429, t['refused.too-many']);
    const entry = await needs.audit.add({
      at: reader.now,
      who: session.agent,
      what: 'panel-opened',
      person: { id: person.id, displayName: person.displayName },
      ...(ticket === undefined ? { reason } : { ticket }),
    });
    return { status: 303, headers: { location: `/desk/people/${entry}` } };
  };

async function personIn(
  { people, queue }: PeopleNeeds,
  { ticket, who, listed: listedFor, chosen }: z.infer<typeof Opening>,
  inside: Inside,
): Promise<Meant> {
  if (ticket === undefined) return personMeant(people, { who, listedFor, chosen }, inside);
  const about = (await queue.byNumber(ticket))?.person;
  const person = about && (await people.directory.byId(about.id));
  return person ? { ok: true, person } : { ok: false, status: 404, problem: inside.reader.t.callerUnknown };
}

/** `GET /desk/people/:entry`: the panel that this agent opened, for half an hour. */
export const panelPage =
  (needs: PeopleNeeds) =>
  async (inside: Inside): Promise<HttpAnswer> => {
    const done = z.enum(['asked', 'doing']).safeParse(inside.request.query.get('done'));
    const { t } = inside.reader;
    const text = done.success ? { asked: t.actAsked, doing: t.actDoing }[done.data] : undefined;
    return showPanel(needs, inside, { status: 200, ...(text ? { notice: { kind: 'done', text } } : {}) });
  };

/** `POST /desk/people/:entry`: does something about the person, or asks for it. */
export const actOnPerson =
  (needs: PeopleNeeds) =>
  async (inside: Inside): Promise<HttpAnswer> => {
    const { request, reader, session } = inside;
    const { t, words } = reader;
    const entry = entryIn(inside);
    const refuse = (status: number, text: string) =>
      showPanel(needs, inside, { status, notice: { kind: 'problem', text } });
    const parsed = Acting.safeParse(fieldsOf(request));
    if (!parsed.success) return refuse(400, words.pageTooOld);
    const { act: kind, reason } = parsed.data;
    if (!isDeskToken(needs.keys, parsed.data.token, { holder: session, about: `panel ${entry}` }))
      return refuse(403, words.pageTooOld);
    if (reason === '' || reason.length > longestReason) return refuse(422, t.reasonMissing);
    const person = await personOfPanel(needs, inside);
    if (!person) return refuse(404, t.panelOver);
    const asked = await needs.people.ask({ by: session.agent, kind, person, reason });
    if (!asked.ok) return refuse(409, t[`refused.${asked.reason}`]);
    return { status: 303, headers: { location: `/desk/people/${entry}?done=${asked.waits ? 'asked' : 'doing'}` } };
  };

/** `POST /desk/decisions`: the second person. */
export const decide =
  (needs: PeopleNeeds) =>
  async (inside: Inside): Promise<HttpAnswer> => {
    const { request, reader, session } = inside;
    const refuse = (status: number, text: string) =>
      showPeople(needs, inside, { status, notice: { kind: 'problem', text } });
    const parsed = Deciding.safeParse(fieldsOf(request));
    if (!parsed.success) return refuse(400, reader.words.pageTooOld);
    const { action, decision } = parsed.data;
    if (!isDeskToken(needs.keys, parsed.data.token, { holder: session, about: `decision ${action}` }))
      return refuse(403, reader.words.pageTooOld);
    const decided = await needs.people.decide({ by: session.agent, action, decision });
    if (!decided.ok) return refuse(409, reader.t[`refused.${decided.reason}`]);
    return { status: 303, headers: { location: '/desk/people?done=decided' } };
  };

const entryIn = ({ request }: Inside): number => {
  const { entry = '' } = request.params;
  return /^[1-9]\d{0,14}$/u.test(entry) ? Number(entry) : 0;
};

async function personOfPanel(needs: PeopleNeeds, inside: Inside): Promise<Person | undefined> {
  const { reader, session } = inside;
  const opened = await needs.audit.ofAgent(entryIn(inside), {
    agent: session.agent.id,
    what: 'panel-opened',
    after: new Date(reader.now.getTime() - panelMs),
  });
  return opened?.person && needs.people.directory.byId(opened.person.id);
}

interface Shown {
  readonly status: number;
  readonly notice?: Notice;
}

async function showPanel(needs: PeopleNeeds, inside: Inside, { status, notice }: Shown): Promise<HttpAnswer> {
  const { reader, session } = inside;
  const person = await personOfPanel(needs, inside);
  if (!person) return showPeople(needs, inside, { status: 404, notice: { kind: 'problem', text: reader.t.panelOver } });
  const entry = entryIn(inside);
  const [now, { tickets }] = await Promise.all([
    needs.people.now(person),
    needs.queue.list({ view: 'all', agent: session.agent.id, person: person.id, limit: 10 }),
  ]);
  const panel = { person, now, tickets, entry, token: deskToken(needs.keys, session, `panel ${entry}`) };
  const main = panelView({ ...panel, isSelf: person.id === session.agent.id }, reader);
  return deskSheet(needs, reader, { title: person.displayName, main, status, ...(notice ? { notice } : {}) });
}
