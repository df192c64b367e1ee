import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const es: Words<typeof en> = {
  chooseTitle: 'Elija un PIN nuevo',
  itIsYou: 'Es usted:',
  name: 'Nombre',
  department: 'Departamento',
  phone: 'Teléfono',
  extension: 'Extensión',
  notAlways:
    'Casi siempre basta con el número de teléfono y el ID de conferencia para entrar por teléfono en una reunión, sin PIN. Lo necesita si dirige la reunión desde un teléfono sin sesión iniciada y cuando una reunión está bloqueada.',
  deskPhoneBefore:
    'Su teléfono de mesa inicia sesión con este PIN. Tras el cambio puede dejar de funcionar hasta que vuelva a iniciar sesión en él con el PIN nuevo.',
  rulesTitle: 'Reglas para su PIN',
  ruleLength: 'De {min} a {max} cifras; sin letras, espacios ni caracteres especiales',
  rulePatterns:
    'Ninguna cifra tres veces seguidas, no solo parejas (225577), no cuatro cifras en orden (1234), nada que mucha gente elija',
  ruleNumbers: 'Ni su extensión, ni su número de teléfono, ni el final de este',
  ruleDates: 'Ninguna fecha de seis cifras',
  ruleHistory: '{count, plural, one {No el último PIN} other {Ninguno de sus últimos # PIN}}',
  rulesShort: 'Su PIN tiene de {min} a {max} cifras y nada más.',
  rulesUnknown:
    'Las reglas exactas están en el formulario cuando elige un PIN nuevo; por lo general, un PIN tiene al menos cinco cifras.',
  rulesIssued: 'No puede elegir su PIN: Teams lo crea, de 4 a 12 cifras, y se lo envía.',
  ruleLifetime: 'Es válido durante {days, plural, one {# día} other {# días}}',
  ruleForever: 'No caduca',
  resetNow: 'Restablecer mi PIN',
  more: 'Más',
  pin: 'PIN nuevo',
  pinError: 'Introduzca un PIN nuevo, solo con cifras.',
  pinConfirmation: 'PIN nuevo otra vez',
  pinConfirmationError: 'Introduzca el PIN nuevo por segunda vez.',
  setPin: 'Guardar el PIN',
  issueTitle: 'Recibir un PIN nuevo por correo',
  issueIntro: 'El servicio de conferencias crea un PIN nuevo y se lo envía por correo. El actual deja de funcionar.',
  issuePin: 'Enviarme un PIN nuevo',
  issued:
    'He pedido un PIN nuevo al servicio de conferencias. Lo envía por correo a {address}; puede tardar unos minutos. ¿No ha llegado después de diez? Mire en el correo no deseado y, después, vuelva a pedírmelo o hable con una persona.',
  issueUnknown:
    'El servicio de conferencias no ha dicho si ha creado un PIN nuevo, y no se lo pido otra vez por mi cuenta. Si llega un correo a {address} en diez minutos, el PIN que contiene es válido. Si no llega, vuelva a pedírmelo o hable con una persona.',
  yourAddress: 'su dirección de trabajo',
  talkToAPerson: 'Hablar con una persona',
  cancel: 'Cancelar',
  doneTitle: 'Su PIN está guardado',
  changedAt: 'Se cambió el {date}.',
  howToDialIn:
    'Para entrar en una reunión, llame al número de la invitación. Cuando se le pida, introduzca el ID de conferencia y después su PIN.',
  howToDialInWithNumber:
    'Para entrar en una reunión, llame al número de la invitación (en su región: {number}). Cuando se le pida, introduzca el ID de conferencia y después su PIN.',
  expires: 'El PIN vale hasta el {date}.',
  deskPhoneAfter:
    'Su teléfono de mesa puede dejar de funcionar hasta que inicie sesión en él con su extensión y el PIN nuevo.',
  embedded: 'Nota: este es el servicio de PIN integrado. No abre ninguna reunión real.',
  callNow: 'Llamar al {number}',
  allKeys: 'Teclas del teléfono en una reunión',
  'not-digits': 'Un PIN solo tiene cifras: sin letras, espacios ni caracteres especiales.',
  'too-short': 'Ese PIN es demasiado corto. Necesita al menos {min} cifras.',
  'too-long': 'Ese PIN es demasiado largo. Puede tener como máximo {max} cifras.',
  'repeated-digits':
    'Ninguna cifra puede aparecer tres veces seguidas, y el PIN no puede estar formado solo por parejas.',
  'consecutive-digits': 'Ese PIN tiene cuatro cifras en orden, como 1234. Elija otro.',
  'own-number': 'Ese PIN es su propio número o el final de este. Elija otro.',
  popular: 'Mucha gente elige ese PIN, así que es fácil de adivinar. Elija otro.',
  date: 'Ese PIN es una fecha, así que es fácil de adivinar. Elija otro.',
  'pin-missing': 'Introduzca un PIN nuevo.',
  mismatch: 'Los dos PIN no coinciden. Introduzca ambos otra vez.',
  'typed-pin': 'Lo que se escribe en el chat puede haberse visto, así que elija otro PIN en el formulario.',
  'wrong-length': 'El servicio de PIN ha rechazado la longitud de ese PIN. Elija otro.',
  'too-easy': 'El servicio de PIN considera ese PIN demasiado fácil de adivinar. Elija otro.',
  reused: 'Ya ha usado ese PIN antes. Elija otro.',
  locked: 'Su PIN está bloqueado. Solo el servicio de asistencia puede desbloquearlo.',
  'unknown-person':
    'El servicio de PIN no le conoce, así que no puedo guardar un PIN. El servicio de asistencia tiene que revisarlo.',
  'not-enabled': 'Su cuenta no está habilitada para conferencias telefónicas.',
  'under-way':
    'Es posible que un cambio anterior de su PIN aún esté en curso, así que ahora no he cambiado nada. Vuelva a intentarlo dentro de dos minutos.',
  'other-service':
    'Su PIN pertenece a otro servicio al que no puedo llegar. El servicio de asistencia tiene que revisarlo.',
  'no-account': 'Ya no encuentro su cuenta en el directorio, así que no he cambiado nada.',
  disabled: 'Su cuenta está desactivada, así que no he cambiado nada.',
  guest: 'Su cuenta es de invitado, y los invitados no tienen PIN de acceso telefónico.',
  protected: 'Su cuenta tiene una protección especial: solo el servicio de asistencia puede restablecer su PIN.',
  frozen:
    'El restablecimiento de su PIN está bloqueado, porque se comunicó que un cambio no era suyo. Llame al servicio de asistencia: levanta el bloqueo cuando haya hablado con usted.',
  'not-here': 'No puedo restablecer este PIN aquí.',
  frozenNote:
    'El restablecimiento está bloqueado para esta persona: se comunicó que un cambio del PIN no era suyo. Véase la incidencia de seguridad.',
  reportedNote:
    'El restablecimiento sin iniciar sesión está detenido para esta persona: se comunicó que un código o unos códigos erróneos no eran suyos. Véase la incidencia de seguridad.',
  'password-changed': 'La contraseña de su cuenta se ha cambiado desde que confirmó quién es. Confírmelo de nuevo.',
  passwordNote:
    'La contraseña de la cuenta de esta persona se cambió después de que un código la confirmara, así que aquí no se cambió nada.',
  'too-many-resets': 'Su PIN se ha restablecido tantas veces como es posible en un día.',
  'proof-used': 'Esta confirmación ya se ha usado para un cambio. Cada cambio necesita la suya.',
  'interrupted-unchanged': 'Se ha interrumpido. Por lo que veo, su PIN no se cambió. Elija de nuevo.',
  'interrupted-unknown': 'Se ha interrumpido y no puedo ver si su PIN se cambió. Elija de nuevo.',
  mayStillCome:
    'No he visto cómo terminó: el cambio aún puede llegar en los próximos dos minutos. Si llega, un correo se lo dirá, y el PIN que eligió será válido. Si después de diez minutos no ha llegado ningún correo, vuelva a pedírmelo o hable con una persona.',
  changedSubject: 'Su PIN de acceso telefónico ha cambiado',
  changedText: `Hola, {name}:

Su PIN de acceso telefónico se cambió el {date} en el chat del PIN de {organisation}.

¿Ha sido usted? Entonces no tiene que hacer nada. Ningún correo y nadie del servicio de asistencia le pedirá nunca su PIN.

¿No ha sido usted? Avise enseguida al servicio de asistencia: {phone}, {mail}.`,
  pausedSubject: 'Alguien ha intentado restablecer su PIN de acceso telefónico',
  pausedText: `Hola, {name}:

El {date} se introdujeron demasiados códigos de un solo uso erróneos a su nombre en el chat del PIN de {organisation}. El restablecimiento queda allí en pausa un tiempo. Su PIN no se ha cambiado.

¿Ha sido usted? Vuelva a intentarlo más tarde o pregunte al servicio de asistencia.

¿No ha sido usted? Avise al servicio de asistencia: {phone}, {mail}.`,
  changedNotMe: `También puede detenerlo usted mismo en esta página, que se lo pregunta una vez más:

{link}

Su PIN deja entonces de funcionar, y nadie puede restablecerlo antes de que el servicio de asistencia haya hablado con usted. El enlace sirve una vez, durante 14 días.`,
  pausedNotMe: `También puede comunicarlo en esta página, que se lo pregunta una vez más:

{link}

El restablecimiento sin iniciar sesión se detiene entonces durante 24 horas, y su PIN queda como está. El enlace sirve una vez, durante 14 días.`,
  notMeButton: 'No he sido yo',
  changedButton:
    'También puede detenerlo usted mismo: el botón de abajo abre una página que se lo pregunta una vez más. Su PIN deja entonces de funcionar, y nadie puede restablecerlo antes de que el servicio de asistencia haya hablado con usted. El botón sirve una vez, durante 14 días.',
  pausedButton:
    'También puede comunicarlo: el botón de abajo abre una página que se lo pregunta una vez más. El restablecimiento sin iniciar sesión se detiene entonces durante 24 horas, y su PIN queda como está. El botón sirve una vez, durante 14 días.',
};
