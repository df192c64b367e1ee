import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  star: 'stjerne',
  hash: 'firkant',

  help: 'Hør alle telefontaster',
  'roll-call': 'Hør, hvem der er med i mødet',
  'mute-all': 'Slå lyden fra for alle andre, eller lad dem slå den til igen',
  mute: 'Slå din egen mikrofon fra eller til',
  unmute: 'Slå din mikrofon til igen: tryk én gang til',
  'raise-hand': 'Ræk hånden op, eller tag den ned',
  lock: 'Lås mødet, eller lås det op',
  'admit-all': 'Luk alle i lobbyen ind',
  announcements: 'Slå meddelelser om, hvem der kommer og går, til eller fra',
  operator: 'Kom i kontakt med omstillingen',

  everyone: 'Alle kan bruge den.',
  presenters: 'Kun mødelederen og præsentationsværter kan bruge den.',
  organizer: 'Kun mødearrangøren kan bruge den efter at have ringet ind med sin pinkode.',
  everyoneShort: 'alle',
  presentersShort: 'mødeleder og præsentationsværter',
  organizerShort: 'arrangør med pinkode',

  noteMuteAll: 'Når den slås fra igen, får ingen automatisk lyd: alle får at vide, hvordan de selv slår den til.',
  noteAdmitAll: 'Derefter kommer alle ind uden at vente i lobbyen.',

  onPlatform: '{platform}: {text}',
  noKey: 'Der er ingen tast til dette.',
  insteadInApp: 'Bed en, der er med i appen, om at gøre det dér.',
  insteadRollCall: 'Bed en, der er med i appen, om at læse deltagerlisten op.',
  insteadRaiseHand: 'Slå din mikrofon til, og sig til.',
  insteadOperator: 'Ring til helpdesken: {phone}.',
  unknownKey: 'Denne tast gør ingenting under et møde.',

  allKeys: 'Alle telefontaster',
  muteMe: 'Slå min mikrofon fra',
  muteEveryone: 'Slå lyden fra for alle',
  callInNumbers: 'Opkaldsnumre',

  keysHeading: 'Telefontaster under et møde: {platform}',
  columnKey: 'Tast',
  columnDoes: 'Det gør den',

  numbersHeading: 'Opkaldsnumre: {place}',
  tollFree: 'gratis',
  callNumber: 'Ring til {number}',
  conferenceId: 'Ring til nummeret, og indtast konference-id’et fra din invitation. De fleste behøver ingen pinkode.',
  dialInPage: 'Åbn opkaldssiden',
  whichCountry: 'Hvilket land ringer du fra?',
  noneThere: 'Der er intet opkaldsnummer for dette land: {country}. Disse lande har et:',
  noNumbers: 'Opkaldsnummeret og konference-id’et står i din mødeinvitation.',
  more: 'Mere',
  nearYou: 'Opkaldsnumre nær dig: {place}',
  language: 'Opkaldsnumre på {language}',
  noneInCity: 'Der er intet opkaldsnummer for dette sted. Disse lande har et:',
  noneSpeaks: 'Der er intet opkaldsnummer på {language}. Disse lande har et:',
  tableOf: 'Taster: {platform}',
  otherCountries: 'Andre lande',
};
