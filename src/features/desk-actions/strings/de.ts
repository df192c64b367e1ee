import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  'unlock-pin.subject': 'Ihre Einwahl-PIN wurde entsperrt',
  'unlock-pin.text': `Guten Tag {name},

am {date} hat der Helpdesk von {organisation} Ihre Einwahl-PIN entsperrt. Die PIN selbst wurde nicht geändert.

Haben Sie nicht mit dem Helpdesk gesprochen? Dann sagen Sie es ihm bitte sofort: {phone}, {mail}.

Keine Mail und niemand am Helpdesk wird Sie je nach Ihrer PIN fragen.`,
  'lift-pause.subject': 'Sie können wieder bestätigen, wer Sie sind',
  'lift-pause.text': `Guten Tag {name},

am {date} hat der Helpdesk von {organisation} die Pause nach falschen Einmalcodes beendet. Sie können Ihre Einwahl-PIN im PIN-Chat wieder zurücksetzen; die PIN wurde nicht geändert.

Haben Sie nicht mit dem Helpdesk gesprochen? Dann sagen Sie es ihm bitte sofort: {phone}, {mail}.

Keine Mail und niemand am Helpdesk wird Sie je nach Ihrer PIN fragen.`,
  'lift-freeze.subject': 'Sie können Ihre Einwahl-PIN wieder zurücksetzen',
  'lift-freeze.text': `Guten Tag {name},

am {date} hat der Helpdesk von {organisation} die Sperre für das Zurücksetzen Ihrer Einwahl-PIN aufgehoben. Sie können im PIN-Chat eine neue PIN wählen; die vorige gilt nicht mehr.

Haben Sie nicht mit dem Helpdesk gesprochen? Dann sagen Sie es ihm bitte sofort: {phone}, {mail}.

Keine Mail und niemand am Helpdesk wird Sie je nach Ihrer PIN fragen.`,
  'invite.subject': 'Wählen Sie Ihre Einwahl-PIN',
  'invite.text': `Guten Tag {name},

der Helpdesk von {organisation} lädt Sie ein, eine PIN für die Einwahl in Besprechungen zu wählen. Öffnen Sie den PIN-Chat, der zuerst fragt, wer Sie sind:

{link}

Der Link ist für alle derselbe und öffnet von sich aus nichts.

Haben Sie nicht mit dem Helpdesk gesprochen? Dann sagen Sie es ihm bitte sofort: {phone}, {mail}.

Keine Mail und niemand am Helpdesk wird Sie je nach Ihrer PIN fragen.`,
};
