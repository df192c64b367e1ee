export const es = {
  subject: 'Incidencia {number} en el servicio de asistencia de {organisation}',
  securitySubject: 'Seguridad: incidencia {number} en el servicio de asistencia de {organisation}',
  new: 'La incidencia {number} se abrió el {date}.',
  stuck: 'La incidencia {number} espera al servicio de asistencia desde el {date}.',
  unanswered:
    'Nadie ha tomado la incidencia {number}, que es de seguridad, desde el {date}. Atiéndala de inmediato, por favor.',
  security: 'Es de seguridad.',
  noSecrets: 'Lo que dice está solo en la consola. No pida nunca un PIN ni un código.',
};
