import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Message, User } from '@microsoft/microsoft-graph-types';
import { type Asked, end, errorBody, type Faults, faults, happen } from './graph-faults.ts';
import { BadQuery, filtered, selected } from './graph-odata.ts';
import { type TokenService, tokenService } from './graph-token-service.ts';

/** A user as the stand-in keeps one. */
export type StandInUser = User & { readonly id: string; readonly userPrincipalName: string };

/** Microsoft Graph and the token service beside it, on loopback. It refuses what the real one refuses. */
export interface StandInGraph {
  readonly url: string;
  readonly users: StandInUser[];
  /** Ids of users and of other groups, by the group's id. */
  readonly groups: Map<string, readonly string[]>;
  readonly tokens: TokenService;
  readonly faults: Faults;
  /** Everything that was asked, in order. */
  readonly asked: { readonly what: Asked; readonly url: URL; readonly body: string }[];
  readonly mails: { readonly from: string; readonly message: Message }[];
  close(): Promise<void>;
}

/** With `tls` it speaks https. */
export async function startGraph(
  options: {
    readonly users?: readonly StandInUser[];
    readonly tls?: { readonly key: string; readonly cert: string };
  } = {},
): Promise<StandInGraph> {
  const listener = (request: IncomingMessage, response: ServerResponse) => void take(graph, request, response);
  const server = options.tls ? createHttpsServer(options.tls, listener) : createHttpServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const graph: StandInGraph = {
    url: options.tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    users: [...(options.users ?? [])],
    groups: new Map(),
    tokens: tokenService(),
    faults: faults(),
    asked: [],
    mails: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return graph;
}

interface Question {
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The parts of the address that its form has. */
  readonly parts: readonly string[];
}

interface Answer {
  readonly status: number;
  readonly json?: object;
}

interface Place {
  readonly what: Asked;
  readonly method: 'GET' | 'POST';
  readonly form: RegExp;
  readonly answer: (graph: StandInGraph, question: Question) => Answer;
}

const one = String.raw`/v1\.0/users(?:/([^/]+)|\('((?:[^']|'')+)'\))`;
const places: readonly Place[] = [
  { what: 'token', method: 'POST', form: /^\/([^/]+)\/oauth2\/v2\.0\/token$/, answer: tokenAnswer },
  { what: 'metadata', method: 'GET', form: /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/, answer: metadata },
  { what: 'token', method: 'GET', form: /^\/machine$/, answer: machineAnswer },
  { what: 'people', method: 'GET', form: /^\/v1\.0\/users$/, answer: people },
  { what: 'user', method: 'GET', form: new RegExp(`^${one}$`), answer: user },
  { what: 'groups', method: 'POST', form: new RegExp(`^${one}/checkMemberGroups$`), answer: memberGroups },
  { what: 'group', method: 'GET', form: /^\/v1\.0\/groups\/([^/]+)$/, answer: group },
  { what: 'mail', method: 'POST', form: new RegExp(`^${one}/sendMail$`), answer: sendMail },
];

const readsPeople = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const readsGroups = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
/** One permission of each list (Graph's pages "Get user", "List users", "user: checkMemberGroups", "Get group", "user: sendMail"). */
const wanted: Readonly<Record<Asked, readonly (readonly string[])[]>> = {
  metadata: [],
  token: [],
  user: [readsPeople],
  people: [readsPeople],
  groups: [readsPeople, readsGroups],
  group: [readsGroups],
  mail: [['Mail.Send']],
};

async function take(graph: StandInGraph, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', graph.url);
  const place = places.find(({ method, form }) => method === request.method && form.test(url.pathname));
  if (!place)
    return send(response, refusal(400, 'BadRequest', `Resource not found for the segment '${url.pathname}'.`));
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const parts = (place.form.exec(url.pathname) ?? [])
    .slice(1)
    .flatMap((part) => (part ? [decodeURIComponent(part)] : []));
  graph.asked.push({ what: place.what, url, body });

  const well = () => send(response, answerTo(graph, place, { url, headers: request.headers, body, parts }));
  const mishap = graph.faults.next(place.what);
  if (mishap) happen(mishap, response, well);
  else well();
}

function answerTo(graph: StandInGraph, place: Place, question: Question): Answer {
  const isOpen = place.what === 'token' || place.what === 'metadata';
  const flaw = isOpen ? undefined : graph.tokens.flaw(question.headers.authorization, graph.url);
  if (flaw) return refusal(401, 'InvalidAuthenticationToken', flaw);
  const roles = graph.tokens.rolesOf(question.headers.authorization);
  if (!wanted[place.what].every((oneOf) => oneOf.some((role) => roles.includes(role)))) {
    return refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }
  try {
    return place.answer(graph, question);
  } catch (error) {
    if (error instanceof BadQuery) return refusal(400, error.code, error.message);
    throw error;
  }
}

const refusal = (status: number, code: string, message: string): Answer => ({ status, json: errorBody(code, message) });

function send(response: ServerResponse, { status, json }: Answer): void {
  end(response, status, json ? JSON.stringify(json) : '');
}

/** Of the clouds it knows Azure's client has this by heart. */
function metadata({ url }: StandInGraph, { parts: [tenant = ''] }: Question): Answer {
  const base = `${url}/${tenant}`;
  const json = {
    issuer: `${base}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  };
  return { status: 200, json };
}

function tokenAnswer(graph: StandInGraph, { parts: [tenant = ''], body }: Question): Answer {
  return graph.tokens.exchange(tenant, new URLSearchParams(body));
}

function machineAnswer(graph: StandInGraph, { url }: Question): Answer {
  return graph.tokens.forMachine(url.searchParams.get('resource') ?? '');
}

function people(graph: StandInGraph, { url, headers }: Question): Answer {
  const query = url.searchParams;
  const isEventual = headers.consistencylevel === 'eventual';
  const count = query.get('$count') === 'true';
  if (count && !isEventual) throw new BadQuery('Request_BadRequest', '$count is not currently supported.');
  const filter = query.get('$filter');
  const found = filter === null ? graph.users : filtered(graph.users, filter, isEventual && count);
  const most = Number(query.get('$top') ?? 100);
  const value = found.slice(0, most).map((each) => selected(each, query.get('$select')));
  const more = found.length > most ? { '@odata.nextLink': `${graph.url}/v1.0/users?$skiptoken=next` } : {};
  return { status: 200, json: { '@odata.context': `${graph.url}/v1.0/$metadata#users`, ...more, value } };
}

function user(graph: StandInGraph, { url, parts: [name = ''] }: Question): Answer {
  const found = named(graph, url, name);
  if (!found) return missing(name);
  const json = { '@odata.context': `${graph.url}/v1.0/$metadata#users/$entity` };
  return { status: 200, json: { ...json, ...selected(found, url.searchParams.get('$select')) } };
}

function memberGroups(graph: StandInGraph, { url, parts: [name = ''], body }: Question): Answer {
  const found = named(graph, url, name);
  if (!found) return missing(name);
  const { groupIds = [] }: { groupIds?: readonly string[] } = JSON.parse(body || '{}');
  if (groupIds.length === 0 || groupIds.length > 20) throw new BadQuery('Request_BadRequest', 'Invalid groupIds.');
  const isIn = (group: string): boolean =>
    (graph.groups.get(group) ?? []).some((member) => member === found.id || isIn(member));
  return { status: 200, json: { value: groupIds.filter(isIn) } };
}

function group(graph: StandInGraph, { parts: [id = ''] }: Question): Answer {
  const json = { '@odata.context': `${graph.url}/v1.0/$metadata#groups/$entity`, id };
  return graph.groups.has(id) ? { status: 200, json } : missing(id);
}

function sendMail(graph: StandInGraph, { url, parts: [name = ''], body }: Question): Answer {
  if (!named(graph, url, name)) return missing(name);
  const { message }: { message?: Message } = JSON.parse(body || '{}');
  if (!message?.toRecipients?.[0]?.emailAddress?.address) {
    return refusal(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.');
  }
  graph.mails.push({ from: name, message });
  return { status: 202 };
}

/** By id or user principal name. In a path of its own a name that begins with `$` is taken for an option. */
function named(graph: StandInGraph, url: URL, name: string): StandInUser | undefined {
  if (name.startsWith('$') && !url.pathname.includes("('")) throw new BadQuery('Request_BadRequest', 'Bad request.');
  const wanted = name.replaceAll("''", "'").toLowerCase();
  return graph.users.find((each) => [each.id, each.userPrincipalName].some((key) => key.toLowerCase() === wanted));
}

const missing = (name: string): Answer =>
  refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`,
  );
