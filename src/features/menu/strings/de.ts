import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  heading: 'PIN Desk von {organisation}',
  intro:
    'Ich setze Ihre Konferenz-PIN zurück, sage Ihnen, welche Telefontaste was bewirkt, und gebe an den Helpdesk weiter, was ich nicht lösen kann.',
  hint: 'Schreiben Sie mit eigenen Worten, was Sie brauchen, oder wählen Sie:',
  inGroup:
    'Guten Tag! Ich kenne die Telefontasten und die Einwahlnummern von {organisation}. Wenn es um Ihre PIN geht, schreiben Sie mir bitte in einem privaten Chat.',
  help: 'Sie können jederzeit „zurück“, „von vorn“ oder „abbrechen“ schreiben.',
  thanks: 'Gern geschehen! Schreiben Sie einfach, wenn Sie noch etwas brauchen.',
  goodbye: 'Auf Wiedersehen! Der Chat bleibt für Sie da.',
  notOurs:
    'Dabei kann ich nicht helfen: Ich kenne PINs für Telefonkonferenzen und die Einwahl in Besprechungen. Der Helpdesk kann es: {phone}, {mail}.',
  more: 'Mehr',
  resetPin: 'Meine PIN zurücksetzen',
  whichKey: 'Mit welcher Taste schalte ich mich stumm?',
  accessNumber: 'Einwahlnummern',
  person: 'Mit einer Person sprechen',
  language: 'Sprache ändern',
  feedback: 'Feedback geben',
};
