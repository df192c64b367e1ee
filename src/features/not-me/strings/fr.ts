import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  'pin-changed':
    '« Ce n’était pas moi », signalé par le lien d’un avis sur un changement du code PIN ({date}). La réinitialisation est bloquée pour cette personne par toutes les voies, jusqu’à ce que le blocage soit levé dans ce ticket. Appelez-la d’abord, à un numéro enregistré.',
  'code-sent':
    '« Ce n’était pas moi », signalé par le lien de l’e-mail contenant un code à usage unique ({date}). La réinitialisation sans connexion est arrêtée pour cette personne pendant 24 heures.',
  'resets-paused':
    '« Ce n’était pas moi », signalé par le lien d’un avis sur des codes à usage unique erronés ({date}). La réinitialisation sans connexion est arrêtée pour cette personne pendant 24 heures.',
  untouched: 'Le code PIN est inchangé.',
  'out-of-use': 'Le code PIN est hors service.',
  'not-yet':
    'Le code PIN n’est pas encore hors service : l’opération a échoué et sera retentée pendant environ une heure.',
  'no-account': 'L’annuaire ne connaît plus cette personne ; le code PIN n’a donc pas pu être mis hors service.',
  lifted: 'Le blocage a été levé entre-temps ; le code PIN est resté tel quel.',
};
