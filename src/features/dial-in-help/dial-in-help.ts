import type { Feature } from '../../conversation/flow.ts';
import type { Needs } from '../needs.ts';
import { accessNumber } from './access-number.ts';
import { keysTable } from './keys.ts';
import { whichKey } from './which-key.ts';

/** What a caller needs on the phone: the answers `which-key`, `keys` and `access-number`. Nothing personal, so it works in channels. */
export const dialInHelp = ({ site }: Pick<Needs, 'site'>): Feature => ({
  answers: [whichKey(site), keysTable(site), accessNumber(site)],
});
