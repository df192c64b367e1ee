import { pinServiceOf } from '../../backends/pin-service/pin-service.ts';
import type { NewTicket } from '../../backends/ticket-desk/ticket-desk.ts';
import { BackendError } from '../../kernel/errors.ts';
import type { ReportReason } from '../../kernel/escalation.ts';
import type { JobHandlers } from '../../storage/jobs.ts';
import type { NotMeKind, NotMeLink, NotMeReport } from '../../storage/not-me-links.ts';
import { afterTurn, type Needs } from '../needs.ts';
import { type PinNow, reportText } from './not-me.words.ts';

const reasons: Readonly<Record<NotMeKind, ReportReason>> = {
  'pin-changed': 'pin-change-reported',
  'code-sent': 'code-reported',
  'resets-paused': 'pause-reported',
};

/**
 * `act-on-report`: takes the PIN out of use where a change was not its owner's, and opens the ticket, also while the PIN service is away.
 * May run twice.
 */
export const notMeJobs = (given: Needs): JobHandlers => ({
  'act-on-report': async ({ link: id, ...turn }) => {
    const needs = afterTurn(given, turn);
    const link = await needs.notMe.byId(id, needs.clock.now());
    if (!link?.report) return;
    const done = await takenOutOfUse(needs, link, link.report);
    await openTicket(needs, { ...link, report: link.report }, done);
    if (done instanceof BackendError) throw done;
  },
});

/** A fault is an answer here: the ticket says it, and the job is run again. */
async function takenOutOfUse(needs: Needs, link: NotMeLink, report: NotMeReport): Promise<PinNow | BackendError> {
  if (link.kind !== 'pin-changed') return 'untouched';
  if (report.isLifted) return 'lifted';
  try {
    const person = await needs.directory.byId(link.person);
    if (!person) return 'no-account';
    await (await pinServiceOf(needs.pins, person)).takeOutOfUse(person);
    return 'out-of-use';
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
}

type Reported = NotMeLink & { readonly report: NotMeReport };

async function openTicket(needs: Needs, link: Reported, done: PinNow | BackendError): Promise<void> {
  const isFault = done instanceof BackendError;
  const pin = isFault ? 'not-yet' : done;
  const opened = await needs.desk.open({
    reason: reasons[link.kind],
    priority: 'security',
    person: { id: link.person, displayName: await nameOf(needs, link.person), confirmed: false },
    language: link.locale,
    address: addressOf(link),
    summary: reportText(link, pin, needs.site.helpDesk.timeZone),
    transcript: [],
    reference: link.report.reference,
    // What became of the PIN since is one entry more.
    idempotencyKey: `not-me/${link.id}/${pin}`,
    ...(isFault ? { fault: { backend: done.backend, fault: done.fault } } : {}),
  });
  if (!opened.ok) throw new Error('the desk takes no ticket for a report');
  if (opened.isNew) needs.log.info('a report has its ticket', { ticket: opened.number });
}

/** Nobody writes from anywhere: each report is a conversation of its own, so that it meets no other's ticket. */
const addressOf = ({ id }: NotMeLink): NewTicket['address'] => ({
  edge: 'direct-line',
  channel: 'mail',
  conversation: `not-me/${id}`,
  sender: 'not-me',
});

/** A directory that is away must not keep the ticket from being opened. */
async function nameOf({ directory, log }: Needs, id: string): Promise<string> {
  try {
    return (await directory.byId(id))?.displayName ?? id;
  } catch (error) {
    log.warn('a ticket names its person by id only', { err: error });
    return id;
  }
}
