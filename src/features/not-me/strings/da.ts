import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  'pin-changed':
    '»Det var ikke mig«, meldt med linket i en besked om en ændring af pinkoden ({date}). Nulstilling er spærret for personen ad alle veje, indtil spærringen hæves i denne sag. Ring først, til et registreret nummer.',
  'code-sent':
    '»Det var ikke mig«, meldt med linket i mailen med en engangskode ({date}). Nulstilling uden login er stoppet for personen i 24 timer.',
  'resets-paused':
    '»Det var ikke mig«, meldt med linket i en besked om forkerte engangskoder ({date}). Nulstilling uden login er stoppet for personen i 24 timer.',
  untouched: 'Pinkoden er ikke rørt.',
  'out-of-use': 'Pinkoden er taget ud af brug.',
  'not-yet': 'Pinkoden er endnu ikke taget ud af brug: det mislykkedes, og der prøves igen i cirka en time.',
  'no-account': 'Personen findes ikke længere i kartoteket, så pinkoden kunne ikke tages ud af brug.',
  lifted: 'Spærringen er hævet siden, så pinkoden blev ikke rørt.',
};
