import type { Words } from '../words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  cancelled: 'Cancelado. No se hará nada más con esta solicitud.',
  nothingToCancel: 'No hay nada que cancelar.',
  startedOver: 'De acuerdo, empezamos de nuevo.',
  cannotGoBack: 'Desde aquí no se puede volver atrás. Puede continuar o escribir «cancelar».',
  hereYouAre: 'Está aquí:',
  goOn: 'Puede continuar con el formulario de arriba cuando quiera.',
  idle: 'Ha pasado un rato, así que cerré lo que habíamos empezado. No se ha cambiado nada.',
  upgraded: 'Me han actualizado mientras tanto, así que tenemos que empezar de nuevo. Lo siento.',
  staleForm: 'Este formulario ya no se usa. Estamos aquí:',
  staleFormMenu: 'Este formulario ya no se usa. ¿Qué desea hacer?',
  interrupted: 'La operación se interrumpió antes de terminar. Inténtelo de nuevo:',
  stillWorking: 'Sigo trabajando en ello. La respuesta aparecerá aquí.',
  confirmAgain: 'Confirme otra vez quién es. Una confirmación vale diez minutos.',
  notUnderstood: 'No lo he entendido bien. ¿Quería decir una de estas opciones?',
  unrelated: 'No sé nada de ese tema. Esto es lo que puedo hacer por usted:',
  alsoAsked: 'Y había algo más:',
  goOnInThis: '¿Quiere continuar en español?',
  inPrivate: 'Esto es personal, así que sigamos en privado: abra un chat individual conmigo.',
  inPrivateNow: 'Esto es personal. Le he escrito en un chat individual.',
  sent: 'Enviado ✓',
  closed: 'Este formulario está cerrado.',
  fault:
    'Ha sido un fallo nuestro, no suyo. Referencia: {reference}. Vuelva a intentarlo en un momento o contacte con el servicio de asistencia.',
};
