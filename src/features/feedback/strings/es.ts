import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  feedbackTitle: '¿Le ha servido de ayuda?',
  helpful: 'Su respuesta',
  helpfulError: 'Elija sí o no.',
  yes: 'Sí',
  no: 'No',
  comment: '¿Cómo podemos mejorarlo? (hasta 255 caracteres)',
  commentError: 'Como máximo 255 caracteres, por favor.',
  privacy: 'Para proteger su privacidad, no indique aquí datos de contacto.',
  privacyPolicy: 'Política de privacidad',
  sendFeedback: 'Enviar',
  noThanks: 'No, gracias',
  thanks: '¡Gracias por su opinión!',
  skipped: 'De acuerdo. Si necesita algo más, escríbame.',
  'helpful-missing': 'Elija sí o no.',
  'comment-too-long': 'Es demasiado largo: como máximo 255 caracteres, por favor.',
};
