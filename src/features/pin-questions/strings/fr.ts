import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  needAPin:
    'La plupart du temps, aucun code PIN n’est nécessaire : le numéro d’accès et l’ID de conférence de votre invitation suffisent. Il vous faut votre code PIN pour participer comme responsable depuis un téléphone non connecté à votre compte, pour entrer dans une réunion verrouillée, sur l’équipement d’une salle de conférence et sur un téléphone de bureau qui se connecte avec le numéro de poste et le code PIN.',
  pinStatus:
    'Ce chat ne peut pas voir si vous avez un code PIN ni quand il expire ; il ne peut vous le dire qu’après une réinitialisation. Le service d’assistance peut vous le dire maintenant.',
  deskPhone:
    'Après un nouveau code PIN, un téléphone de bureau doit se reconnecter : saisissez sur le téléphone votre numéro de poste et le nouveau code PIN. Si cela ne suffit pas, parlez à une personne.',
  leaderFirst:
    'Tant que le responsable n’a pas rejoint la réunion, personne n’entre : ceux qui appellent attendent seuls et entendent de la musique. Au téléphone, le code PIN indique qui est le responsable : appelez, puis saisissez l’ID de conférence et votre code PIN.',
  letIn: 'Pour faire entrer les personnes de la salle d’attente : {keys}.',
  resetPin: 'Réinitialiser mon code PIN',
  allKeys: 'Toutes les touches',
  callInNumbers: 'Numéros d’accès',
  person: 'Parler à une personne',
};
