import { randomInt } from 'node:crypto';
import { BackendError } from '../../kernel/errors.ts';
import { type Finding, good, problem } from '../../kernel/finding.ts';
import { pinProblem } from '../../kernel/pin-policy.rules.ts';
import type { PinPolicy } from '../../kernel/pin-policy.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Person } from '../user-directory/user-directory.ts';
import { type ChosenPinService, type IssuedPinService, type PinService, pinServiceOf } from './pin-service.ts';
import { ownerOf } from './set-pin.rules.ts';

/** False, or why not, where something is not as it should be. */
type Step = readonly [what: string, is: () => Promise<boolean | string>];

/**
 * Goes through what a service promises with an account that is there for it: its PIN is another one afterwards, which nobody knows.
 * Stops at the first step that is not as it should be.
 */
export async function pinServiceSelfTest(pins: PinService, person: Person): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  try {
    const service = await pinServiceOf(pins, person);
    if (pins.kind === 'mixed') found.push(good('self-test', homes[service.kind]));
    for (const [what, isSo] of service.kind === 'chosen'
      ? chosenSteps(service, person)
      : issuedSteps(service, person)) {
      const begun = performance.now();
      const is = await isSo();
      const took = `${what} (${((performance.now() - begun) / 1_000).toFixed(1)} s)`;
      if (is !== true) {
        return [
          ...found,
          problem('self-test', notSo(what, is), 'See the table in docs/operations.md, and else tell us.'),
        ];
      }
      found.push(good('self-test', took));
    }
    return found;
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    const cause = error.cause instanceof Error ? error.cause.message : '';
    const after = found.at(-1)?.finding ?? 'the beginning';
    return [
      ...found,
      problem('self-test', `${error.message} (${cause}) after: ${after}`, 'See the table in docs/operations.md.'),
    ];
  }
}

const homes = {
  chosen: 'the account is one of the server, where people choose their PIN',
  issued: 'the account is one of Teams, which makes PINs itself',
} as const;

const notSo = (what: string, why: false | string): string => `not so: ${what}${why === false ? '' : ` (${why})`}`;

function chosenSteps(service: ChosenPinService, person: Person): readonly Step[] {
  const pin = async () => goodPin(await service.policyFor(person), person);
  let set = new Secret('');
  return [
    ['the account is one that may have a PIN', async () => (await service.refusalOf(person)) ?? true],
    ['its PIN is not locked', async () => (await service.statusOf(person)).isLocked !== true],
    [
      'a PIN can be set',
      async () => {
        set = await pin();
        return isDone(await service.setPin(person, set));
      },
    ],
    ['the service says when', async () => (await service.statusOf(person)).changedAt instanceof Date],
    ['the same PIN is refused', async () => isRefused(await service.setPin(person, set), 'reused')],
    [
      'it can be taken out of use',
      async () => {
        await service.takeOutOfUse(person);
        return (await service.statusOf(person)).isLocked !== false;
      },
    ],
    ['no PIN is set while it is', async () => isRefused(await service.setPin(person, await pin()), 'locked')],
    [
      'it can be unlocked, with a PIN that nobody knows',
      async () => {
        await service.unlock(person);
        return (await service.statusOf(person)).isLocked !== true;
      },
    ],
  ];
}

const issuedSteps = (service: IssuedPinService, person: Person): readonly Step[] => [
  ['the account is one that may have a PIN', async () => (await service.refusalOf(person)) ?? true],
  ['a PIN was asked for; look whether its mail comes', async () => isDone(await service.issue(person))],
];

interface Result {
  readonly ok: boolean;
  readonly reason?: string;
}

const isDone = ({ ok, reason = '' }: Result): true | string => ok || reason;

/** The policy may remember none. */
const isRefused = (result: Result, reason: string): boolean | string =>
  result.ok ? reason === 'reused' : result.reason === reason || (result.reason ?? false);

function goodPin(policy: PinPolicy, person: Person): Secret {
  const length = Math.min(policy.maxLength, Math.max(policy.minLength, 10));
  for (;;) {
    const pin = Array.from({ length }, () => randomInt(10)).join('');
    if (!pinProblem(pin, policy, ownerOf(person), new Date().getUTCFullYear())) return new Secret(pin);
  }
}
