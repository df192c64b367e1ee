import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  subject: 'Alarm vom PIN Desk von {organisation}',
  text: `{event}

Seit: {date}

Sie erhalten dazu höchstens eine Mail pro Stunde. Das Protokoll und die Tickets dieser Zeit sagen mehr; was zu tun ist, steht für die Bereitschaft im Betriebshandbuch.`,
  'anonymous-path-closed':
    'Innerhalb einer Stunde wurden zu viele falsche Codes eingegeben, oder zu viele Personen wurden gesperrt. Möglicherweise probiert jemand Codes aus. Eine Stunde lang können nicht angemeldete Personen nur ein Ticket eröffnen.',
  'many-tickets':
    'Innerhalb einer Stunde wurden ungewöhnlich viele Tickets eröffnet. Der Chat nimmt sie weiter an. Entweder ist etwas defekt, oder jemand will den Helpdesk beschäftigen.',
};
