import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  heading: 'PIN Desk de {organisation}',
  intro:
    'Je réinitialise votre code PIN de conférence, je vous dis à quoi sert chaque touche du téléphone et je transmets au service d’assistance ce que je ne peux pas résoudre.',
  hint: 'Écrivez avec vos propres mots ce qu’il vous faut, ou choisissez :',
  inGroup:
    'Bonjour ! Je connais les touches du téléphone et les numéros d’accès de {organisation}. Pour votre code PIN, écrivez-moi dans une conversation privée.',
  help: 'Vous pouvez écrire à tout moment « retour », « recommencer » ou « annuler ».',
  thanks: 'Je vous en prie ! Écrivez-moi si vous avez besoin d’autre chose.',
  goodbye: 'Au revoir ! La conversation reste ouverte si vous en avez besoin.',
  notOurs:
    'Je ne peux pas vous aider pour cela : je connais les codes PIN de conférence et l’accès aux réunions par téléphone. Le service d’assistance le peut : {phone}, {mail}.',
  more: 'En savoir plus',
  resetPin: 'Réinitialiser mon code PIN',
  whichKey: 'Quelle touche coupe mon micro ?',
  accessNumber: 'Numéros d’accès',
  person: 'Parler à un conseiller',
  language: 'Changer de langue',
  feedback: 'Donner votre avis',
};
