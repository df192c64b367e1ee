import type { PinOwner, PinPolicy, PinProblem } from './pin-policy.ts';
import { isPopular } from './popular-pin.rules.ts';

/** Microsoft's defaults for length and lifetime (`New-CsPinPolicy`); a history of five and dates refused are ours. */
export const defaultPinPolicy: PinPolicy = {
  minLength: 5,
  maxLength: 24,
  allowCommonPatterns: false,
  refuseDates: true,
  historyCount: 5,
  lifetimeDays: 0,
};

/** The oldest birth year that a date of two-digit year may mean. */
const earliestYear = 1940;

/**
 * Why this PIN may not be chosen, or undefined; the history is the service's to know.
 * `allowCommonPatterns` permits what Microsoft counts as one: repeated and consecutive digits, the own number, and our popular shapes; dates have their own switch.
 * With dates refused Microsoft's own example `121989` is one (12/19/89).
 */
export function pinProblem(pin: string, policy: PinPolicy, owner: PinOwner, thisYear: number): PinProblem | undefined {
  if (!/^[0-9]*$/.test(pin)) return 'not-digits';
  if (pin.length < policy.minLength) return 'too-short';
  if (pin.length > policy.maxLength) return 'too-long';
  if (!policy.allowCommonPatterns) {
    if (isRepeated(pin)) return 'repeated-digits';
    if (isConsecutive(pin)) return 'consecutive-digits';
    if (isOwnNumber(pin, owner)) return 'own-number';
    // Before dates: whoever picks `121212` thinks of a pattern, and is told of it.
    if (isPopular(pin)) return 'popular';
  }
  return policy.refuseDates && isDate(pin, thisYear) ? 'date' : undefined;
}

/** `222222`, `225577`, `11223344`; and any digit three times in a row, which Microsoft's text leaves open. */
function isRepeated(pin: string): boolean {
  const runs = pin.match(/(.)\1*/g) ?? [];
  return runs.every((run) => run.length > 1) || runs.some((run) => run.length > 2);
}

/** Four digits that step by one, upwards or downwards, anywhere: `991234`, `4321`. No wrap: `8901` is none. */
function isConsecutive(pin: string): boolean {
  return /0123|1234|2345|3456|4567|5678|6789|9876|8765|7654|6543|5432|4321|3210/.test(pin);
}

/** Shorter ends of a phone number are too common to refuse: four digits would meet a random PIN too often. */
const shortestNumberEnd = 5;

function isOwnNumber(pin: string, owner: PinOwner): boolean {
  if (pin === digitsOf(owner.extension ?? '')) return true;
  // Written at home: a trunk `0` in the place of the country code.
  const atHome = pin.replace(/^0/, '');
  return owner.phones.map(digitsOf).some((phone) => phone === pin || endsWith(phone, pin) || endsWith(phone, atHome));
}

const endsWith = (phone: string, end: string): boolean => end.length >= shortestNumberEnd && phone.endsWith(end);

/** A phone number without its extension: `+45 33 12 34 56;ext=1234` → `4533123456`. */
const digitsOf = (phone: string): string => phone.replace(/(?:;|x).*$/i, '').replace(/[^0-9]/g, '');

/** Six digits that are a day of 1940 to this year as DDMMYY, MMDDYY or YYMMDD. */
function isDate(pin: string, thisYear: number): boolean {
  if (pin.length !== 6) return false;
  const [first, second, third] = [0, 2, 4].map((start) => Number(pin.slice(start, start + 2)));
  if (first === undefined || second === undefined || third === undefined) return false;
  return (
    isDay(third, second, first, thisYear) ||
    isDay(third, first, second, thisYear) ||
    isDay(first, second, third, thisYear)
  );
}

function isDay(shortYear: number, month: number, day: number, thisYear: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return [1900 + shortYear, 2000 + shortYear].some(
    (year) => year >= earliestYear && year <= thisYear && day <= daysOf(year, month),
  );
}

function daysOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
