import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  subject: 'Alarma de PIN Desk de {organisation}',
  text: `{event}

Desde: {date}

Recibirá como máximo un correo por hora sobre esto. El registro y las incidencias de ese momento dicen más; la persona de guardia encuentra en el manual de operación qué hay que hacer.`,
  'anonymous-path-closed':
    'En una hora se escribieron demasiados códigos incorrectos o se pausó a demasiadas personas. Puede que alguien esté probando códigos. Durante una hora, quienes no hayan iniciado sesión solo pueden abrir una incidencia.',
  'many-tickets':
    'En una hora se abrieron más incidencias de lo habitual. El chat las sigue aceptando. O algo está averiado o alguien quiere mantener ocupado al servicio de asistencia.',
};
