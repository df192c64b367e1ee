import type { Person } from '../backends/user-directory/user-directory.ts';
import type { StepTurn } from '../conversation/flow.ts';
import { BackendError } from '../kernel/errors.ts';
import type { Needs } from './needs.ts';

/**
 * Who asks, where that is known: confirmed, or vouched for by the channel. Nobody in a group, where others read along. For what an answer says
 * better when it knows; where the directory does not answer, it is said as to anybody.
 */
export async function knownPerson(
  { directory }: Pick<Needs, 'directory'>,
  { conversationKind, confirmation, vouchedFor, reference, log }: StepTurn,
): Promise<Person | undefined> {
  const id = conversationKind === 'personal' ? (confirmation?.person ?? vouchedFor?.directoryId) : undefined;
  if (id === undefined) return undefined;
  try {
    return await directory.byId(id);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    log.warn('an answer is given without knowing who asks', { reference, backend: error.backend, fault: error.fault });
    return undefined;
  }
}
