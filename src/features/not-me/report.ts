import { newReference } from '../../kernel/ids.ts';
import type { NotMeLink } from '../../storage/not-me-links.ts';
import type { Needs } from '../needs.ts';

/** Somebody pressed the button. True where this one was the first: what follows is then on disk, stop and job in one transaction. */
export async function reportNotMe(needs: Needs, { id, kind }: Pick<NotMeLink, 'id' | 'kind'>): Promise<boolean> {
  const { database, notMe, jobs, clock, log } = needs;
  const reference = newReference();
  const isFirst = await database.transaction(async (tx) => {
    const used = await notMe.use(id, { now: clock.now(), reference }, tx);
    if (used) await jobs.send('act-on-report', { link: id, reference }, tx);
    return used;
  });
  if (isFirst) log.info('a notice was disowned', { notice: kind, reference });
  return isFirst;
}
