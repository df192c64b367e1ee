import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  whoTitle: 'Qui êtes-vous ?',
  whoIntro:
    'Indiquez votre adresse e-mail professionnelle. Si elle est enregistrée ici, je vous enverrai un code à usage unique.',
  email: 'Adresse e-mail professionnelle',
  emailError: 'Saisissez une adresse complète, avec un @.',
  sendCode: 'Envoyer un code',
  sendTitle: 'Puis-je vous envoyer un code ?',
  sendIntro: 'Pour confirmer votre identité, j’envoie un code à {destination}.',
  whereTitle: 'Où dois-je envoyer le code ?',
  whereIntro: 'Pour confirmer votre identité, j’envoie un code à l’une de vos adresses enregistrées.',
  codeTitle: 'Saisissez le code',
  codeIntroAnonymous:
    'Si cette adresse est enregistrée ici, un code est en route. Rien après deux minutes ? Parlez à un conseiller.',
  codeIntro: 'J’ai envoyé un code à {destination}.',
  overTitle: 'Vous faut-il un nouveau code ?',
  codeHint:
    'Le code comporte {digits} chiffres et reste valable {minutes} minutes. Vous pouvez aussi l’écrire dans le chat.',
  code: 'Code à usage unique',
  codeError: 'Saisissez les chiffres reçus par e-mail.',
  confirm: 'Confirmer',
  again: 'Envoyer un nouveau code',
  notReceived: 'Pas de code ? Aide',
  talkToAPerson: 'Parler à un conseiller',
  cancel: 'Annuler',
  signInText: 'Pour confirmer votre identité, connectez-vous avec votre compte professionnel.',
  signInButton: 'Se connecter',
  signInUnavailable: 'La connexion n’est pas possible pour le moment. Veuillez parler à un conseiller.',
  confirmed: 'Merci, c’est confirmé.',
  newCode: 'Un nouveau code remplace l’ancien, qui n’est plus valable.',
  onItsWay: 'Un code vient d’être demandé. S’il est arrivé, il est toujours valable.',
  addressGiven: 'Adresse indiquée : {identifier}',
  'address-missing': 'Indiquez votre adresse e-mail professionnelle.',
  'address-wrong': 'Cela ne ressemble pas à une adresse e-mail. Saisissez une adresse complète, avec un @.',
  'too-soon':
    'Un code a été demandé il y a moins d’une minute. Patientez {seconds, plural, one {# seconde} other {# secondes}}, puis réessayez.',
  'too-many-requests':
    'Trop de demandes sont venues de votre réseau. Réessayez après {until}, ou parlez à un conseiller.',
  'too-many-codes':
    'Aucun autre code ne peut être envoyé pour cela aujourd’hui. Le service d’assistance prend le relais.',
  paused:
    'Après trop de codes erronés, la réinitialisation est suspendue ici jusqu’à {until}. Le service d’assistance prend le relais.',
  'ticket-only':
    'Je ne peux pas confirmer votre identité par un code pour le moment. Le service d’assistance prend le relais.',
  off: 'Je ne peux pas confirmer votre identité dans ce canal. Le service d’assistance prend le relais.',
  'code-missing': 'Saisissez le code reçu par e-mail.',
  'code-shape': 'Le code comporte {digits} chiffres, rien d’autre.',
  'wrong-code': 'Ce n’est pas le bon code. Il vous reste {left, plural, one {# essai} other {# essais}}.',
  'code-spent': 'C’était le dernier essai pour ce code. Demandez-en un nouveau, ou parlez à un conseiller.',
  interrupted: 'Cela a été interrompu. Saisissez le code du dernier e-mail.',
  'code-gone': 'Ce code n’est plus valable. Demandez-en un nouveau, ou parlez à un conseiller.',
  undeliverable:
    'L’e-mail avec votre code n’a pas pu être remis : la messagerie ne fonctionne pas pour le moment. Demandez un nouveau code, ou laissez le service d’assistance prendre la suite.',
  'mailbox-refused':
    'L’e-mail avec votre code n’a pas pu être remis : cette boîte n’accepte pas d’e-mails. Le service d’assistance peut y remédier.',
  'unknown-person': 'Je ne trouve pas votre compte dans l’annuaire ; je ne peux donc pas réinitialiser votre code PIN.',
  disabled: 'Votre compte est désactivé ; je ne peux donc pas réinitialiser votre code PIN.',
  guest: 'Vous avez un compte invité ; les comptes invités n’ont pas de code PIN de conférence chez nous.',
  protected: 'Votre compte est spécialement protégé : seul le service d’assistance peut réinitialiser son code PIN.',
  'no-address': 'Aucune adresse e-mail à laquelle vous envoyer un code n’est enregistrée.',
  'new-password':
    'Le mot de passe de votre compte a été changé il y a moins d’un jour. Pour votre protection, je n’envoie pas de code aussi tôt après.',
  'new-account': 'Votre compte est récent. Pour votre protection, je n’envoie pas de code aux comptes récents.',
  frozen:
    'La réinitialisation est bloquée pour cette personne : un changement du code PIN a été signalé comme n’étant pas d’elle. Voir le ticket de sécurité.',
  reported:
    'La réinitialisation sans connexion est arrêtée pour cette personne : un code ou des codes erronés ont été signalés comme n’étant pas d’elle. Voir le ticket de sécurité.',
  'sign-in-failed': 'Cette connexion n’a pas abouti.',
  'sign-in-old': 'Cette connexion est trop ancienne.',
  'sign-in-used':
    'Vous avez déjà changé quelque chose avec cette connexion. Chaque changement en demande une nouvelle.',
  'sign-in-outdated':
    'Le mot de passe de votre compte a été changé après cette connexion. Veuillez vous connecter à nouveau ; s’il vient d’être changé, attendez d’abord cinq minutes.',
  'two-tenants':
    'Teams indique ici deux organisations pour vous, comme pour les invités et dans les canaux partagés : je ne peux donc pas savoir à qui appartient votre compte. Veuillez m’écrire depuis votre propre organisation dans Teams.',
  'other-tenant':
    'Votre compte appartient à une organisation que je ne sers pas : je ne peux donc pas réinitialiser de code PIN pour vous.',
  mailSubject: 'Votre code à usage unique pour {organisation}',
  mailText: `Bonjour {name},

Votre code à usage unique pour le chat PIN est :

{code}

Il est valable {minutes} minutes, une seule fois, et uniquement dans la conversation où il a été demandé. Ne le communiquez à personne ; le service d’assistance ne vous le demandera pas.

Vous n’avez pas demandé de code ? Quelqu’un a alors indiqué votre adresse. Sans le code, cette personne ne peut rien faire, et vous n’avez rien à faire. Si cela se reproduit, prévenez le service d’assistance : {phone}, {mail}.`,
  mailNotMe: `Vous pouvez aussi le signaler sur cette page, qui vous le redemande une fois :

{link}

La réinitialisation sans connexion est alors arrêtée pendant 24 heures, et votre code PIN reste inchangé. Le lien sert une fois, pendant 14 jours.`,
};
