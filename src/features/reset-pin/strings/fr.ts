import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  chooseTitle: 'Choisissez un nouveau code PIN',
  itIsYou: 'C’est vous :',
  name: 'Nom',
  department: 'Service',
  phone: 'Téléphone',
  extension: 'Poste',
  notAlways:
    'Le plus souvent, vous n’avez pas besoin de code PIN pour appeler une réunion : le numéro de téléphone et l’ID de conférence suffisent. Il le faut si vous dirigez la réunion depuis un téléphone non connecté, et quand une réunion est verrouillée.',
  deskPhoneBefore:
    'Votre téléphone de bureau se connecte avec ce code PIN. Après le changement, il peut cesser de fonctionner jusqu’à ce que vous vous y reconnectiez avec le nouveau code.',
  rulesTitle: 'Ce qu’un code PIN doit respecter',
  ruleLength: '{min} à {max} chiffres ; ni lettres, ni espaces, ni caractères spéciaux',
  rulePatterns:
    'Pas trois fois le même chiffre de suite, pas uniquement des paires (225577), pas quatre chiffres qui se suivent (1234), rien que beaucoup choisissent',
  ruleNumbers: 'Ni votre poste, ni votre numéro de téléphone, ni la fin de celui-ci',
  ruleDates: 'Pas une date de six chiffres',
  ruleHistory: 'Pas {count, plural, one {le dernier code PIN} other {un de vos # derniers codes PIN}}',
  pin: 'Nouveau code PIN',
  pinError: 'Saisissez un nouveau code PIN composé de chiffres.',
  pinConfirmation: 'Nouveau code PIN, encore une fois',
  pinConfirmationError: 'Saisissez le nouveau code PIN une seconde fois.',
  setPin: 'Enregistrer le code PIN',
  issueTitle: 'Recevoir un nouveau code PIN par e-mail',
  issueIntro:
    'Le service de conférence crée un nouveau code PIN et vous l’envoie par e-mail. Le code actuel cesse de fonctionner.',
  issuePin: 'M’envoyer un nouveau code PIN',
  issued:
    'Un nouveau code PIN a été demandé au service de conférence, qui vous l’envoie par e-mail. D’ici là, il n’y a rien d’autre à faire.',
  talkToAPerson: 'Parler à une personne',
  cancel: 'Annuler',
  doneTitle: 'Votre code PIN est enregistré',
  changedAt: 'Il a été changé le {date}.',
  howToDialIn:
    'Pour rejoindre une réunion, appelez le numéro de l’invitation. À l’invite, saisissez l’ID de conférence, puis votre code PIN.',
  howToDialInWithNumber:
    'Pour rejoindre une réunion, appelez le numéro de l’invitation (dans votre région : {number}). À l’invite, saisissez l’ID de conférence, puis votre code PIN.',
  expires: 'Le code PIN est valable jusqu’au {date}.',
  deskPhoneAfter:
    'Votre téléphone de bureau peut cesser de fonctionner jusqu’à ce que vous vous y connectiez avec votre poste et le nouveau code PIN.',
  embedded: 'Remarque : ceci est le service PIN intégré. Il n’ouvre aucune vraie réunion.',
  callNow: 'Appeler le {number}',
  allKeys: 'Touches du téléphone en réunion',
  'not-digits': 'Un code PIN ne comporte que des chiffres : ni lettres, ni espaces, ni caractères spéciaux.',
  'too-short': 'Ce code PIN est trop court. Il faut au moins {min} chiffres.',
  'too-long': 'Ce code PIN est trop long. Il peut avoir au plus {max} chiffres.',
  'repeated-digits':
    'Ce code PIN répète trop de chiffres. Évitez trois fois le même chiffre de suite, et uniquement des paires.',
  'consecutive-digits': 'Ce code PIN contient quatre chiffres qui se suivent, comme 1234. Choisissez-en un autre.',
  'own-number': 'Ce code PIN est votre propre numéro, ou la fin de celui-ci. Choisissez-en un autre.',
  popular: 'Beaucoup choisissent ce code PIN ; il est facile à deviner. Choisissez-en un autre.',
  date: 'Ce code PIN est une date ; il est facile à deviner. Choisissez-en un autre.',
  'pin-missing': 'Saisissez un nouveau code PIN.',
  mismatch: 'Les deux codes PIN ne sont pas identiques. Saisissez-les de nouveau tous les deux.',
  'typed-pin': 'Utilisez le formulaire ; ce que vous avez écrit reste dans ce chat, choisissez donc un autre code PIN.',
  'wrong-length': 'Le service PIN a refusé la longueur de ce code. Choisissez-en un autre.',
  'too-easy': 'Le service PIN trouve ce code trop facile à deviner. Choisissez-en un autre.',
  reused: 'Vous avez déjà utilisé ce code PIN. Choisissez-en un autre.',
  locked: 'Votre code PIN est bloqué. Seul le support peut le débloquer.',
  'unknown-person':
    'Le service PIN ne vous connaît pas ; je ne peux donc pas enregistrer de code. Le support doit s’en occuper.',
  'not-enabled': 'Vous n’êtes pas autorisé aux conférences téléphoniques. Le support doit s’en occuper.',
  'other-service':
    'Votre code PIN relève d’un autre service, que je ne peux pas joindre. Le support doit s’en occuper.',
  'no-account': 'Je ne trouve plus votre compte dans l’annuaire ; je n’ai donc rien changé.',
  disabled: 'Votre compte est désactivé ; je n’ai donc rien changé.',
  guest: 'Vous êtes un invité ici, et les invités n’ont pas de code PIN d’appel chez nous.',
  protected: 'Votre compte est spécialement protégé : seul le support peut réinitialiser son code PIN.',
  'too-many-resets':
    'Votre code PIN a été réinitialisé autant de fois que possible en un jour. Le support peut vous aider à continuer.',
  'interrupted-unchanged':
    'Cela a été interrompu. Autant que je puisse voir, votre code PIN n’a pas été changé. Choisissez de nouveau.',
  'interrupted-unknown':
    'Cela a été interrompu, et je ne peux pas voir si votre code PIN a été changé. Choisissez de nouveau.',
  changedSubject: 'Votre code PIN d’appel a été changé',
  changedText: `Bonjour {name},

Votre code PIN d’appel a été changé le {date} dans le chat PIN de {organisation}.

C’était vous ? Alors il n’y a rien à faire.

Ce n’était pas vous ? Prévenez immédiatement le support : {phone}, {mail}.

Aucun e-mail et personne au support ne vous demandera jamais votre code PIN.`,
  pausedSubject: 'Quelqu’un a essayé de réinitialiser votre code PIN d’appel',
  pausedText: `Bonjour {name},

Le {date}, trop de codes à usage unique erronés ont été saisis pour vous dans le chat PIN de {organisation}. Cette voie est suspendue pour un moment. Votre code PIN n’a pas été changé.

C’était vous ? Réessayez plus tard, ou demandez au support.

Ce n’était pas vous ? Prévenez le support : {phone}, {mail}.`,
};
