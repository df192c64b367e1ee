import type { Lexicon } from '../lexicon.ts';

export const es: Lexicon = {
  pin: 'pin, pines, código pin, clave pin, número pin, pin de conferencia, código personal, número de identificación personal, nip, código secreto',
  code: 'código, códigos, clave',
  forgot: `olvidé, olvidado, olvide, olvidó, olvidar, olvido, perdí, perdido, perder, recuerdo, recordar, acuerdo, no sé, no se mi, no se cual es, no conozco, nunca recibí, no recibí, no he recibido, nunca he recibido, recuperar, recuperación, dónde está, no me sé`,
  reset:
    'restablecer, restablece, restablezca, restablecimiento, reestablecer, reiniciar, resetear, reseteo, resetea, reset, restaurar, renovar, regenerar, desbloquear, desbloqueo, desbloquea, desbloquee',
  new: 'nuevo, nueva, nuevos, otro, otra, primer, primero',
  change:
    'cambiar, cambia, cambio, cambie, modificar, actualizar, reemplazar, sustituir, elegir, crear, poner, establecer, asignar, configurar, pasar, generar',
  wrong: `incorrecto, inválido, erróneo, equivocado, no funciona, funciona, no sirve, no vale, rechazado, rechaza, error, problema, problemas, caducado, caducó, caduca, vencido, venció, expirado, expiró, bloqueado, bloqueada, bloqueó, acepta, aceptado, robado, falla, filtrado, mal`,
  need: 'necesito, quiero, quisiera, obtener, tener, pedir, solicitar, conseguir, dame, deme, muestra, muéstrame, muestre, mostrar, ver, enseñar, encontrar, enviar, lista, listado, gustaría, dar, recibir, falta',
  elsewhere: `contraseña, contraseñas, tarjeta, tarjeta de crédito, banco, sim, puerta, impresora, ordenador, portátil, coche, casa, llave, llaves, película, teclado, contestador, buzón de voz, wifi, bicicleta, oficina, aparcamiento, código postal,
    código fuente, piano, habitación, hotel, mesa, tiempo hace`,
  key: 'tecla, botón, pulsar, pulso, pulse, presionar, presiono, marcar, marco, apretar, aprieto, atajo, dígito, oprimir, combinación',
  keys: 'teclas, teclas del teléfono, botones, comandos, atajos, dtmf, tonos, teclas telefónicas, órdenes, controles',
  mute: `silenciar, silencio, silencia, silencie, silenciarme, silencio mi, micrófono, micrófonos, micro, mutear, mutearme, mute, desactivar el sonido, quitar el sonido, activar el sonido, desmutear, mudo, enmudecer, silenciado, apagar el sonido, reactivar`,
  everyone:
    'todos, todas, todo el mundo, participantes, asistentes, los demás, demás, otros, audiencia, invitados, público',
  lock: 'bloquear, bloqueo, bloquea, cerrar, cierro, abrir, cierra',
  admit: 'admitir, admito, dejar entrar, dejo entrar, permitir, dejar pasar, aceptar, admite',
  lobby: 'sala de espera, espera, vestíbulo, esperando, esperan',
  roster:
    'pasar lista, lista de participantes, quién está, quiénes están, quién participa, quién está conectado, quiénes participan, lista de asistentes, oír los nombres, quién hay, quiénes hay, quién se ha unido',
  announcements:
    'anuncio, anuncios, aviso, avisos, pitido, pitidos, avisos de entrada, entrada y salida, sonidos de entrada, señal acústica',
  hand: 'mano, manos, la mano',
  raise: 'levantar, levanto, levante, levanta, bajar, subir, alzar',
  operator: 'operador, operadora, centralita, telefonista',
  number: 'número, números, número de teléfono, números de teléfono, teléfonos, número local, números locales, numero',
  dialIn: `número de acceso, números de acceso, número de marcado, números de marcado, marcación, por teléfono, llamar a la reunión, llamar a la conferencia, conectarme por teléfono, entrar por teléfono, unirme por teléfono, número de la conferencia,
    número de conferencia, número gratuito, números gratuitos, gratuito, gratuitos, llamada entrante, desde el teléfono, desde mi teléfono, acceso telefónico, con el teléfono, llamar para entrar`,
  call: 'llamar, llamo, llamada, llame, telefonear, teléfono, unirme, unirse, conectarme, conectarse, conecto, participar, marcar, móvil, celular, uno',
  meeting:
    'reunión, reuniones, conferencia, conferencias, audioconferencia, teleconferencia, videoconferencia, sesión, junta',
  talk: 'hablar, hablo, hable, hablas, habla, contactar, contacto, comunicar, comunicarme, conversar, transferir, pasar con, ponerme en contacto, póngame, atender, contacte',
  person:
    'persona, humano, humana, alguien, agente, asesor, asesora, técnico, técnica, compañero, empleado, ser humano, persona real, representante',
  desk: 'mesa de ayuda, centro de asistencia, soporte, soporte técnico, servicio técnico, servicio de asistencia, atención al cliente, incidencia, tique, ticket, queja, reclamación, llámame, llámenme, llámeme, asistencia técnica, helpdesk, mesa de servicio',
  help: 'ayuda, ayudar, ayúdame, ayúdeme, ayude, asistencia, qué puedes hacer, qué puede hacer, cómo funciona, cómo funciona esto, instrucciones, auxilio, socorro',
  menu: 'menú, menú principal, opciones, inicio, página principal, principal',
  language: 'idioma, idiomas, lengua, lenguaje',
  feedback:
    'opinión, opinar, comentario, comentarios, sugerencia, sugerencias, valorar, valoración, evaluar, evaluación, encuesta, calificar, feedback',
  greeting: 'hola, buenos días, buenas tardes, buenas noches, buenas, qué tal, saludos, buen día',
  thanks: 'gracias, muchas gracias, mil gracias, agradezco, agradecido, agradecida, muy agradecido',
  cancel:
    'cancelar, cancela, cancele, anular, anula, parar, para ya, alto, salir, terminar, olvídalo, olvídelo, déjalo, déjelo, no importa, da igual, stop, abandonar',
  startOver:
    'empezar de nuevo, volver a empezar, comenzar de nuevo, desde el principio, desde cero, empezar otra vez, reempezar, empezar desde cero, comenzar otra vez, recomenzar',
  back: 'volver, atrás, volver atrás, anterior, paso anterior, regresar, retroceder, ir atrás, regresa, vuelve',
  ignored: `abrir, abre, abra, yo, me, mi, mis, mí, mío, nosotros, nos, nuestro, nuestra, tú, tu, tus, te, ti, usted, ustedes, su, sus, se, él, ella, ellos, lo, la, los, las, le, les, el, un, una, unos, unas, de, del, al, a, en, con, por, para, sin, sobre, desde, hasta, entre, hacia,
    es, son, soy, está, están, estoy, ser, estar, ha, he, has, han, hay, haber, había, tengo, tiene, tener, puedo, puede, puedes, pueden, podría, podrías, debo, debe, hacer, hago, hace, haga, voy, va, ir, que, qué, cual, cuál, cuáles, como, cómo, cuando, cuándo, donde, dónde, quien, quién, porque,
    y, o, u, pero, si, sí, no, ni, ya, más, muy, mucho, también, aquí, ahora, otra vez, favor, por favor, porfa, hola, eso, esto, esta, este, ese, esa, activar, desactivar, activo, desactivo, activa, desactiva, quitar, quito, apagar, apago, encender, usar, uso, utilizar, algo, bien, vale, ok, mismo, misma, todo, todavía, aún, mientras, durante, dónde, sirve, uno,
    genial, perfecto, estupendo, bueno, buena, dices, dime, continuar, seguir, sigue, deseo, mejor, paso`,
  languageNames: {
    en: 'inglés, inglesa, ingles',
    da: 'danés, danesa, danes',
    de: 'alemán, alemana, aleman',
    fr: 'francés, francesa, frances',
    es: 'español, española, castellano',
  },
};
