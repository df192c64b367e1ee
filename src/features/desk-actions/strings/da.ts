import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  'unlock-pin.subject': 'Din pinkode til telefonmøder er låst op',
  'unlock-pin.text': `Hej {name}

{date} låste helpdesken hos {organisation} din pinkode til telefonmøder op. Selve pinkoden er ikke ændret.

Har du ikke talt med helpdesken? Så giv den straks besked: {phone}, {mail}.

Ingen mail og ingen ved helpdesken vil nogensinde spørge om din pinkode.`,
  'lift-pause.subject': 'Du kan igen bekræfte, hvem du er',
  'lift-pause.text': `Hej {name}

{date} afsluttede helpdesken hos {organisation} pausen efter forkerte engangskoder. Du kan igen nulstille din pinkode i pinkodechatten; pinkoden er ikke ændret.

Har du ikke talt med helpdesken? Så giv den straks besked: {phone}, {mail}.

Ingen mail og ingen ved helpdesken vil nogensinde spørge om din pinkode.`,
  'lift-freeze.subject': 'Du kan igen nulstille din pinkode',
  'lift-freeze.text': `Hej {name}

{date} hævede helpdesken hos {organisation} spærringen for nulstilling af din pinkode. Du kan vælge en ny i pinkodechatten; den tidligere virker ikke længere.

Har du ikke talt med helpdesken? Så giv den straks besked: {phone}, {mail}.

Ingen mail og ingen ved helpdesken vil nogensinde spørge om din pinkode.`,
  'invite.subject': 'Vælg din pinkode til telefonmøder',
  'invite.text': `Hej {name}

helpdesken hos {organisation} inviterer dig til at vælge en pinkode til at ringe ind til møder. Åbn pinkodechatten, som først spørger, hvem du er:

{link}

Linket er det samme for alle og åbner intet i sig selv.

Har du ikke talt med helpdesken? Så giv den straks besked: {phone}, {mail}.

Ingen mail og ingen ved helpdesken vil nogensinde spørge om din pinkode.`,
};
