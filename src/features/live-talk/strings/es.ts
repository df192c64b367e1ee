export const es = {
  botIsBack: 'El bot ha vuelto. El servicio de asistencia conserva su incidencia y responde aquí.',
};
