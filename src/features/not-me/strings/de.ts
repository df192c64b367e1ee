import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  'pin-changed':
    '„Das war ich nicht“, gemeldet über den Link in einer Nachricht zu einer Änderung der PIN ({date}). Das Zurücksetzen ist für diese Person auf allen Wegen gesperrt, bis die Sperre in diesem Ticket aufgehoben wird. Rufen Sie sie vorher unter einer hinterlegten Nummer an.',
  'code-sent':
    '„Das war ich nicht“, gemeldet über den Link in der E-Mail mit einem Einmalcode ({date}). Das Zurücksetzen ohne Anmeldung ist für diese Person 24 Stunden lang gesperrt.',
  'resets-paused':
    '„Das war ich nicht“, gemeldet über den Link in einer Nachricht zu falschen Einmalcodes ({date}). Das Zurücksetzen ohne Anmeldung ist für diese Person 24 Stunden lang gesperrt.',
  untouched: 'Die PIN ist unverändert.',
  'out-of-use': 'Die PIN ist außer Kraft.',
  'not-yet':
    'Die PIN ist noch nicht außer Kraft: Das ist fehlgeschlagen und wird etwa eine Stunde lang weiter versucht.',
  'no-account': 'Das Verzeichnis kennt die Person nicht mehr, daher konnte die PIN nicht außer Kraft gesetzt werden.',
  lifted: 'Die Sperre wurde inzwischen aufgehoben, daher blieb die PIN unberührt.',
};
