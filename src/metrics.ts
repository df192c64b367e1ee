import { timingSafeEqual } from 'node:crypto';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { BackendError } from './kernel/errors.ts';
import { HttpError, type Route } from './kernel/http.ts';
import type { Log, LogFields, LogLevel } from './kernel/log.ts';
import type { Secret } from './kernel/secret.ts';
import type { Database } from './storage/database.ts';
import { alarms } from './storage/jobs.ts';
import { queueNames } from './storage/queues.ts';

export interface Metrics {
  /** Counts what it is told before it is written, whatever the level: the log and the figures cannot differ. */
  readonly log: Log;
  /** `/metrics` in the format of Prometheus. With `token` for whoever has it, else for this machine alone. */
  route(given: { readonly database: Database; readonly token: Secret | undefined }): Route;
}

/** From a turn that only reads to a PIN service that takes its minute. */
const turnSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10, 60];

/** Of a ticket, not of the site: its alarm has a mail of its own. */
const unanswered = 'security-ticket-unanswered';
/** A channel is whatever a sender without a token says it is. */
const channels = ['msteams', 'directline', 'webchat', 'emulator'];

/** Figures of this process, made from what its log says, and of the database when they are asked for. No label holds anything of a person. */
export function metrics(log: Log): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const count = countersIn(registers);
  return {
    log: counting(log, count),
    route({ database, token }) {
      const look = gaugesOf(database, registers);
      return {
        method: 'GET',
        path: '/metrics',
        guard: token ? 'open' : 'guarded',
        async handle({ headers }) {
          if (token && !isBearer(headers.authorization, token)) {
            throw new HttpError(401, 'Unauthorized', 'A token is needed.', { 'www-authenticate': 'Bearer' });
          }
          await look();
          return {
            status: 200,
            headers: { 'content-type': registry.contentType },
            content: await registry.metrics(),
          };
        },
      };
    },
  };
}

type Count = (level: LogLevel, message: string, fields: LogFields) => void;

function countersIn(registers: readonly Registry[]): Count {
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `pin_desk_${name}`, help, labelNames: [...labelNames], registers: [...registers] });
  const turns = new Histogram({
    name: 'pin_desk_turn_duration_seconds',
    help: 'Turns of conversations, from the channel’s request to what is saved',
    labelNames: ['channel', 'input'],
    buckets: turnSeconds,
    registers: [...registers],
  });
  const steps = counter('steps_total', 'Turns by where the conversation stood before and after: flow/step, or none', [
    'from',
    'to',
  ]);
  const tickets = counter('tickets_total', 'Requests to the help desk; new: one more ticket', ['reason', 'outcome']);
  const refusals = counter('pin_refusals_total', 'PINs that the PIN service refused', ['reason']);
  const jobs = counter('jobs_total', 'Tries of deferred work', ['queue', 'outcome']);
  const raised = counter('alarms_total', 'Alarms to the help desk’s lead', ['alarm']);
  const faults = counter('backend_faults_total', 'Log lines about a back end that does not work', ['backend', 'fault']);
  const lines = counter('log_lines_total', 'Lines of the log that say warn or error', ['level']);
  // What was never counted is zero, not missing: a rule can tell it from a program that is away.
  for (const alarm of [...alarms, unanswered]) raised.inc({ alarm }, 0);
  for (const queue of queueNames) for (const outcome of ['done', 'again', 'dead']) jobs.inc({ queue, outcome }, 0);
  for (const level of ['warn', 'error']) lines.inc({ level }, 0);

  const job = (outcome: string) => (fields: LogFields) => jobs.inc({ queue: text(fields.queue), outcome });
  const byMessage: Readonly<Record<string, (fields: LogFields) => void>> = {
    turn({ channel, input, from, to, ms }) {
      const known = channels.find((each) => each === channel) ?? 'other';
      turns.observe({ channel: known, input: text(input) }, Number(ms) / 1_000);
      steps.inc({ from: text(from), to: text(to) });
    },
    escalated: ({ reason, ok, isNew }) =>
      tickets.inc({ reason: text(reason), outcome: ok !== true ? 'refused' : isNew === true ? 'new' : 'added' }),
    'the PIN service refused': ({ reason }) => refusals.inc({ reason: text(reason) }),
    'an alarm': ({ alarm }) => raised.inc({ alarm: text(alarm) }),
    'a security ticket is unanswered': () => raised.inc({ alarm: unanswered }),
    'a job is done': job('done'),
    'a job failed and is tried again': job('again'),
    'a job is dead': job('dead'),
  };
  return (level, message, fields) => {
    if (level === 'warn' || level === 'error') lines.inc({ level });
    const error = fields.err instanceof BackendError ? fields.err : fields;
    if (error.backend && error.fault) faults.inc({ backend: text(error.backend), fault: text(error.fault) });
    byMessage[message]?.(fields);
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function counting(log: Log, count: Count, shared: LogFields = {}): Log {
  const at =
    (level: LogLevel) =>
    (message: string, fields?: LogFields): void => {
      count(level, message, { ...shared, ...fields });
      log[level](message, fields);
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => counting(log.with(fields), count, { ...shared, ...fields }),
  };
}

/** How to look at the database. That it is away is a figure too. */
function gaugesOf(database: Database, registers: readonly Registry[]): () => Promise<void> {
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name: `pin_desk_${name}`, help, labelNames: [...labelNames], registers: [...registers] });
  const waiting = gauge('jobs_waiting', 'Deferred work that is due', ['queue']);
  const oldest = gauge('jobs_oldest_seconds', 'How long the oldest of it has been due', ['queue']);
  const connections = gauge('database_connections', 'Connections for transactions; waiting: work without one', [
    'state',
  ]);
  const up = gauge('database_up', '1: the database answers');
  return async () => {
    for (const [state, number] of Object.entries(database.connections?.() ?? {})) connections.set({ state }, number);
    const due = await database.unflushed.query(dueSql, []).catch(() => undefined);
    up.set(due ? 1 : 0);
    for (const queue of queueNames) {
      const row = due?.find(({ name }) => name === queue);
      waiting.set({ queue }, due ? Number(row?.jobs ?? 0) : Number.NaN);
      oldest.set({ queue }, due ? Number(row?.seconds ?? 0) : Number.NaN);
    }
  };
}

const dueSql = `
SELECT name, count(*)::int AS jobs, extract(epoch FROM now() - min(start_after))::float8 AS seconds
FROM pgboss.job WHERE state < 'active' AND start_after <= now() GROUP BY name`;

/** In constant time for one length. */
function isBearer(header: string | undefined, token: Secret): boolean {
  const [given, wanted] = [Buffer.from(header ?? ''), Buffer.from(`Bearer ${token.reveal()}`)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
