import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  more: 'Más',
  resetPin: 'Restablecer mi PIN',
  allKeys: 'Todas las teclas',
  callInNumbers: 'Números de acceso',
  person: 'Hablar con una persona',
  pinStatus: 'Consultar mi PIN',
  doINeedAPin: '¿Hace falta un PIN?',
  whichPin: '¿Qué PIN es cuál?',
  howToJoin: '¿Cómo entro por teléfono?',
  pinRules: 'Reglas para el PIN',
  refusedPin: 'Rechazan mi PIN',
  callNumber: 'Llamar al {number}',

  needMostly: 'Casi nunca: bastan el número de acceso y el ID de conferencia.',
  needWhere: '¿Qué tipo de reunión es?',
  needWhat: '¿Qué desea hacer?',
  lead: 'Dirigir la reunión',
  attend: 'Participar',
  deskPhone: 'Iniciar sesión en un teléfono de mesa',
  room: 'Usar el equipo de una sala',
  needOwn: '¿Es su propia reunión, programada por usted?',
  own: 'Sí, la mía',
  other: 'No, la de otra persona',
  leadShort: 'Sí, en cualquier teléfono que no tenga iniciada la sesión de su cuenta.',
  leadMore:
    'En un móvil o en casa, el PIN indica a la reunión que usted es el responsable. Hasta que entra un responsable, todos esperan. Un teléfono con su sesión iniciada no lo pide.',
  attendShort: 'No. Bastan el número de acceso y el ID de conferencia.',
  attendMore:
    'Solo una reunión bloqueada quiere saber quién es usted: introduzca su extensión o su número completo y después su PIN. Sin él, espera en la sala de espera hasta que alguien le deje entrar. Los invitados no tienen PIN; dicen su nombre.',
  deskPhoneNeed: 'Sí. El teléfono inicia sesión con su extensión y su PIN.',
  roomShort: 'Sí, si dirige la reunión desde allí.',
  roomMore:
    'El equipo de una sala de conferencias no tiene iniciada la sesión de su cuenta. Llame al número de la invitación, introduzca el ID de conferencia y después su PIN. Para solo participar bastan el número y el ID de conferencia.',
  ownShort: 'Solo si nadie ha iniciado la reunión en la aplicación: entonces su PIN la inicia por teléfono.',
  ownMore:
    'Las teclas que solo tiene el organizador también lo piden. Teams crea el PIN por sí mismo, nadie puede elegirlo, y solo vale para las reuniones programadas por usted.',
  otherShort: 'No. En Teams solo el organizador tiene un PIN, para sus propias reuniones.',
  otherMore: 'Si oye música, está en la sala de espera: alguien de la reunión le dejará entrar.',

  idShort: 'El ID de conferencia está en la invitación, debajo de los números de acceso.',
  idMore:
    'Indica a qué reunión va; el PIN indica quién es usted. Todos los invitados tienen el ID de conferencia. Su PIN es solo suyo y no está en ninguna invitación. Cada reunión puede tener otro ID de conferencia; su PIN sigue siendo el mismo.',
  idTeams: 'En una invitación de Teams se llama identificador de conferencia telefónica.',

  whichPinShort: 'Hay tres PIN que se confunden fácilmente:',
  conferencingPin:
    'PIN de conferencias: para llamar a reuniones e iniciar sesión en un teléfono de mesa. Puedo restablecerlo.',
  unlockPin:
    'PIN de desbloqueo de un teléfono de mesa: se elige en el propio teléfono y nadie puede consultarlo. Cierre la sesión en el teléfono y vuelva a iniciarla, o pida que lo restablezcan.',
  voicemailPin:
    'PIN del buzón de voz: para escuchar su buzón por teléfono. El servicio de asistencia puede ayudarle: {phone}.',

  joinShort: 'Por teléfono, en tres pasos:',
  joinCall: '1. Llame al número de la invitación.',
  joinCallNear: '1. Llame al número de la invitación; cerca de usted: {number}.',
  joinId: '2. Introduzca el ID de conferencia de la invitación.',
  joinPin: '3. Si dirige la reunión, introduzca su PIN. Si no, espere a que le dejen entrar.',
  joinAfterReset: 'Después de restablecerlo, solo sirve el PIN nuevo.',
  joinMute: 'Para silenciar su micrófono: {keys}.',

  aloneShort: 'El responsable aún no ha entrado, usted está en la sala de espera o la reunión está bloqueada.',
  aloneLeader:
    'Aún sin responsable: quienes llaman oyen música hasta que llegue. ¿Es usted el responsable? Vuelva a llamar e introduzca su PIN cuando se lo pidan.',
  aloneLobby: 'En la sala de espera: alguien de la reunión le deja entrar, en la aplicación o por teléfono.',
  aloneLobbyKeys: 'En la sala de espera: alguien de la reunión le deja entrar, en la aplicación o con {keys}.',
  aloneLocked: 'Bloqueada: pida a alguien de la reunión que la desbloquee.',
  aloneLockedKeys: 'Bloqueada: pida a alguien de la reunión que la desbloquee con {keys}.',
  aloneId: '¿Sigue sin nadie? Compruebe el ID de conferencia: cada reunión puede tener el suyo.',

  deskPhoneShort: 'En el teléfono, introduzca su extensión (o el número completo) y su PIN.',
  deskPhoneTeams: 'Un teléfono de Teams inicia sesión con su cuenta de trabajo, no con un PIN.',
  deskPhoneAfter:
    'Después de restablecer el PIN, el teléfono puede seguir funcionando un tiempo y luego volver a pedirlo: inicie sesión con el PIN nuevo. El anterior se rechaza.',
  deskPhoneRefused:
    '¿Lo rechaza? Compruebe primero la extensión. Un PIN caducado o bloqueado también se rechaza: consúltelo.',

  troubleShort: 'Un PIN rechazado tiene una de estas tres causas:',
  expired: 'Ha caducado: elija uno nuevo.',
  locked:
    'Está bloqueado tras demasiados intentos erróneos. A menudo eso termina por sí solo al cabo de una hora. Si no, solo el servicio de asistencia puede desbloquearlo: {phone}.',
  refused: 'Es otro PIN o es otra reunión: compruebe el ID de conferencia.',
  refusedTeams: 'En Teams un PIN solo abre sus propias reuniones.',
};
