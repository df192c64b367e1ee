/** The rules that a chosen PIN must keep (`New-CsPinPolicy`, with our readings where Microsoft says nothing). */
export interface PinPolicy {
  /** Digits; 4 is the least a service allows. */
  readonly minLength: number;
  readonly maxLength: number;
  readonly allowCommonPatterns: boolean;
  /** Six digits that are a calendar date of 1940 to this year, as DDMMYY, MMDDYY or YYMMDD. */
  readonly refuseDates: boolean;
  /** How many earlier PINs may not be used again, the present one included; 0 = any. */
  readonly historyCount: number;
  /** 0 = never expires. */
  readonly lifetimeDays: number;
}

/** Why a PIN is refused before any service sees it. */
export type PinProblem =
  | 'not-digits'
  | 'too-short'
  | 'too-long'
  | 'repeated-digits'
  | 'consecutive-digits'
  | 'own-number'
  | 'popular'
  | 'date';

/** What of a person a PIN must not repeat. */
export interface PinOwner {
  readonly extension?: string;
  readonly phones: readonly string[];
}
