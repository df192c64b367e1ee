import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  needAPin:
    'La mayoría de las veces no necesita ningún PIN: bastan el número de acceso y el ID de conferencia de su invitación. Necesita su PIN para participar como responsable desde un teléfono que no ha iniciado sesión, para entrar en una reunión bloqueada, en los equipos de las salas de conferencias y en un teléfono de mesa que inicia sesión con la extensión y el PIN.',
  pinStatus:
    'Este chat no puede consultar si usted tiene un PIN ni cuándo caduca; solo puede decírselo después de restablecerlo. El servicio de asistencia puede decírselo ahora.',
  deskPhone:
    'Después de un PIN nuevo, un teléfono de mesa tiene que iniciar sesión otra vez: introduzca en el teléfono su extensión y el PIN nuevo. Si no basta, hable con una persona.',
  leaderFirst:
    'Hasta que entra el responsable, no se deja entrar a nadie: quienes llaman esperan solos y oyen música. Por teléfono, el PIN indica quién es el responsable: llame e introduzca el ID de conferencia y después su PIN.',
  letIn: 'Para dejar entrar a quienes están en la sala de espera: {keys}.',
  resetPin: 'Restablecer mi PIN',
  allKeys: 'Todas las teclas',
  callInNumbers: 'Números de acceso',
  person: 'Hablar con una persona',
};
