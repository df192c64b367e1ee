import { StartError } from '../kernel/errors.ts';
import { type Check, type Finding, problem } from '../kernel/finding.ts';

/** One check may wait for a server that does not answer. */
const usualMs = 15_000;

/** Runs every check and says what each found. Resolves to the exit code: 0 all is well, 1 warnings, 2 problems. */
export async function doctor(checks: readonly Check[], say: (line: string) => void): Promise<0 | 1 | 2> {
  const found = (await Promise.all(checks.map(inTime))).flat();
  for (const finding of found) say(lineOf(finding));
  const has = (level: Finding['level']) => found.some((finding) => finding.level === level);
  return has('problem') ? 2 : has('warning') ? 1 : 0;
}

const marks: Readonly<Record<Finding['level'], string>> = { good: 'ok     ', warning: 'warning', problem: 'PROBLEM' };

const lineOf = ({ level, about, finding, fix }: Finding): string =>
  `${marks[level]}  ${about}: ${finding}${fix ? `\n         → ${fix}` : ''}`;

async function inTime({ about, run, longestMs = usualMs }: Check): Promise<readonly Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Finding[]>((resolve) => {
    const finding = problem(
      about,
      `no answer within ${longestMs / 1_000} s`,
      'Look at the network between here and there.',
    );
    timer = setTimeout(() => resolve([finding]), longestMs);
  });
  try {
    return await Promise.race([run(), late]);
  } catch (error) {
    if (error instanceof StartError) return error.problems.map(refused);
    return [
      problem(
        about,
        `could not be checked (${codeOf(error)})`,
        'Look at the log of the program, or ask for help with this line.',
      ),
    ];
  } finally {
    clearTimeout(timer);
  }
}

/** With which the program does not start; of a StartError the message is for people. */
function refused(sentence: string): Finding {
  const [about = '', ...finding] = sentence.split(': ');
  return problem(about, finding.join(': '), 'The program does not start before.');
}

/** Never the message: it may quote what it was about. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
}
