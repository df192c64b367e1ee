import type { Feature } from '../../conversation/flow.ts';
import type { Needs } from '../needs.ts';
import { accessNumber } from './dial-in-number.ts';
import { whichKey } from './dtmf-key.ts';
import { keysTable } from './dtmf-table.ts';

/** What a caller needs on the phone: the answers `dtmf-key`, `dtmf-table` and `dial-in-number`. Nothing personal, so it works in channels. */
export const dialInHelp = ({ site }: Pick<Needs, 'site'>): Feature => ({
  answers: [whichKey(site), keysTable(site), accessNumber(site)],
});
