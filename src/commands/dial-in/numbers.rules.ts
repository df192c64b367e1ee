import parsePhoneNumber, { type PhoneNumber } from 'libphonenumber-js/max';
import { languageTag } from '../../kernel/locale.ts';
import type { AccessNumber, Platform } from '../../kernel/site.ts';
import { type ExportRow, fieldsOf, itemsOf } from './export-rows.ts';
import { has, listIn, textIn, wrong } from './field.ts';

/** What an export says of a number. What it is silent about is missing and stays as it is. */
export interface ImportedNumber {
  readonly platform: Platform['id'];
  readonly dial: string;
  readonly country: string;
  readonly tollFree: boolean;
  /** As people read it. `given`: the export says so, else it is made from the number. */
  readonly display: { readonly text: string; readonly given: boolean };
  /** `given`: the export says it is a city; a region of Skype for Business is one only perhaps. */
  readonly city?: { readonly name: string; readonly given: boolean };
  readonly languages?: readonly string[];
}

export interface ImportedNumbers {
  readonly numbers: readonly ImportedNumber[];
  readonly remarks: readonly string[];
}

/** The site file's own rule for a number that is shown. */
const shown = /^[+0-9(][0-9 ()./-]{2,39}$/u;
const words = /[,;]/u;
/** A list of language codes that lay too deep is one string, with spaces between. */
const codes = /[\s,;]+/u;
/** Of a site file's number. */
const mostLanguages = 5;

export const isNumbersRow = (row: ExportRow): boolean =>
  ['LineUri', 'ServiceNumbers', 'DefaultServiceNumber', 'Number'].some((name) => has(row, name));

/** Throws ExportProblem. A row is a number of Skype for Business, a service number of Teams, or a bridge with many. */
export function numbersIn(row: ExportRow): ImportedNumbers {
  if (has(row, 'LineUri')) return one(row, skypeNumber(row));
  if (has(row, 'ServiceNumbers') || has(row, 'DefaultServiceNumber')) return numbersOfBridge(row);
  return one(row, serviceNumber(row));
}

const one = (row: ExportRow, number: ImportedNumber): ImportedNumbers => ({
  numbers: [number],
  remarks: number.languages
    ? []
    : [`${row.place}, SecondaryLanguages: were cut by PowerShell and are left as they are; export with -Depth 5`],
});

function skypeNumber(row: ExportRow): ImportedNumber {
  const phone = phoneIn(row, 'LineUri');
  const regions = listIn(row, 'Regions', words);
  const [region] = regions === 'cut' ? [] : regions.filter((name) => !isCountry(name, phone.country));
  const display = textIn(row, 'DisplayNumber');
  return {
    ...numberOf(row, phone, regions === 'cut' ? [] : regions),
    platform: 'skype-for-business',
    ...(display && shown.test(display) ? { display: { text: display, given: true } } : {}),
    ...(region ? { city: { name: region, given: false } } : {}),
  };
}

function serviceNumber(row: ExportRow): ImportedNumber {
  const city = textIn(row, 'City');
  return {
    ...numberOf(row, phoneIn(row, 'Number'), []),
    platform: 'teams',
    ...(city ? { city: { name: city, given: true } } : {}),
  };
}

/** The bridge's default number comes first: it is the one to name where none is nearer. */
function numbersOfBridge(row: ExportRow): ImportedNumbers {
  const inside = itemsOf(row.fields.get('servicenumbers')).map((item, index) => {
    const bare = typeof item === 'string' && /^\+?\d{5,15}$/u.test(item) ? new Map([['number', item]]) : undefined;
    const fields = fieldsOf(item) ?? bare;
    const place = `${row.place}, ServiceNumbers ${index + 1}`;
    if (!fields)
      throw wrong(row, 'ServiceNumbers', 'were cut by PowerShell; export with -Depth 5, or the numbers by themselves');
    return { place, fields };
  });
  const found = inside.map((each) => one(each, serviceNumber(each)));
  const main = textIn(row, 'DefaultServiceNumber') && phoneIn(row, 'DefaultServiceNumber').number;
  const numbers = found.flatMap((each) => each.numbers);
  return {
    numbers: [...numbers.filter(({ dial }) => dial === main), ...numbers.filter(({ dial }) => dial !== main)],
    remarks: found.flatMap(({ remarks }) => remarks),
  };
}

function numberOf(row: ExportRow, phone: PhoneNumber, regions: readonly string[]): Omit<ImportedNumber, 'platform'> {
  const [likely] = phone.getPossibleCountries();
  const country = phone.country ?? likely ?? regions.find((region) => /^[A-Z]{2}$/u.test(region));
  if (!country) throw wrong(row, 'Number', 'belongs to no country; give it one in the site file by hand');
  const kind = textIn(row, 'Type') ?? textIn(row, 'NumberType') ?? '';
  const languages = languagesIn(row);
  return {
    dial: phone.number,
    country,
    tollFree: phone.getType() === 'TOLL_FREE' || /toll ?free/iu.test(kind),
    display: { text: phone.formatInternational(), given: false },
    ...(languages ? { languages } : {}),
  };
}

/** Both products write `tel:+14255551019` or the digits alone; an extension behind it is not dialled by people. */
function phoneIn(row: ExportRow, field: string): PhoneNumber {
  const digits = textIn(row, field)?.replace(/^tel:/iu, '').replace(/;.*$/su, '');
  if (digits === undefined) throw wrong(row, field, 'is empty');
  const phone = /^\+?[1-9]\d{4,14}$/u.test(digits) ? parsePhoneNumber(`+${digits.replace('+', '')}`) : undefined;
  if (!phone) throw wrong(row, field, 'is not a telephone number such as tel:+14255551019');
  return phone;
}

function languagesIn(row: ExportRow): AccessNumber['languages'] | undefined {
  const primary = listIn(row, 'PrimaryLanguage', codes);
  const secondary = listIn(row, 'SecondaryLanguages', codes);
  if (primary === 'cut' || secondary === 'cut') return undefined;
  const all = [...new Set([...primary, ...secondary])];
  if (all.some((tag) => !languageTag.test(tag)))
    throw wrong(row, 'PrimaryLanguage, SecondaryLanguages', 'has what is not a language such as en-US');
  return all.slice(0, mostLanguages);
}

/** A region that only repeats the country. */
const isCountry = (name: string, country: string | undefined): boolean =>
  name.toUpperCase() === country ||
  (country !== undefined && new Intl.DisplayNames('en', { type: 'region' }).of(country) === name);
