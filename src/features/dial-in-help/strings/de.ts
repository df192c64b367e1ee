import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  star: 'Stern',
  hash: 'Raute',

  help: 'Alle Telefontasten anhören',
  'roll-call': 'Hören, wer an der Besprechung teilnimmt',
  'mute-all': 'Alle anderen stummschalten oder ihnen das Sprechen wieder erlauben',
  mute: 'Sich selbst stummschalten oder die Stummschaltung aufheben',
  unmute: 'Stummschaltung aufheben: noch einmal drücken',
  'raise-hand': 'Hand heben oder senken',
  lock: 'Besprechung sperren oder öffnen',
  'admit-all': 'Alle Wartenden aus dem Wartebereich einlassen',
  announcements: 'Ansagen beim Kommen und Gehen ein- oder ausschalten',
  operator: 'Die Vermittlung erreichen',

  everyone: 'Alle können sie benutzen.',
  presenters: 'Nur die Leitung und Referenten können sie benutzen.',
  organizer: 'Nur der Organisator kann sie benutzen, nach der Einwahl mit der PIN.',
  everyoneShort: 'alle',
  presentersShort: 'Leitung und Referenten',
  organizerShort: 'Organisator mit PIN',

  noteMuteAll: 'Das Ausschalten hebt keine Stummschaltung auf: Alle erfahren, wie sie es selbst tun können.',
  noteAdmitAll: 'Von da an kommen alle herein, ohne im Wartebereich zu warten.',

  onPlatform: '{platform}: {text}',
  noKey: 'Dafür gibt es keine Taste.',
  insteadInApp: 'Bitten Sie jemanden, der in der App teilnimmt, es dort zu tun.',
  insteadRollCall: 'Bitten Sie jemanden, der in der App teilnimmt, die Teilnehmerliste vorzulesen.',
  insteadRaiseHand: 'Heben Sie Ihre Stummschaltung auf, und melden Sie sich zu Wort.',
  insteadOperator: 'Rufen Sie den Helpdesk an: {phone}.',
  unknownKey: 'Diese Taste bewirkt während einer Besprechung nichts.',

  allKeys: 'Alle Telefontasten',
  muteMe: 'Mich stummschalten',
  muteEveryone: 'Alle stummschalten',
  callInNumbers: 'Einwahlnummern',

  keysHeading: 'Telefontasten während einer Besprechung: {platform}',
  columnKey: 'Taste',
  columnDoes: 'Was sie bewirkt',

  numbersHeading: 'Einwahlnummern: {place}',
  tollFree: 'gebührenfrei',
  callNumber: '{number} anrufen',
  conferenceId:
    'Rufen Sie die Nummer an, und geben Sie die Konferenz-ID aus Ihrer Einladung ein. Die meisten brauchen keine PIN.',
  dialInPage: 'Einwahlseite öffnen',
  whichCountry: 'Aus welchem Land rufen Sie an?',
  noneThere: 'Für dieses Land gibt es keine Einwahlnummer: {country}. Diese Länder haben eine:',
  noNumbers: 'Die Einwahlnummer und die Konferenz-ID stehen in Ihrer Besprechungseinladung.',
  more: 'Mehr',
  nearYou: 'Einwahlnummern in Ihrer Nähe: {place}',
  language: 'Einwahlnummern mit der Sprache {language}',
  noneInCity: 'Für diesen Ort gibt es keine Einwahlnummer. Diese Länder haben eine:',
  noneSpeaks: 'Keine Einwahlnummer spricht {language}. Diese Länder haben eine:',
  tableOf: 'Tasten: {platform}',
  otherCountries: 'Andere Länder',
};
