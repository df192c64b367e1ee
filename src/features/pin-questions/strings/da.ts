import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  needAPin:
    'For det meste behøver du ingen pinkode: opkaldsnummeret og konference-id’et fra din invitation er nok. Du skal bruge din pinkode for at deltage som mødeleder fra en telefon, der ikke er logget ind, for at komme ind i et låst møde, på udstyr i mødelokaler og på en bordtelefon, der logger ind med lokalnummer og pinkode.',
  pinStatus:
    'Her i chatten kan vi ikke slå op, om du har en pinkode, eller hvornår den udløber; det kan vi først sige efter en nulstilling. Helpdesken kan sige det nu.',
  deskPhone:
    'Efter en ny pinkode skal en bordtelefon logge ind igen: Indtast dit lokalnummer og den nye pinkode på telefonen. Hvis det ikke hjælper, så tal med en medarbejder.',
  leaderFirst:
    'Indtil mødelederen er med, lukkes ingen ind: de, der ringer ind, venter alene og hører musik. På telefonen viser pinkoden, hvem der er mødeleder: Ring ind, og indtast konference-id’et og derefter din pinkode.',
  letIn: 'De, der venter i lobbyen, lukkes ind med {keys}.',
  resetPin: 'Nulstil min pinkode',
  allKeys: 'Alle telefontaster',
  callInNumbers: 'Opkaldsnumre',
  person: 'Tal med en medarbejder',
};
