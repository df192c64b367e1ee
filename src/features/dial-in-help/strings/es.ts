import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  star: 'asterisco',
  hash: 'almohadilla',

  help: 'Oír todas las teclas del teléfono',
  'roll-call': 'Oír quién está en la reunión',
  'mute-all': 'Silenciar a todos los demás o permitirles reactivar su micrófono',
  mute: 'Silenciar o reactivar su micrófono',
  unmute: 'Reactivar su micrófono: púlsela otra vez',
  'raise-hand': 'Levantar o bajar la mano',
  lock: 'Bloquear o desbloquear la reunión',
  'admit-all': 'Dejar entrar a todos los que están en la sala de espera',
  announcements: 'Activar o desactivar los avisos de entrada y salida',
  operator: 'Comunicar con la operadora',

  everyone: 'Todos pueden usarla.',
  presenters: 'Solo el responsable y los moderadores pueden usarla.',
  organizer: 'Solo el organizador puede usarla, después de llamar con el PIN.',
  everyoneShort: 'todos',
  presentersShort: 'responsable y moderadores',
  organizerShort: 'organizador con PIN',

  noteMuteAll: 'Desactivarla no reactiva el micrófono de nadie: se indica a cada uno cómo hacerlo.',
  noteAdmitAll: 'A partir de ese momento todos entran sin pasar por la sala de espera.',

  onPlatform: '{platform}: {text}',
  noKey: 'No hay ninguna tecla para esto.',
  insteadInApp: 'Pida a alguien conectado en la aplicación que lo haga allí.',
  insteadRollCall: 'Pida a alguien conectado en la aplicación que lea la lista de participantes.',
  insteadRaiseHand: 'Reactive su micrófono y tome la palabra.',
  insteadOperator: 'Llame al servicio de asistencia: {phone}.',
  unknownKey: 'Esta tecla no hace nada durante una reunión.',

  allKeys: 'Todas las teclas',
  muteMe: 'Silenciarme',
  muteEveryone: 'Silenciar a todos',
  callInNumbers: 'Números de acceso',

  keysHeading: 'Teclas del teléfono durante una reunión: {platform}',
  columnKey: 'Tecla',
  columnDoes: 'Qué hace',

  numbersHeading: 'Números de acceso: {place}',
  tollFree: 'gratuito',
  callNumber: 'Llamar al {number}',
  conferenceId:
    'Llame al número e introduzca el ID de conferencia de su invitación. La mayoría de las veces no hace falta ningún PIN.',
  dialInPage: 'Abrir la página de acceso telefónico',
  whichCountry: '¿Desde qué país llama?',
  noneThere: 'No hay ningún número de acceso para este país: {country}. Estos países tienen uno:',
  noNumbers: 'El número de acceso y el ID de conferencia están en su invitación a la reunión.',
  more: 'Más',
  nearYou: 'Números de acceso cerca de usted: {place}',
  language: 'Números de acceso en {language}',
  noneInCity: 'No hay ningún número de acceso para este lugar. Estos países tienen uno:',
  noneSpeaks: 'No hay ningún número de acceso en {language}. Estos países tienen uno:',
  tableOf: 'Teclas: {platform}',
  otherCountries: 'Otros países',
};
