import type { DialInCommand } from '../kernel/site.ts';
import type { Mark } from './rule.ts';

/** What a person may call a command; the first that fits wins, so what is more special stands above. */
export function commandOf(has: (mark: Mark) => boolean): DialInCommand | undefined {
  if (has('announcements')) return 'announcements';
  if (has('roster')) return 'roll-call';
  if (has('lobby') || (has('admit') && (has('everyone') || has('meeting')))) return 'admit-all';
  if (has('mute')) return has('everyone') ? 'mute-all' : 'mute';
  if (has('hand') && (has('raise') || has('key'))) return 'raise-hand';
  if (has('lock')) return 'lock';
  if (has('admit')) return 'admit-all';
  if (has('operator')) return 'operator';
  return has('help') && (has('key') || has('keys')) ? 'help' : undefined;
}
