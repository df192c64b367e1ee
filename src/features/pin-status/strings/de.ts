import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  set: 'Ihre PIN ist gesetzt.',
  setUntil: 'Ihre PIN ist gesetzt und gilt bis {date}.',
  setForever: 'Ihre PIN ist gesetzt. Sie läuft nicht ab.',
  notSet: 'Sie haben noch keine PIN.',
  expired: 'Ihre PIN ist am {date} abgelaufen. Wählen Sie eine neue.',
  locked: 'Ihre PIN ist gesperrt. Nur der Helpdesk kann sie entsperren: {phone}.',
  unknown: 'Der PIN-Dienst teilt nicht mit, ob Sie eine PIN haben.',
  changed: 'Zuletzt geändert',
  validUntil: 'Gültig bis',
  phone: 'Ihre Nummer',
  extension: 'Ihre Durchwahl',
  never: 'nie',
  nobodySees: 'Niemand kann die PIN selbst nachsehen, auch nicht der Helpdesk.',
  embedded: 'Hinweis: Dies ist der eingebaute PIN-Dienst. Er öffnet keine echten Besprechungen.',
  resetPin: 'Meine PIN zurücksetzen',
  person: 'Mit einer Person sprechen',
  noAccount: 'Ihr Konto ist im Verzeichnis nicht mehr zu finden.',
  disabled: 'Ihr Konto ist deaktiviert.',
  notHere: 'Diese PIN kann hier nicht nachgesehen werden.',
};
