import type { Words } from '../words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  cancelled: 'Annulé. Cette demande n’aura pas de suite.',
  nothingToCancel: 'Il n’y a rien à annuler.',
  startedOver: 'Très bien, reprenons depuis le début.',
  cannotGoBack: 'On ne peut pas revenir en arrière d’ici. Vous pouvez continuer ou écrire « annuler ».',
  hereYouAre: 'Vous en êtes ici :',
  goOn: 'Vous pouvez poursuivre avec le formulaire ci-dessus quand vous voulez.',
  idle: 'Un certain temps s’est écoulé, j’ai donc fermé la demande en cours. Rien n’a été modifié.',
  upgraded: 'J’ai été mis à jour entre-temps, il faut donc recommencer. Veuillez m’en excuser.',
  staleForm: 'Ce formulaire n’est plus utilisé. Voici où nous en sommes :',
  staleFormMenu: 'Ce formulaire n’est plus utilisé. Que souhaitez-vous faire ?',
  interrupted: 'L’opération a été interrompue avant la fin. Veuillez réessayer :',
  stillWorking: 'J’y travaille encore. La réponse apparaîtra ici.',
  confirmAgain: 'Veuillez confirmer à nouveau votre identité. Une confirmation est valable dix minutes.',
  notUnderstood: 'Je n’ai pas bien compris. Vouliez-vous dire l’une de ces possibilités ?',
  unrelated: 'Je ne connais pas ce sujet. Voici ce que je peux faire pour vous :',
  alsoAsked: 'Et il y avait autre chose :',
  goOnInThis: 'Voulez-vous continuer en français ?',
  inPrivate: 'C’est personnel, continuons en privé : ouvrez une conversation individuelle avec moi.',
  inPrivateNow: 'C’est personnel. Je vous ai écrit dans une conversation individuelle.',
  sent: 'Envoyé ✓',
  closed: 'Ce formulaire est fermé.',
  fault:
    'C’est notre erreur, pas la vôtre. Référence : {reference}. Veuillez réessayer dans un instant ou contacter le service d’assistance.',
};
