/**
 * A PIN that many people pick, told by its shape rather than by a list: few digits, halves, steps, ways over the keypad.
 * Takes digits only.
 */
export function isPopular(pin: string): boolean {
  return (
    hasFewDigits(pin) ||
    isRepeatedPart(pin) ||
    isMirrored(pin) ||
    isStepping(pin) ||
    isCounting(pin) ||
    isKeypadLines(pin) ||
    isKeypadWalk(pin) ||
    isCornerWalk(pin) ||
    famous.some((digits) => digits.startsWith(pin))
  );
}

/** `112122`: two different digits make a PIN that a shoulder remembers. */
const hasFewDigits = (pin: string): boolean => new Set(pin).size <= 2;

/** `123123`, `121212`, and a last part that is cut off: `12121`. */
function isRepeatedPart(pin: string): boolean {
  for (let length = 1; length <= pin.length / 2; length += 1) {
    if (pin.slice(length) === pin.slice(0, -length)) return true;
  }
  return false;
}

/** `123321`, `12321`. */
const isMirrored = (pin: string): boolean => pin === [...pin].reverse().join('');

/** The same step from each digit to the next, over the end too: `135791`, `147036`. Steps of one are the policy's own rule, which does not wrap. */
function isStepping(pin: string): boolean {
  const step = stepAt(pin, 1);
  return step !== 1 && step !== 9 && [...pin].every((_, index) => index === 0 || stepAt(pin, index) === step);
}

const stepAt = (pin: string, index: number): number => (Number(pin[index]) - Number(pin[index - 1]) + 10) % 10;

/** What people count in, by the digits of a term; three-digit terms only by the ones that show, or too many random PINs would count. */
const countingSteps: Readonly<Record<number, readonly number[]>> = {
  1: [1, 2, 3, 5],
  2: [1, 2, 3, 5, 10, 11],
  3: [1, 111],
};

/** Numbers that count up or down: `246810`, `101112`, `102030`, `142536`, `123124`; two terms of three digits or three shorter ones. */
const isCounting = (pin: string): boolean => [1, 2, 3].some((length) => isCountingBy(pin, length));

function isCountingBy(pin: string, length: number): boolean {
  const first = Number(pin.slice(0, length));
  const step = Number(pin.slice(length, 2 * length)) - first;
  if (!countingSteps[length]?.includes(Math.abs(step))) return carriesOver(pin, first, length);
  return pin === counted(first, step, { length, digits: pin.length });
}

/** `8910`, `91011`: the second term is longer than the first. */
function carriesOver(pin: string, first: number, length: number): boolean {
  const longer = Number(pin.slice(length, 2 * length + 1)) - first;
  return longer === 1 && pin === counted(first, 1, { length, digits: pin.length });
}

function counted(first: number, step: number, written: { length: number; digits: number }): string | undefined {
  const terms = [];
  let length = 0;
  for (let number = first; length < written.digits && number >= 0; number += step) {
    const term = String(number).padStart(written.length, '0');
    terms.push(term);
    length += term.length;
  }
  return terms.length >= (written.length === 3 ? 2 : 3) ? terms.join('') : undefined;
}

const forward = ['123', '456', '789', '147', '258', '369', '159', '357', '2580'];
const keypadLines = forward.flatMap((line) => [line, [...line].reverse().join('')]);

/** Nothing but rows, columns and diagonals, one after the other: `2580`, `159753`, `147258`; the last one may lack its end: `14725`. */
const isKeypadLines = (pin: string): boolean =>
  pin === '' ||
  keypadLines.some(
    (line) =>
      (pin.length > 1 && line.startsWith(pin)) || (pin.startsWith(line) && isKeypadLines(pin.slice(line.length))),
  );

const neighbours: Readonly<Record<string, string>> = {
  '1': '24',
  '2': '135',
  '3': '26',
  '4': '157',
  '5': '2468',
  '6': '359',
  '7': '48',
  '8': '5790',
  '9': '68',
  '0': '8',
};

/** Each key beside the one before, up, down, left or right: `123654`, `147896`. */
const isKeypadWalk = (pin: string): boolean => isWalk(pin, neighbours);

const corners: Readonly<Record<string, string>> = { '1': '37', '3': '19', '7': '19', '9': '37' };

/** From corner to corner along the edge: `1379`, `139713`. */
const isCornerWalk = (pin: string): boolean => isWalk(pin, corners);

const isWalk = (pin: string, next: Readonly<Record<string, string>>): boolean =>
  [...pin].every((digit, index) => index === 0 || (next[pin[index - 1] ?? ''] ?? '').includes(digit));

/** π, e, the Fibonacci numbers, the odd digits before the even ones, and the digits from both ends. */
const famous = [
  '314159265358979323846264',
  '271828182845904523536028',
  '112358132134558914423337',
  '1357902468',
  '2468013579',
  '1029384756',
  '192837465',
];
