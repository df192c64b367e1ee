import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  'pin-changed':
    '«No he sido yo», comunicado con el enlace de un aviso sobre un cambio del PIN ({date}). El restablecimiento queda bloqueado para esta persona por todas las vías hasta que se levante el bloqueo en esta incidencia. Llámela antes, a un número registrado.',
  'code-sent':
    '«No he sido yo», comunicado con el enlace del correo con un código de un solo uso ({date}). El restablecimiento sin iniciar sesión queda detenido para esta persona durante 24 horas.',
  'resets-paused':
    '«No he sido yo», comunicado con el enlace de un aviso sobre códigos de un solo uso erróneos ({date}). El restablecimiento sin iniciar sesión queda detenido para esta persona durante 24 horas.',
  untouched: 'El PIN no se ha tocado.',
  'out-of-use': 'El PIN está fuera de uso.',
  'not-yet': 'El PIN aún no está fuera de uso: ha fallado, y se volverá a intentar durante una hora aproximadamente.',
  'no-account': 'El directorio ya no conoce a esta persona, así que el PIN no se ha podido dejar fuera de uso.',
  lifted: 'El bloqueo se ha levantado entretanto, así que el PIN no se ha tocado.',
};
