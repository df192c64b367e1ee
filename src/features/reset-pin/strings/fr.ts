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
    'Le plus souvent, vous n’avez pas besoin de code PIN pour rejoindre une réunion par téléphone : le numéro de téléphone et l’ID de conférence suffisent. Il vous faut un code PIN si vous animez la réunion depuis un téléphone non connecté, et quand une réunion est verrouillée.',
  deskPhoneBefore:
    'Votre téléphone de bureau se connecte avec ce code PIN. Après le changement, il peut cesser de fonctionner jusqu’à ce que vous vous y reconnectiez avec le nouveau code.',
  rulesTitle: 'Règles pour votre code PIN',
  ruleLength: '{min} à {max} chiffres ; ni lettres, ni espaces, ni caractères spéciaux',
  rulePatterns:
    'Pas trois fois le même chiffre de suite, pas uniquement des paires (225577), pas quatre chiffres qui se suivent (1234), rien que beaucoup choisissent',
  ruleNumbers: 'Ni votre poste, ni votre numéro de téléphone, ni la fin de celui-ci',
  ruleDates: 'Pas une date de six chiffres',
  ruleHistory: 'Pas {count, plural, one {le dernier code PIN} other {un de vos # derniers codes PIN}}',
  rulesShort: 'Votre code PIN a de {min} à {max} chiffres et rien d’autre.',
  rulesUnknown:
    'Les règles exactes figurent sur le formulaire lorsque vous choisissez un nouveau code PIN ; en général, il a au moins cinq chiffres.',
  rulesIssued: 'Vous ne pouvez pas choisir votre code PIN : Teams le crée, de 4 à 12 chiffres, et vous l’envoie.',
  ruleLifetime: 'Il est valable {days, plural, one {# jour} other {# jours}}',
  ruleForever: 'Il n’expire pas',
  resetNow: 'Réinitialiser mon code PIN',
  more: 'En savoir plus',
  pin: 'Nouveau code PIN',
  pinError: 'Saisissez un nouveau code PIN composé de chiffres.',
  pinConfirmation: 'Confirmez le nouveau code PIN',
  pinConfirmationError: 'Saisissez le nouveau code PIN une seconde fois.',
  setPin: 'Enregistrer le code PIN',
  issueTitle: 'Recevoir un nouveau code PIN par e-mail',
  issueIntro:
    'Le service de conférence crée un nouveau code PIN et vous l’envoie par e-mail. Le code actuel cesse de fonctionner.',
  issuePin: 'M’envoyer un nouveau code PIN',
  issued:
    'J’ai demandé un nouveau code PIN au service de conférence. Il l’envoie par e-mail à {address} ; cela peut prendre quelques minutes. Rien au bout de dix minutes ? Regardez dans les courriers indésirables, puis redemandez-moi ou parlez à un conseiller.',
  issueUnknown:
    'Le service de conférence n’a pas dit s’il a créé un nouveau code PIN, et je ne le lui redemande pas de moi-même. Si un e-mail arrive à {address} dans les dix minutes, le code qu’il contient est valable. Sinon, redemandez-moi ou parlez à un conseiller.',
  yourAddress: 'votre adresse professionnelle',
  talkToAPerson: 'Parler à un conseiller',
  cancel: 'Annuler',
  doneTitle: 'Votre code PIN est enregistré',
  changedAt: 'Il a été changé le {date}.',
  howToDialIn:
    'Pour rejoindre une réunion, appelez le numéro de l’invitation. Quand le système vous le demande, saisissez l’ID de conférence, puis votre code PIN.',
  howToDialInWithNumber:
    'Pour rejoindre une réunion, appelez le numéro de l’invitation (dans votre région : {number}). Quand le système vous le demande, saisissez l’ID de conférence, puis votre code PIN.',
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
    'Aucun chiffre ne peut figurer trois fois de suite, et le code PIN ne peut pas être composé uniquement de paires.',
  'consecutive-digits': 'Ce code PIN contient quatre chiffres qui se suivent, comme 1234. Choisissez-en un autre.',
  'own-number': 'Ce code PIN est votre propre numéro, ou la fin de celui-ci. Choisissez-en un autre.',
  popular: 'Beaucoup choisissent ce code PIN ; il est facile à deviner. Choisissez-en un autre.',
  date: 'Ce code PIN est une date ; il est facile à deviner. Choisissez-en un autre.',
  'pin-missing': 'Saisissez un nouveau code PIN.',
  mismatch: 'Les deux codes PIN ne sont pas identiques. Saisissez-les de nouveau tous les deux.',
  'typed-pin': 'Ce qui est écrit dans le chat a pu être vu ; choisissez donc un autre code PIN dans le formulaire.',
  'wrong-length': 'Le service PIN a refusé la longueur de ce code. Choisissez-en un autre.',
  'too-easy': 'Le service PIN trouve ce code trop facile à deviner. Choisissez-en un autre.',
  reused: 'Vous avez déjà utilisé ce code PIN. Choisissez-en un autre.',
  locked: 'Votre code PIN est bloqué. Seul le service d’assistance peut le débloquer.',
  'unknown-person':
    'Le service PIN ne vous connaît pas ; je ne peux donc pas enregistrer de code. Le service d’assistance doit s’en occuper.',
  'not-enabled': 'Votre compte n’est pas activé pour les conférences téléphoniques.',
  'under-way':
    'Une modification antérieure de votre code PIN est peut-être encore en cours ; je n’ai donc rien changé. Veuillez réessayer dans deux minutes.',
  'other-service':
    'Votre code PIN relève d’un autre service, que je ne peux pas joindre. Le service d’assistance doit s’en occuper.',
  'no-account': 'Je ne trouve plus votre compte dans l’annuaire ; je n’ai donc rien changé.',
  disabled: 'Votre compte est désactivé ; je n’ai donc rien changé.',
  guest: 'Vous avez un compte invité ; les comptes invités n’ont pas de code PIN de conférence chez nous.',
  protected: 'Votre compte est spécialement protégé : seul le service d’assistance peut réinitialiser son code PIN.',
  frozen:
    'La réinitialisation de votre code PIN est bloquée, car un changement a été signalé comme n’étant pas de vous. Appelez le service d’assistance : il lève le blocage après vous avoir parlé.',
  'not-here': 'Je ne peux pas réinitialiser ce code PIN ici.',
  frozenNote:
    'La réinitialisation est bloquée pour cette personne : un changement du code PIN a été signalé comme n’étant pas d’elle. Voir le ticket de sécurité.',
  reportedNote:
    'La réinitialisation sans connexion est arrêtée pour cette personne : un code ou des codes erronés ont été signalés comme n’étant pas d’elle. Voir le ticket de sécurité.',
  'password-changed':
    'Le mot de passe de votre compte a été changé depuis que vous avez confirmé votre identité. Veuillez la confirmer à nouveau.',
  passwordNote:
    'Le mot de passe du compte de cette personne a été changé après la confirmation par un code ; rien n’a donc été changé ici.',
  'too-many-resets': 'Votre code PIN a été réinitialisé autant de fois que possible en un jour.',
  'proof-used': 'Cette confirmation a déjà servi à un changement. Chaque changement demande la sienne.',
  'interrupted-unchanged':
    'Cela a été interrompu. Autant que je puisse voir, votre code PIN n’a pas été changé. Choisissez de nouveau.',
  'interrupted-unknown':
    'Cela a été interrompu, et je ne peux pas voir si votre code PIN a été changé. Choisissez de nouveau.',
  mayStillCome:
    'Je n’ai pas vu la fin de l’opération : le changement peut encore aboutir dans les deux prochaines minutes. Dans ce cas, un e-mail vous le dira, et le code PIN que vous avez choisi sera valable. Si aucun e-mail n’est arrivé après dix minutes, redemandez-moi ou parlez à un conseiller.',
  changedSubject: 'Votre code PIN de conférence a été changé',
  changedText: `Bonjour {name},

Votre code PIN de conférence a été changé le {date} dans le chat PIN de {organisation}.

C’était vous ? Alors il n’y a rien à faire. Aucun e-mail et personne au service d’assistance ne vous demandera jamais votre code PIN.

Ce n’était pas vous ? Prévenez immédiatement le service d’assistance : {phone}, {mail}.`,
  pausedSubject: 'Quelqu’un a essayé de réinitialiser votre code PIN de conférence',
  pausedText: `Bonjour {name},

Le {date}, trop de codes à usage unique erronés ont été saisis pour vous dans le chat PIN de {organisation}. La réinitialisation y est suspendue pour un moment. Votre code PIN n’a pas été changé.

C’était vous ? Réessayez plus tard, ou demandez au service d’assistance.

Ce n’était pas vous ? Prévenez le service d’assistance : {phone}, {mail}.`,
  changedNotMe: `Vous pouvez aussi l’arrêter vous-même, sur cette page, qui vous le redemande une fois :

{link}

Votre code PIN cesse alors de fonctionner, et personne ne peut le réinitialiser avant que le service d’assistance vous ait parlé. Le lien sert une fois, pendant 14 jours.`,
  pausedNotMe: `Vous pouvez aussi le signaler sur cette page, qui vous le redemande une fois :

{link}

La réinitialisation sans connexion est alors arrêtée pendant 24 heures, et votre code PIN reste inchangé. Le lien sert une fois, pendant 14 jours.`,
  notMeButton: 'Ce n’était pas moi',
  changedButton:
    'Vous pouvez aussi l’arrêter vous-même : le bouton ci-dessous ouvre une page qui vous le redemande une fois. Votre code PIN cesse alors de fonctionner, et personne ne peut le réinitialiser avant que le service d’assistance vous ait parlé. Le bouton sert une fois, pendant 14 jours.',
  pausedButton:
    'Vous pouvez aussi le signaler : le bouton ci-dessous ouvre une page qui vous le redemande une fois. La réinitialisation sans connexion est alors arrêtée pendant 24 heures, et votre code PIN reste inchangé. Le bouton sert une fois, pendant 14 jours.',
};
