import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  set: 'Su PIN está establecido.',
  setUntil: 'Su PIN está establecido y es válido hasta el {date}.',
  setForever: 'Su PIN está establecido. No caduca.',
  notSet: 'Todavía no tiene ningún PIN.',
  expired: 'Su PIN caducó el {date}. Elija uno nuevo.',
  locked: 'Su PIN está bloqueado. Solo el servicio de asistencia puede desbloquearlo: {phone}.',
  unknown: 'El servicio de PIN no indica si usted tiene un PIN.',
  changed: 'Último cambio',
  validUntil: 'Válido hasta',
  phone: 'Su número',
  extension: 'Su extensión',
  never: 'nunca',
  nobodySees: 'Nadie puede consultar el PIN en sí, ni siquiera el servicio de asistencia.',
  embedded: 'Nota: este es el servicio de PIN integrado. No abre ninguna reunión real.',
  resetPin: 'Restablecer mi PIN',
  person: 'Hablar con una persona',
  noAccount: 'Su cuenta ya no está en el directorio.',
  disabled: 'Su cuenta está desactivada.',
  notHere: 'Este PIN no se puede consultar aquí.',
};
