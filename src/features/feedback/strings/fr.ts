import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const fr: Words<typeof en> = {
  feedbackTitle: 'Cela vous a-t-il aidé ?',
  helpful: 'Votre réponse',
  helpfulError: 'Choisissez oui ou non.',
  yes: 'Oui',
  no: 'Non',
  comment: 'Comment pouvons-nous l’améliorer ? (jusqu’à 255 caractères)',
  commentError: 'Au plus 255 caractères, s’il vous plaît.',
  privacy: 'Pour protéger votre vie privée, n’indiquez pas de coordonnées ici.',
  privacyPolicy: 'Politique de confidentialité',
  sendFeedback: 'Envoyer',
  noThanks: 'Non, merci',
  thanks: 'Merci de votre retour !',
  skipped: 'Très bien. S’il y a autre chose, écrivez-moi.',
  'helpful-missing': 'Choisissez oui ou non.',
  'comment-too-long': 'C’est trop long : au plus 255 caractères, s’il vous plaît.',
};
