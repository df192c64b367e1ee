import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  set: 'Votre code PIN est défini.',
  setUntil: 'Votre code PIN est défini et valable jusqu’au {date}.',
  setForever: 'Votre code PIN est défini. Il n’expire pas.',
  notSet: 'Vous n’avez pas encore de code PIN.',
  expired: 'Votre code PIN a expiré le {date}. Choisissez-en un nouveau.',
  locked: 'Votre code PIN est bloqué. Seul le service d’assistance peut le débloquer : {phone}.',
  unknown: 'Le service des codes PIN n’indique pas si vous avez un code PIN.',
  changed: 'Dernière modification',
  validUntil: 'Valable jusqu’au',
  phone: 'Votre numéro',
  extension: 'Votre poste',
  never: 'jamais',
  nobodySees: 'Personne ne peut consulter le code PIN lui-même, pas même le service d’assistance.',
  embedded: 'Remarque : ceci est le service de codes PIN intégré. Il n’ouvre aucune réunion réelle.',
  resetPin: 'Réinitialiser mon code PIN',
  person: 'Parler à un conseiller',
  noAccount: 'Votre compte ne figure plus dans l’annuaire.',
  disabled: 'Votre compte est désactivé.',
  notHere: 'Ce code PIN ne peut pas être consulté ici.',
};
