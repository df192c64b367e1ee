import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  set: 'Din pinkode er valgt.',
  setUntil: 'Din pinkode er valgt og gælder til {date}.',
  setForever: 'Din pinkode er valgt. Den udløber ikke.',
  notSet: 'Du har ingen pinkode endnu.',
  expired: 'Din pinkode udløb {date}. Vælg en ny.',
  locked: 'Din pinkode er låst. Kun helpdesken kan låse den op: {phone}.',
  unknown: 'Pinkodetjenesten oplyser ikke, om du har en pinkode.',
  changed: 'Senest ændret',
  validUntil: 'Gælder til',
  phone: 'Dit nummer',
  extension: 'Dit lokalnummer',
  never: 'aldrig',
  nobodySees: 'Ingen kan slå selve pinkoden op, heller ikke helpdesken.',
  embedded: 'Bemærk: Dette er den indbyggede pinkodetjeneste. Den åbner ingen rigtige møder.',
  resetPin: 'Nulstil min pinkode',
  person: 'Tal med en medarbejder',
  noAccount: 'Din konto findes ikke længere i kataloget.',
  disabled: 'Din konto er deaktiveret.',
  notHere: 'Denne pinkode kan ikke slås op her.',
};
