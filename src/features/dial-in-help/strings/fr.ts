import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  star: 'étoile',
  hash: 'dièse',

  help: 'Écouter toutes les touches du téléphone',
  'roll-call': 'Entendre qui participe à la réunion',
  'mute-all': 'Couper le micro de tous les autres, ou leur permettre de le réactiver',
  mute: 'Couper ou réactiver votre micro',
  unmute: 'Réactiver votre micro : appuyez encore une fois',
  'raise-hand': 'Lever ou baisser la main',
  lock: 'Verrouiller ou déverrouiller la réunion',
  'admit-all': 'Faire entrer toutes les personnes de la salle d’attente',
  announcements: 'Activer ou désactiver les annonces d’entrée et de sortie',
  operator: 'Joindre le standard',

  everyone: 'Tout le monde peut l’utiliser.',
  presenters: 'Seuls l’animateur et les présentateurs peuvent l’utiliser.',
  organizer: 'Seul l’organisateur peut l’utiliser, après avoir appelé avec le code PIN.',
  everyoneShort: 'tout le monde',
  presentersShort: 'animateur et présentateurs',
  organizerShort: 'organisateur avec code PIN',

  noteMuteAll: 'La désactiver ne rend le micro à personne : chacun entend comment le réactiver.',
  noteAdmitAll: 'Ensuite, tout le monde entre sans passer par la salle d’attente.',

  onPlatform: '{platform} : {text}',
  noKey: 'Aucune touche ne le permet.',
  insteadInApp: 'Demandez à une personne connectée dans l’application de le faire.',
  insteadRollCall: 'Demandez à une personne connectée dans l’application de lire la liste des participants.',
  insteadRaiseHand: 'Réactivez votre micro et prenez la parole.',
  insteadOperator: 'Appelez le service d’assistance : {phone}.',
  unknownKey: 'Cette touche n’a aucun effet pendant une réunion.',

  allKeys: 'Toutes les touches',
  muteMe: 'Couper mon micro',
  muteEveryone: 'Couper tous les micros',
  callInNumbers: 'Numéros d’accès',

  keysHeading: 'Touches du téléphone pendant une réunion : {platform}',
  columnKey: 'Touche',
  columnDoes: 'Ce qu’elle fait',

  numbersHeading: 'Numéros d’accès : {place}',
  tollFree: 'gratuit',
  callNumber: 'Appeler le {number}',
  conferenceId:
    'Appelez le numéro et saisissez l’ID de conférence de votre invitation. La plupart du temps, aucun code PIN n’est nécessaire.',
  dialInPage: 'Ouvrir la page des numéros d’accès',
  whichCountry: 'De quel pays appelez-vous ?',
  noneThere: 'Aucun numéro d’accès pour ce pays : {country}. Ces pays en ont un :',
  noNumbers: 'Le numéro d’accès et l’ID de conférence figurent dans votre invitation à la réunion.',
  more: 'En savoir plus',
  nearYou: 'Numéros d’accès près de chez vous : {place}',
  language: 'Numéros d’accès en {language}',
  noneInCity: 'Aucun numéro d’accès pour ce lieu. Ces pays en ont un :',
  noneSpeaks: 'Aucun numéro d’accès en {language}. Ces pays en ont un :',
  tableOf: 'Touches : {platform}',
  otherCountries: 'Autres pays',
};
