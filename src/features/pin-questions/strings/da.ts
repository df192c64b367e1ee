import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  more: 'Mere',
  resetPin: 'Nulstil min pinkode',
  allKeys: 'Alle telefontaster',
  callInNumbers: 'Opkaldsnumre',
  person: 'Tal med en medarbejder',
  pinStatus: 'Slå min pinkode op',
  doINeedAPin: 'Skal jeg bruge en pinkode?',
  whichPin: 'Hvilken pinkode er hvilken?',
  howToJoin: 'Hvordan deltager jeg via telefon?',
  pinRules: 'Regler for pinkoden',
  refusedPin: 'Min pinkode afvises',
  callNumber: 'Ring til {number}',

  needMostly: 'For det meste ikke: opkaldsnummeret og konference-id’et er nok.',
  needWhere: 'Hvilken slags møde er det?',
  needWhat: 'Hvad vil du gøre?',
  lead: 'Lede mødet',
  attend: 'Deltage',
  deskPhone: 'Logge ind på en bordtelefon',
  room: 'Bruge udstyret i et mødelokale',
  needOwn: 'Er det dit eget møde, som du selv har planlagt?',
  own: 'Ja, mit eget',
  other: 'Nej, en andens',
  leadShort: 'Ja, på enhver telefon, der ikke er logget ind på din konto.',
  leadMore:
    'På en mobil eller hjemme viser pinkoden mødet, at du er mødelederen. Indtil en mødeleder er med, venter alle. En telefon, du er logget ind på, spørger ikke om den.',
  attendShort: 'Nej. Opkaldsnummeret og konference-id’et er nok.',
  attendMore:
    'Kun et låst møde vil vide, hvem du er: Indtast dit lokalnummer eller hele dit nummer og derefter din pinkode. Uden den venter du i lobbyen, til nogen lukker dig ind. Gæster har ingen pinkode; de siger deres navn.',
  deskPhoneNeed: 'Ja. Telefonen logger ind med dit lokalnummer og din pinkode.',
  roomShort: 'Ja, hvis du leder mødet derfra.',
  roomMore:
    'Udstyret i et mødelokale er ikke logget ind som dig. Ring til nummeret i invitationen, og indtast konference-id’et og derefter din pinkode. For blot at deltage er nummer og konference-id nok.',
  ownShort: 'Kun hvis ingen har startet mødet i appen: så starter du det over telefonen med din pinkode.',
  ownMore:
    'De taster, som kun arrangøren har, kræver den også. Teams laver selv pinkoden, så ingen kan vælge den, og den gælder kun for de møder, du selv har planlagt.',
  otherShort: 'Nej. I Teams har kun arrangøren en pinkode, til egne møder.',
  otherMore: 'Hvis du hører musik, er du i lobbyen: nogen i mødet lukker dig ind.',

  idShort: 'Konference-id’et står i invitationen under opkaldsnumrene.',
  idMore:
    'Det siger, hvilket møde du vil til; pinkoden siger, hvem du er. Alle inviterede har konference-id’et. Din pinkode er kun din, og den står ikke i nogen invitation. Hvert møde kan have sit eget konference-id; din pinkode er den samme.',
  idTeams: 'I en Teams-invitation hedder det telefonkonference-id.',

  whichPinShort: 'Tre pinkoder forveksles let:',
  conferencingPin:
    'Mødepinkode: til at ringe ind til møder og til at logge ind på en bordtelefon. Den kan jeg nulstille.',
  unlockPin:
    'Oplåsningskode til en bordtelefon: Du vælger den på selve telefonen, og ingen kan slå den op. Log ud dér og ind igen, eller få telefonen nulstillet.',
  voicemailPin: 'Pinkode til telefonsvareren: til at aflytte din postkasse. Helpdesken kan hjælpe: {phone}.',

  joinShort: 'Via telefon i tre trin:',
  joinCall: '1. Ring til nummeret i invitationen.',
  joinCallNear: '1. Ring til nummeret i invitationen; i nærheden af dig: {number}.',
  joinId: '2. Indtast konference-id’et fra invitationen.',
  joinPin: '3. Indtast din pinkode, hvis du leder mødet. Vent ellers, til du bliver lukket ind.',
  joinAfterReset: 'Efter en nulstilling virker kun den nye pinkode.',
  joinMute: 'Slå din mikrofon fra med {keys}.',

  aloneShort: 'Mødelederen er ikke med endnu, du er i lobbyen, eller mødet er låst.',
  aloneLeader:
    'Ingen mødeleder endnu: De, der ringer ind, hører musik, til der kommer en. Er du mødelederen? Så ring ind igen, og indtast din pinkode, når du bliver bedt om det.',
  aloneLobby: 'I lobbyen: Nogen i mødet lukker dig ind, i appen eller over telefonen.',
  aloneLobbyKeys: 'I lobbyen: Nogen i mødet lukker dig ind, i appen eller med {keys}.',
  aloneLocked: 'Låst: Bed nogen i mødet om at låse det op.',
  aloneLockedKeys: 'Låst: Bed nogen i mødet om at låse det op med {keys}.',
  aloneId: 'Stadig alene? Kontrollér konference-id’et: hvert møde kan have sit eget.',

  deskPhoneShort: 'Indtast dit lokalnummer (eller hele nummeret) og din pinkode på telefonen.',
  deskPhoneTeams: 'En Teams-telefon logger ind med din arbejdskonto, ikke med en pinkode.',
  deskPhoneAfter:
    'Efter en nulstilling virker telefonen måske en tid og spørger så igen: Log ind med den nye pinkode. Den gamle afvises.',
  deskPhoneRefused: 'Afvist? Kontrollér først lokalnummeret. En udløbet eller låst pinkode afvises også: slå den op.',

  troubleShort: 'Når en pinkode afvises, er der tre mulige årsager:',
  expired: 'Den er udløbet: Vælg en ny.',
  locked:
    'Den er låst efter for mange forkerte forsøg. Ofte går det over af sig selv efter en time. Ellers kan kun helpdesken låse den op: {phone}.',
  refused: 'Det er en anden pinkode eller et andet møde: Kontrollér konference-id’et.',
  refusedTeams: 'I Teams åbner en pinkode kun dine egne møder.',
};
