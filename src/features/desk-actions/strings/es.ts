import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  'unlock-pin.subject': 'Su PIN de acceso telefónico se ha desbloqueado',
  'unlock-pin.text': `Hola, {name}:

el {date}, el servicio de asistencia de {organisation} desbloqueó su PIN de acceso telefónico. El PIN en sí no se cambió.

¿No ha hablado con el servicio de asistencia? Entonces avísele enseguida: {phone}, {mail}.

Ningún correo y nadie del servicio de asistencia le pedirá nunca su PIN.`,
  'lift-pause.subject': 'Puede volver a confirmar quién es',
  'lift-pause.text': `Hola, {name}:

el {date}, el servicio de asistencia de {organisation} terminó la pausa por códigos de un solo uso erróneos. Puede volver a restablecer su PIN en el chat; el PIN no se cambió.

¿No ha hablado con el servicio de asistencia? Entonces avísele enseguida: {phone}, {mail}.

Ningún correo y nadie del servicio de asistencia le pedirá nunca su PIN.`,
  'lift-freeze.subject': 'Puede volver a restablecer su PIN',
  'lift-freeze.text': `Hola, {name}:

el {date}, el servicio de asistencia de {organisation} levantó el bloqueo de los restablecimientos de su PIN de acceso telefónico. Puede elegir uno nuevo en el chat; el anterior ya no funciona.

¿No ha hablado con el servicio de asistencia? Entonces avísele enseguida: {phone}, {mail}.

Ningún correo y nadie del servicio de asistencia le pedirá nunca su PIN.`,
  'invite.subject': 'Elija su PIN de acceso telefónico',
  'invite.text': `Hola, {name}:

el servicio de asistencia de {organisation} le invita a elegir un PIN para entrar por teléfono en las reuniones. Abra el chat, que primero pregunta quién es:

{link}

El enlace es el mismo para todos y no abre nada por sí solo.

¿No ha hablado con el servicio de asistencia? Entonces avísele enseguida: {phone}, {mail}.

Ningún correo y nadie del servicio de asistencia le pedirá nunca su PIN.`,
};
