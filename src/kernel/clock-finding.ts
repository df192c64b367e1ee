import { type Finding, problem } from './finding.ts';

/** Tokens are good from a moment to a moment; whoever checks them allows for about so much. */
const mostSecondsApart = 60;

/** `date` is the header of an answer just given, in whole seconds; `other` is who gave it. Undefined where the clocks are alike, or nothing was said. */
export function clockProblem(other: string, date: string | null): Finding | undefined {
  const apart = date ? Math.abs(Date.now() - Date.parse(date)) / 1_000 : 0;
  return apart > mostSecondsApart
    ? problem(
        'clock',
        `this machine and ${other} are ${Math.round(apart)} s apart`,
        'Have the clock set by NTP: tokens are refused.',
      )
    : undefined;
}
