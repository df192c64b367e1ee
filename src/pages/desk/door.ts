import { z } from 'zod';
import { fill } from '../../conversation/words.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { HostCookie } from '../../kernel/cookie.ts';
import type { Handler, HttpAnswer, HttpRequest, Route } from '../../kernel/http.ts';
import type { Keyring } from '../../kernel/keyring.ts';
import type { Log } from '../../kernel/log.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Audit } from '../../storage/audit.ts';
import type { Assets } from '../assets.ts';
import { type Html, html } from '../html.ts';
import { deskSignInPath } from '../wishes.ts';
import { type DeskSession, type DeskSessions, deskSessionSeconds, type Worker } from './desk-sessions.ts';
import { isDeskToken } from './desk-token.ts';
import type { DeskRole } from './roles.rules.ts';
import { bareSheet, type DeskReader, deskReader } from './sheet.ts';

export interface DoorNeeds {
  readonly sessions: DeskSessions;
  readonly audit: Audit;
  readonly cookie: HostCookie;
  /** Agents sign in at their identity provider; else by the links that the program wrote. */
  readonly hasSignIn: boolean;
  readonly keys: Keyring;
  readonly assets: Assets;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeZone: string;
}

/** A request of somebody who is at the desk. */
export interface Inside {
  readonly request: HttpRequest;
  readonly reader: DeskReader;
  readonly session: DeskSession;
}

export interface Door {
  readonly routes: readonly Route[];
  /** Lets in whoever has a session, and a role that may. */
  inside(may: (role: DeskRole) => boolean, handle: (inside: Inside) => Promise<HttpAnswer>): Handler;
  /** Somebody has shown who they are. The `set-cookie` header. */
  enter(request: HttpRequest, worker: Worker): Promise<string>;
}

const Link = z.object({ link: z.string().min(1).max(100) });
const Leaving = z.object({ leave: z.string().max(100) });

export function deskDoor(needs: DoorNeeds): Door {
  const { sessions, cookie, clock, log, audit } = needs;

  const enter: Door['enter'] = async (request, worker) => {
    const earlier = cookie.read(request);
    if (earlier) await sessions.end(earlier);
    log.info('somebody entered the desk', {
      agent: worker.agent.id,
      role: worker.agent.role,
      reference: request.reference,
    });
    await audit.add({ at: clock.now(), who: worker.agent, what: 'entered' });
    return cookie.set(await sessions.begin(worker, clock.now()), deskSessionSeconds);
  };

  const sessionOf = async (request: HttpRequest): Promise<DeskSession | undefined> => {
    const id = cookie.read(request);
    const isByItself = request.headers['x-desk-live'] !== undefined;
    return id && (isByItself ? sessions.look(id, clock.now()) : sessions.find(id, clock.now()));
  };

  const show = async (request: HttpRequest): Promise<HttpAnswer> => {
    const reader = deskReader(request, needs);
    const parsed = Link.safeParse({ link: request.query.get('link') });
    if (!parsed.success) return outside(needs, reader);
    const { t } = reader;
    const form = html`<p>${t.enterIntro}</p>
<form method="post" action="/desk/enter"><input type="hidden" name="link" value="${parsed.data.link}"><button>${t.enter}</button></form>`;
    return bareSheet(needs, reader, { title: t.enter, main: form, status: 200 });
  };

  const useLink = async (request: HttpRequest): Promise<HttpAnswer> => {
    const reader = deskReader(request, needs);
    const parsed = Link.safeParse(fieldsOf(request));
    const role = parsed.success ? await sessions.takeLink(new Secret(parsed.data.link), clock.now()) : undefined;
    if (!role)
      return bareSheet(needs, reader, { title: reader.t.enter, main: problem(reader.t.linkOver), status: 403 });
    const agent = {
      id: `link/${role}`,
      name: fill(reader.t.byLink, reader.locale, { role: reader.t[`role.${role}`] }),
      role,
    };
    return { status: 303, headers: { location: '/desk', 'set-cookie': await enter(request, { agent }) } };
  };

  const leave = async (request: HttpRequest): Promise<HttpAnswer> => {
    const reader = deskReader(request, needs);
    const session = await sessionOf(request);
    const { leave: token = '' } = Leaving.safeParse(fieldsOf(request)).data ?? {};
    if (session && !isDeskToken(needs.keys, token, { holder: session, about: 'leave' }))
      return bareSheet(needs, reader, { title: reader.t.leave, main: problem(reader.words.pageTooOld), status: 403 });
    const id = cookie.read(request);
    if (id) await sessions.end(id);
    if (session) await audit.add({ at: clock.now(), who: session.agent, what: 'left' });
    const answer = bareSheet(needs, reader, { title: reader.t.left, main: html``, status: 200 });
    return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie.remove() } };
  };

  return {
    routes: [
      { method: 'GET', path: '/desk/enter', guard: 'linked', handle: show },
      { method: 'POST', path: '/desk/enter', guard: 'guarded', body: 'form', handle: useLink },
      { method: 'POST', path: '/desk/leave', guard: 'guarded', body: 'form', handle: leave },
    ],
    enter,
    inside: (may, handle) => async (request) => {
      const session = await sessionOf(request);
      const reader = deskReader(request, needs, session);
      if (!session) return request.method === 'POST' || !needs.hasSignIn ? outside(needs, reader) : toSignIn;
      if (may(session.agent.role)) return handle({ request, reader, session });
      return bareSheet(needs, reader, { title: reader.t.desk, main: problem(reader.t.notForRole), status: 403 });
    },
  };
}

const toSignIn: HttpAnswer = { status: 303, headers: { location: deskSignInPath } };

function outside(needs: DoorNeeds, reader: DeskReader): HttpAnswer {
  const { t, words } = reader;
  const main = needs.hasSignIn
    ? html`<p>${t.enterBySignIn}</p><p class="row"><a class="button" href="${deskSignInPath}">${words.signIn}</a></p>`
    : html`<p>${t.enterByLink}</p>`;
  return bareSheet(needs, reader, { title: t.enterFirst, main, status: 401 });
}

const problem = (text: string): Html => html`<p class="notice problem" role="alert">${text}</p>`;

/** The fields of a form post; of several with one name the last. */
export const fieldsOf = ({ body }: HttpRequest): Readonly<Record<string, string>> =>
  body instanceof URLSearchParams ? Object.fromEntries(body) : {};
