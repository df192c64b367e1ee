import type { Words } from '../words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  cancelled: 'Abgebrochen. Mit dieser Anfrage geschieht nichts weiter.',
  nothingToCancel: 'Es gibt nichts abzubrechen.',
  startedOver: 'In Ordnung, von vorn.',
  cannotGoBack: 'Hier können Sie nicht zurückgehen. Sie können fortfahren oder „abbrechen“ schreiben.',
  hereYouAre: 'Sie sind hier:',
  goOn: 'Sie können jederzeit mit dem Formular oben weitermachen.',
  idle: 'Es ist eine Weile vergangen, deshalb habe ich den angefangenen Vorgang geschlossen. Dadurch wurde nichts geändert.',
  upgraded: 'Ich wurde inzwischen aktualisiert, deshalb müssen wir von vorn beginnen. Ich bitte um Entschuldigung.',
  staleForm: 'Dieses Formular wird nicht mehr verwendet. Hier sind wir jetzt:',
  staleFormMenu: 'Dieses Formular wird nicht mehr verwendet. Was möchten Sie tun?',
  interrupted: 'Das wurde unterbrochen, bevor es fertig war. Bitte versuchen Sie es noch einmal:',
  stillWorking: 'Ich arbeite noch daran. Die Antwort erscheint hier.',
  confirmAgain: 'Bitte bestätigen Sie noch einmal, wer Sie sind. Eine Bestätigung gilt zehn Minuten.',
  notUnderstood: 'Das habe ich nicht ganz verstanden. Meinten Sie etwas davon?',
  unrelated: 'Darüber weiß ich leider nichts. Das kann ich für Sie tun:',
  alsoAsked: 'Und dann war da noch etwas:',
  goOnInThis: 'Möchten Sie auf Deutsch weitermachen?',
  inPrivate: 'Das ist persönlich. Bitte machen wir vertraulich weiter: Öffnen Sie einen Einzelchat mit mir.',
  inPrivateNow: 'Das ist persönlich. Ich habe Ihnen in einem Einzelchat geschrieben.',
  sent: 'Gesendet ✓',
  closed: 'Dieses Formular ist geschlossen.',
  fault:
    'Das war unser Fehler, nicht Ihrer. Referenz: {reference}. Bitte versuchen Sie es gleich noch einmal oder wenden Sie sich an den Helpdesk.',
};
