import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  heading: 'PIN Desk de {organisation}',
  intro:
    'Restablezco su PIN de conferencias, le digo qué hace cada tecla del teléfono y paso al servicio de asistencia lo que no puedo resolver.',
  hint: 'Escriba con sus propias palabras lo que necesita, o elija:',
  inGroup:
    '¡Hola! Conozco las teclas del teléfono y los números de acceso de {organisation}. Para su PIN, escríbame en un chat privado.',
  help: 'Puede escribir «volver», «empezar de nuevo» o «cancelar» en cualquier momento.',
  thanks: '¡De nada! Escriba cuando necesite algo más.',
  goodbye: '¡Adiós! El chat sigue aquí para cuando lo necesite.',
  notOurs:
    'No puedo ayudarle con eso: conozco los PIN de conferencia y la entrada a reuniones por teléfono. El servicio de asistencia sí puede: {phone}, {mail}.',
  more: 'Más',
  resetPin: 'Restablecer mi PIN',
  whichKey: '¿Qué tecla silencia mi micrófono?',
  accessNumber: 'Números de acceso',
  person: 'Hablar con una persona',
  language: 'Cambiar de idioma',
  feedback: 'Dar mi opinión',
};
