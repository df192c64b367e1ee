import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  subject: 'Alarm fra PIN Desk hos {organisation}',
  text: `{event}

Siden: {date}

Du får højst én mail i timen om dette. Loggen og sagerne fra det tidspunkt siger mere; den vagthavende finder i driftsvejledningen, hvad der skal gøres.`,
  'anonymous-path-closed':
    'Der er inden for en time tastet for mange forkerte koder, eller for mange personer er sat på pause. Nogen prøver måske koder af. I en time kan personer, der ikke er logget på, kun oprette en sag.',
  'many-tickets':
    'Der er oprettet usædvanligt mange sager inden for en time. Chatten tager fortsat imod dem. Enten er noget i stykker, eller også vil nogen holde helpdesken beskæftiget.',
};
