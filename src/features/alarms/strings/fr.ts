import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  subject: 'Alerte du PIN Desk de {organisation}',
  text: `{event}

Depuis : {date}

Vous recevez au plus un e-mail par heure à ce sujet. Le journal et les tickets de cette période en disent plus ; la personne d’astreinte trouve dans le manuel d’exploitation ce qu’il faut faire.`,
  'anonymous-path-closed':
    'Trop de codes erronés ont été saisis, ou trop de personnes ont été mises en pause, en une heure. Quelqu’un essaie peut-être des codes. Pendant une heure, les personnes non connectées peuvent seulement ouvrir un ticket.',
  'many-tickets':
    'Un nombre inhabituel de tickets a été ouvert en une heure. Le chat continue de les prendre. Soit quelque chose est en panne, soit quelqu’un veut occuper le service d’assistance.',
};
