import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  'unlock-pin.subject': 'Votre code PIN de conférence a été débloqué',
  'unlock-pin.text': `Bonjour {name},

le {date}, le service d’assistance de {organisation} a débloqué votre code PIN de conférence. Le code PIN lui-même n’a pas été modifié.

Vous n’avez pas parlé avec le service d’assistance ? Alors prévenez-le aussitôt : {phone}, {mail}.

Aucun e-mail et personne au service d’assistance ne vous demandera jamais votre code PIN.`,
  'lift-pause.subject': 'Vous pouvez de nouveau confirmer qui vous êtes',
  'lift-pause.text': `Bonjour {name},

le {date}, le service d’assistance de {organisation} a mis fin à la pause due à de mauvais codes à usage unique. Vous pouvez de nouveau réinitialiser votre code PIN dans le chat ; il n’a pas été modifié.

Vous n’avez pas parlé avec le service d’assistance ? Alors prévenez-le aussitôt : {phone}, {mail}.

Aucun e-mail et personne au service d’assistance ne vous demandera jamais votre code PIN.`,
  'lift-freeze.subject': 'Vous pouvez de nouveau réinitialiser votre code PIN',
  'lift-freeze.text': `Bonjour {name},

le {date}, le service d’assistance de {organisation} a levé le blocage des réinitialisations de votre code PIN de conférence. Vous pouvez en choisir un nouveau dans le chat ; le précédent ne fonctionne plus.

Vous n’avez pas parlé avec le service d’assistance ? Alors prévenez-le aussitôt : {phone}, {mail}.

Aucun e-mail et personne au service d’assistance ne vous demandera jamais votre code PIN.`,
  'invite.subject': 'Choisissez votre code PIN de conférence',
  'invite.text': `Bonjour {name},

le service d’assistance de {organisation} vous invite à choisir un code PIN pour rejoindre les réunions par téléphone. Ouvrez le chat, qui demande d’abord qui vous êtes :

{link}

Le lien est le même pour tous et n’ouvre rien à lui seul.

Vous n’avez pas parlé avec le service d’assistance ? Alors prévenez-le aussitôt : {phone}, {mail}.

Aucun e-mail et personne au service d’assistance ne vous demandera jamais votre code PIN.`,
};
