import type { Feature } from '../../conversation/flow.ts';
import type { Needs } from '../needs.ts';
import { dialInNumber } from './dial-in-number.ts';
import { dtmfKey } from './dtmf-key.ts';
import { dtmfTable } from './dtmf-table.ts';

/** What a caller needs on the phone: the answers `dtmf-key`, `dtmf-table` and `dial-in-number`. They work in channels too. */
export const dialInHelp = (needs: Pick<Needs, 'site' | 'directory'>): Feature => ({
  answers: [dtmfKey(needs.site), dtmfTable(needs.site), dialInNumber(needs)],
});
