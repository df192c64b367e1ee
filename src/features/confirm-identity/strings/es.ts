import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  whoTitle: '¿Quién es usted?',
  whoIntro: 'Indique su correo electrónico de trabajo. Si está registrado aquí, le enviaré un código de un solo uso.',
  email: 'Correo electrónico de trabajo',
  emailError: 'Introduzca una dirección completa, con una @.',
  sendCode: 'Enviarme un código',
  sendTitle: '¿Le envío un código?',
  sendIntro: 'Para confirmar su identidad, envío un código a {destination}.',
  whereTitle: '¿Adónde envío el código?',
  whereIntro: 'Para confirmar quién es, envío un código a una de sus direcciones registradas.',
  codeTitle: 'Introduzca el código',
  codeIntroAnonymous:
    'Si esta dirección está registrada aquí, un código está en camino. ¿Nada después de dos minutos? Hable con una persona.',
  codeIntro: 'He enviado un código a {destination}.',
  overTitle: '¿Necesita un código nuevo?',
  codeHint: 'El código tiene {digits} cifras y vale durante {minutes} minutos. También puede escribirlo en el chat.',
  code: 'Código de un solo uso',
  codeError: 'Introduzca las cifras del correo.',
  confirm: 'Confirmar',
  again: 'Enviar un código nuevo',
  notReceived: '¿Sin código? Ayuda',
  talkToAPerson: 'Hablar con una persona',
  cancel: 'Cancelar',
  signInText: 'Para confirmar su identidad, inicie sesión con su cuenta de trabajo.',
  signInButton: 'Iniciar sesión',
  signInUnavailable: 'En este momento no es posible iniciar sesión. Hable con una persona.',
  confirmed: 'Gracias, queda confirmado.',
  newCode: 'Un código nuevo sustituye al anterior, que ya no vale.',
  onItsWay: 'Acaba de pedirse un código. Si le ha llegado, sigue siendo válido.',
  addressGiven: 'Dirección indicada: {identifier}',
  'address-missing': 'Indique su correo electrónico de trabajo.',
  'address-wrong': 'Eso no parece una dirección de correo. Introduzca una dirección completa, con una @.',
  'too-soon':
    'Se pidió un código hace menos de un minuto. Espere {seconds, plural, one {# segundo} other {# segundos}} y vuelva a intentarlo.',
  'too-many-requests':
    'Han llegado demasiadas solicitudes desde su red. Vuelva a intentarlo después de {until}, o hable con una persona.',
  'too-many-codes': 'Hoy no se pueden enviar más códigos para esto. El servicio de asistencia le ayudará a continuar.',
  paused:
    'Tras demasiados códigos erróneos, el restablecimiento queda aquí en pausa hasta {until}. El servicio de asistencia le ayudará a continuar.',
  'ticket-only':
    'En este momento no puedo confirmar su identidad con un código. El servicio de asistencia le ayudará a continuar.',
  off: 'En este canal no puedo confirmar su identidad. El servicio de asistencia le ayudará a continuar.',
  'code-missing': 'Introduzca el código del correo.',
  'code-shape': 'El código tiene {digits} cifras y nada más.',
  'wrong-code': 'Ese no es el código correcto. {left, plural, one {Le queda # intento} other {Le quedan # intentos}}.',
  'code-spent': 'Era el último intento para este código. Pida uno nuevo, o hable con una persona.',
  interrupted: 'Se ha interrumpido. Escriba el código del correo más reciente.',
  'code-gone': 'Este código ya no vale. Pida uno nuevo, o hable con una persona.',
  undeliverable:
    'El correo con su código no se pudo entregar: el sistema de correo no funciona en este momento. Pida un código nuevo o deje que siga el servicio de asistencia.',
  'mailbox-refused':
    'El correo con su código no se pudo entregar: ese buzón no admite correo. El servicio de asistencia puede arreglarlo.',
  'unknown-person': 'No encuentro su cuenta en el directorio, así que no puedo restablecer su PIN.',
  disabled: 'Su cuenta está desactivada, así que no puedo restablecer su PIN.',
  guest: 'Su cuenta es de invitado, y los invitados no tienen PIN de acceso telefónico.',
  protected: 'Su cuenta tiene una protección especial: solo el servicio de asistencia puede restablecer su PIN.',
  'no-address': 'No consta ninguna dirección de correo a la que pueda enviarle un código.',
  'new-password':
    'La contraseña de su cuenta se cambió hace menos de un día. Para su protección, no envío códigos tan pronto.',
  'new-account': 'Su cuenta es nueva. Para su protección, no envío códigos a cuentas nuevas.',
  frozen:
    'El restablecimiento está bloqueado para esta persona: se comunicó que un cambio del PIN no era suyo. Véase la incidencia de seguridad.',
  reported:
    'El restablecimiento sin iniciar sesión está detenido para esta persona: se comunicó que un código o unos códigos erróneos no eran suyos. Véase la incidencia de seguridad.',
  'sign-in-failed': 'No se ha podido iniciar sesión.',
  'sign-in-old': 'Ha pasado demasiado tiempo desde que inició sesión.',
  'sign-in-used': 'Ya ha cambiado algo con ese inicio de sesión. Cada cambio necesita uno nuevo.',
  'sign-in-outdated':
    'La contraseña de su cuenta se cambió después de ese inicio de sesión. Inicie sesión de nuevo; si se acaba de cambiar, espere antes cinco minutos.',
  'two-tenants':
    'Teams indica aquí dos organizaciones para usted, como ocurre con los invitados y en los canales compartidos, así que no puedo saber a cuál pertenece su cuenta. Escríbame desde su propia organización en Teams.',
  'other-tenant':
    'Su cuenta pertenece a una organización a la que no atiendo, así que no puedo restablecerle ningún PIN.',
  mailSubject: 'Su código de un solo uso para {organisation}',
  mailText: `Hola, {name}:

Su código de un solo uso para el chat del PIN es:

{code}

Vale durante {minutes} minutos, una sola vez y solo en la conversación en la que se pidió. No se lo diga a nadie; el servicio de asistencia no se lo pedirá.

¿No ha pedido ningún código? Entonces alguien ha indicado su dirección. Sin el código no puede hacer nada, y usted no tiene que hacer nada. Si vuelve a ocurrir, avise al servicio de asistencia: {phone}, {mail}.`,
  mailNotMe: `También puede comunicarlo en esta página, que se lo pregunta una vez más:

{link}

El restablecimiento sin iniciar sesión se detiene entonces durante 24 horas, y su PIN queda como está. El enlace sirve una vez, durante 14 días.`,
};
