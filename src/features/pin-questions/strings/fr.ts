import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  more: 'En savoir plus',
  resetPin: 'Réinitialiser mon code PIN',
  allKeys: 'Toutes les touches',
  callInNumbers: 'Numéros d’accès',
  person: 'Parler à un conseiller',
  pinStatus: 'Consulter mon code PIN',
  doINeedAPin: 'Ai-je besoin d’un code PIN ?',
  whichPin: 'Quel code PIN est lequel ?',
  howToJoin: 'Comment participer par téléphone ?',
  pinRules: 'Règles pour le code PIN',
  refusedPin: 'Mon code PIN est refusé',
  callNumber: 'Appeler le {number}',

  needMostly: 'En général, non : le numéro d’accès et l’ID de conférence suffisent.',
  needWhere: 'De quel type de réunion s’agit-il ?',
  needWhat: 'Que souhaitez-vous faire ?',
  lead: 'Animer la réunion',
  attend: 'Participer',
  deskPhone: 'Connecter un téléphone de bureau',
  room: 'Utiliser l’équipement d’une salle',
  needOwn: 'Est-ce votre propre réunion, que vous avez planifiée ?',
  own: 'Oui, la mienne',
  other: 'Non, celle d’une autre personne',
  leadShort: 'Oui, sur tout téléphone qui n’est pas connecté à votre compte.',
  leadMore:
    'Sur un mobile ou à la maison, le code PIN indique à la réunion que vous êtes l’animateur. Tant qu’aucun animateur n’est là, tout le monde attend. Un téléphone connecté à votre compte ne le demande pas.',
  attendShort: 'Non. Le numéro d’accès et l’ID de conférence suffisent.',
  attendMore:
    'Seule une réunion verrouillée veut savoir qui vous êtes : saisissez votre numéro de poste ou votre numéro complet, puis votre code PIN. Sans lui, vous restez dans la salle d’attente jusqu’à ce qu’on vous fasse entrer. Les invités n’ont pas de code PIN ; ils disent leur nom.',
  deskPhoneNeed: 'Oui. Le téléphone se connecte avec votre numéro de poste et votre code PIN.',
  roomShort: 'Oui, si vous animez la réunion depuis cette salle.',
  roomMore:
    'L’équipement d’une salle de conférence n’est pas connecté à votre compte. Appelez le numéro de l’invitation, saisissez l’ID de conférence, puis votre code PIN. Pour seulement participer, le numéro et l’ID de conférence suffisent.',
  ownShort:
    'Seulement si personne n’a démarré la réunion dans l’application : votre code PIN la démarre alors par téléphone.',
  ownMore:
    'Les touches réservées à l’organisateur le demandent aussi. Teams crée lui-même le code PIN, personne ne peut le choisir, et il ne vaut que pour les réunions que vous avez planifiées.',
  otherShort: 'Non. Dans Teams, seul l’organisateur a un code PIN, pour ses propres réunions.',
  otherMore:
    'Si vous entendez de la musique, vous êtes dans la salle d’attente : une personne de la réunion vous fera entrer.',

  idShort: 'L’ID de conférence figure dans l’invitation, sous les numéros d’accès.',
  idMore:
    'Il indique à quelle réunion vous allez ; le code PIN indique qui vous êtes. Toutes les personnes invitées ont l’ID de conférence. Votre code PIN n’appartient qu’à vous et ne figure dans aucune invitation. Chaque réunion peut avoir un autre ID de conférence ; votre code PIN reste le même.',
  idTeams: 'Dans une invitation Teams, il s’appelle ID de conférence téléphonique.',

  whichPinShort: 'Trois codes PIN se confondent facilement :',
  conferencingPin:
    'Code PIN de conférence : pour appeler une réunion et connecter un téléphone de bureau. Je peux le réinitialiser.',
  unlockPin:
    'Code de déverrouillage d’un téléphone de bureau : vous le choisissez sur le téléphone même, et personne ne peut le consulter. Déconnectez-vous, puis reconnectez-vous sur le téléphone, ou faites-le réinitialiser.',
  voicemailPin:
    'Code PIN de messagerie vocale : pour écouter votre messagerie par téléphone. Le service d’assistance peut vous aider : {phone}.',

  joinShort: 'Par téléphone, en trois étapes :',
  joinCall: '1. Appelez le numéro de l’invitation.',
  joinCallNear: '1. Appelez le numéro de l’invitation ; près de chez vous : {number}.',
  joinId: '2. Saisissez l’ID de conférence de l’invitation.',
  joinPin: '3. Si vous animez la réunion, saisissez votre code PIN. Sinon, attendez qu’on vous fasse entrer.',
  joinAfterReset: 'Après une réinitialisation, seul le nouveau code PIN est valable.',
  joinMute: 'Pour couper votre micro : {keys}.',

  aloneShort: 'L’animateur n’est pas encore là, vous êtes dans la salle d’attente, ou la réunion est verrouillée.',
  aloneLeader:
    'Pas encore d’animateur : ceux qui appellent entendent de la musique jusqu’à son arrivée. Êtes-vous l’animateur ? Rappelez alors et saisissez votre code PIN quand on vous le demande.',
  aloneLobby:
    'Dans la salle d’attente : une personne de la réunion vous fait entrer, dans l’application ou par téléphone.',
  aloneLobbyKeys:
    'Dans la salle d’attente : une personne de la réunion vous fait entrer, dans l’application ou avec {keys}.',
  aloneLocked: 'Verrouillée : demandez à une personne de la réunion de la déverrouiller.',
  aloneLockedKeys: 'Verrouillée : demandez à une personne de la réunion de la déverrouiller avec {keys}.',
  aloneId: 'Toujours seul ? Vérifiez l’ID de conférence : chaque réunion peut avoir le sien.',

  deskPhoneShort: 'Sur le téléphone, saisissez votre numéro de poste (ou complet) et votre code PIN.',
  deskPhoneTeams: 'Un téléphone Teams se connecte avec votre compte professionnel, pas avec un code PIN.',
  deskPhoneAfter:
    'Après une réinitialisation, le téléphone fonctionne peut-être encore un moment, puis redemande : connectez-vous avec le nouveau code PIN. L’ancien est refusé.',
  deskPhoneRefused:
    'Refusé ? Vérifiez d’abord le numéro de poste. Un code PIN expiré ou bloqué est refusé aussi : consultez-le.',

  troubleShort: 'Un code PIN refusé a une de ces trois causes :',
  expired: 'Il a expiré : choisissez-en un nouveau.',
  locked:
    'Il est bloqué après trop d’essais erronés. Cela cesse souvent au bout d’une heure. Sinon, seul le service d’assistance peut le débloquer : {phone}.',
  refused: 'C’est un autre code PIN, ou une autre réunion : vérifiez l’ID de conférence.',
  refusedTeams: 'Dans Teams, un code PIN n’ouvre que vos propres réunions.',
};
