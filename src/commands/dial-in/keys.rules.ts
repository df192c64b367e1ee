import type { DialInCommand } from '../../kernel/site.ts';
import type { ExportRow } from './export-rows.ts';
import { has, textIn, wrong } from './field.ts';

/** The commands that an export speaks of, each with its key; undefined = switched off. */
export type ImportedKeys = ReadonlyMap<DialInCommand, string | undefined>;

/** `Set-CsDialInConferencingDtmfConfiguration` names them so. */
const parameters = {
  HelpCommand: 'help',
  PrivateRollCallCommand: 'roll-call',
  AudienceMuteCommand: 'mute-all',
  MuteUnmuteCommand: 'mute',
  LockUnlockConferenceCommand: 'lock',
  AdmitAll: 'admit-all',
  EnableDisableAnnouncementsCommand: 'announcements',
} as const satisfies Readonly<Record<string, DialInCommand>>;

export const isKeysRow = (row: ExportRow): boolean => Object.keys(parameters).some((name) => has(row, name));

/** Throws ExportProblem. `*0` reaches the operator where one has a line. */
export function keysIn(row: ExportRow): ImportedKeys {
  const sign = textIn(row, 'CommandCharacter') ?? '*';
  if (sign !== '*' && sign !== '#') throw wrong(row, 'CommandCharacter', 'is neither * nor #');
  const keys = new Map<DialInCommand, string | undefined>();
  const taken = new Map<string, string>();
  for (const [name, command] of Object.entries(parameters)) {
    if (!has(row, name)) continue;
    const digit = textIn(row, name);
    if (digit !== undefined && !/^\d$/u.test(digit)) throw wrong(row, name, 'is not one digit');
    const other = digit === undefined ? undefined : taken.get(digit);
    if (other) throw wrong(row, name, `is the same key as ${other}`);
    if (digit !== undefined) taken.set(digit, name);
    keys.set(command, digit === undefined ? undefined : `${sign}${digit}`);
  }
  if (!has(row, 'OperatorLineUri')) return keys;
  const reached = textIn(row, 'OperatorLineUri') !== undefined;
  if (reached && taken.has('0')) throw wrong(row, 'OperatorLineUri', `wants the key of ${taken.get('0')}`);
  return keys.set('operator', reached ? `${sign}0` : undefined);
}

/** The configuration that holds everywhere; a site's own stands beside it and is left out. Throws ExportProblem where it is not clear which one holds. */
export function globalOf(rows: readonly ExportRow[]): ExportRow | undefined {
  const [first, second] = rows;
  const global = rows.find((row) => textIn(row, 'Identity')?.toLowerCase() === 'global');
  if (!first || !second || global) return global ?? first;
  throw wrong(second, 'Identity', 'there are several configurations and none is Global; export the one that holds');
}
