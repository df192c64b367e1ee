import type { AccessNumber } from './site.ts';

interface Numbers {
  readonly accessNumbers: readonly AccessNumber[];
}

/** The numbers of a country (ISO 3166-1 alpha-2, any case), in the site's order; empty where there are none or no country is known. */
export const accessNumbersIn = (site: Numbers, country?: string): readonly AccessNumber[] =>
  site.accessNumbers.filter((number) => number.country === country?.toUpperCase());

/** The one number to name to a person of this country: the first of the country's, else the site's first; undefined where the site has none. */
export const accessNumberFor = (site: Numbers, country?: string): AccessNumber | undefined =>
  accessNumbersIn(site, country)[0] ?? site.accessNumbers[0];
