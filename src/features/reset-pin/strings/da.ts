import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  chooseTitle: 'Vælg en ny pinkode',
  itIsYou: 'Det er dig:',
  name: 'Navn',
  department: 'Afdeling',
  phone: 'Telefon',
  extension: 'Lokalnummer',
  notAlways:
    'Som regel behøver du ingen pinkode for at ringe ind til et møde: telefonnummeret og konference-id’et er nok. Du skal bruge den som mødeleder på en telefon, der ikke er logget på, og når et møde er låst.',
  deskPhoneBefore:
    'Din bordtelefon logger på med denne pinkode. Efter ændringen virker den måske ikke, før du logger på igen med den nye pinkode.',
  rulesTitle: 'Regler for din pinkode',
  ruleLength: '{min} til {max} cifre; ingen bogstaver, mellemrum eller specialtegn',
  rulePatterns:
    'Intet ciffer tre gange i træk, ikke kun par (225577), ikke fire cifre i rækkefølge (1234), intet som mange vælger',
  ruleNumbers: 'Ikke dit lokalnummer og ikke dit telefonnummer eller slutningen af det',
  ruleDates: 'Ikke en dato på seks cifre',
  ruleHistory: 'Ikke {count, plural, one {den seneste pinkode} other {en af dine seneste # pinkoder}}',
  rulesShort: 'Din pinkode har {min} til {max} cifre og intet andet.',
  rulesUnknown:
    'De præcise regler står på formularen, når du vælger en ny pinkode; som regel har en pinkode mindst fem cifre.',
  rulesIssued: 'Du kan ikke selv vælge din pinkode: Teams laver den med 4 til 12 cifre og sender dig den.',
  ruleLifetime: 'Den gælder i {days, plural, one {# dag} other {# dage}}',
  ruleForever: 'Den udløber ikke',
  resetNow: 'Nulstil min pinkode',
  more: 'Mere',
  pin: 'Ny pinkode',
  pinError: 'Indtast en ny pinkode af cifre.',
  pinConfirmation: 'Ny pinkode igen',
  pinConfirmationError: 'Indtast den nye pinkode en gang til.',
  setPin: 'Gem pinkoden',
  issueTitle: 'Få tilsendt en ny pinkode',
  issueIntro: 'Konferencetjenesten laver en ny pinkode og mailer den til dig. Den nuværende holder op med at virke.',
  issuePin: 'Mail mig en ny pinkode',
  issued:
    'Jeg har bedt konferencetjenesten om en ny pinkode. Den mailer den til {address}; det kan tage nogle minutter. Er den ikke kommet efter ti? Se efter i uønsket mail, og spørg mig så igen, eller tal med en medarbejder.',
  issueUnknown:
    'Konferencetjenesten har ikke sagt, om den har lavet en ny pinkode, og jeg spørger den ikke to gange af mig selv. Kommer der en mail til {address} inden for ti minutter, gælder pinkoden i den. Kommer der ingen, så spørg mig igen, eller tal med en medarbejder.',
  yourAddress: 'din arbejdsadresse',
  talkToAPerson: 'Tal med en medarbejder',
  cancel: 'Annuller',
  doneTitle: 'Din pinkode er gemt',
  changedAt: 'Den blev ændret {date}.',
  howToDialIn:
    'For at deltage i et møde ringer du til nummeret i invitationen. Når du bliver bedt om det, indtaster du konference-id’et og derefter din pinkode.',
  howToDialInWithNumber:
    'For at deltage i et møde ringer du til nummeret i invitationen (i dit område: {number}). Når du bliver bedt om det, indtaster du konference-id’et og derefter din pinkode.',
  expires: 'Pinkoden gælder til {date}.',
  deskPhoneAfter: 'Din bordtelefon virker måske ikke, før du logger på den med dit lokalnummer og den nye pinkode.',
  embedded: 'Bemærk: dette er den indbyggede pinkodetjeneste. Den åbner ingen rigtige møder.',
  callNow: 'Ring til {number}',
  allKeys: 'Telefontaster under et møde',
  'not-digits': 'En pinkode har kun cifre: ingen bogstaver, mellemrum eller specialtegn.',
  'too-short': 'Pinkoden er for kort. Den skal have mindst {min} cifre.',
  'too-long': 'Pinkoden er for lang. Den må højst have {max} cifre.',
  'repeated-digits': 'Intet ciffer må stå tre gange i træk, og pinkoden må ikke kun bestå af par.',
  'consecutive-digits': 'Pinkoden har fire cifre i rækkefølge, for eksempel 1234. Vælg en anden.',
  'own-number': 'Pinkoden er dit eget nummer eller slutningen af det. Vælg en anden.',
  popular: 'Mange vælger den pinkode, så den er let at gætte. Vælg en anden.',
  date: 'Pinkoden er en dato, så den er let at gætte. Vælg en anden.',
  'pin-missing': 'Indtast en ny pinkode.',
  mismatch: 'De to pinkoder er ikke ens. Indtast begge igen.',
  'typed-pin': 'Det, der er skrevet i chatten, kan være set af andre, så vælg en anden pinkode i formularen.',
  'wrong-length': 'Pinkodetjenesten afviste pinkodens længde. Vælg en anden.',
  'too-easy': 'Pinkodetjenesten mener, at pinkoden er for let at gætte. Vælg en anden.',
  reused: 'Du har brugt den pinkode før. Vælg en anden.',
  locked: 'Din pinkode er låst. Kun helpdesken kan låse den op.',
  'unknown-person': 'Pinkodetjenesten kender dig ikke, så jeg kan ikke gemme en pinkode. Helpdesken må se på det.',
  'not-enabled': 'Du er ikke oprettet til telefonmøder.',
  'under-way':
    'En tidligere ændring af din pinkode er måske stadig i gang, så jeg har ikke ændret noget nu. Prøv igen om to minutter.',
  'other-service': 'Din pinkode hører til en anden tjeneste, som jeg ikke kan nå. Helpdesken må se på det.',
  'no-account': 'Jeg finder ikke længere din konto i kataloget, så jeg har intet ændret.',
  disabled: 'Din konto er deaktiveret, så jeg har intet ændret.',
  guest: 'Du er gæst her, og gæster har ingen pinkode til telefonmøder hos os.',
  protected: 'Din konto er særligt beskyttet: kun helpdesken må nulstille pinkoden.',
  frozen:
    'Nulstilling af din pinkode er spærret, fordi en ændring af den blev meldt som ikke din. Ring til helpdesken: den hæver spærringen, når den har talt med dig.',
  'not-here': 'Jeg kan ikke nulstille denne pinkode her.',
  frozenNote:
    'Nulstilling er spærret for personen: en ændring af pinkoden blev meldt som ikke deres egen. Se sikkerhedssagen.',
  reportedNote:
    'Nulstilling uden login er stoppet for personen: en kode eller forkerte koder blev meldt som ikke deres egne. Se sikkerhedssagen.',
  'password-changed': 'Adgangskoden til din konto er ændret, siden du bekræftede, hvem du er. Bekræft det igen.',
  passwordNote:
    'Adgangskoden til personens konto blev ændret, efter at en kode havde bekræftet personen, så her blev intet ændret.',
  'too-many-resets': 'Din pinkode er nulstillet så mange gange, som det er muligt på en dag.',
  'proof-used': 'Denne bekræftelse er allerede brugt til en ændring. Hver ændring kræver sin egen.',
  'interrupted-unchanged': 'Det blev afbrudt. Så vidt jeg kan se, blev din pinkode ikke ændret. Vælg igen.',
  'interrupted-unknown': 'Det blev afbrudt, og jeg kan ikke se, om din pinkode blev ændret. Vælg igen.',
  mayStillCome:
    'Jeg har ikke set, hvordan det endte: Ændringen kan stadig komme inden for de næste to minutter. Kommer den, får du besked på mail, og pinkoden, som du valgte, gælder. Er der ikke kommet nogen mail efter ti minutter, så spørg mig igen, eller tal med en medarbejder.',
  changedSubject: 'Din pinkode til telefonmøder er ændret',
  changedText: `Hej {name}

Din pinkode til telefonmøder blev ændret {date} i pinkodechatten hos {organisation}.

Var det dig? Så skal du ikke gøre noget. Ingen mail og ingen hos helpdesken vil nogensinde bede om din pinkode.

Var det ikke dig? Så sig det straks til helpdesken: {phone}, {mail}.`,
  pausedSubject: 'Nogen har prøvet at nulstille din pinkode til telefonmøder',
  pausedText: `Hej {name}

Den {date} blev der indtastet for mange forkerte engangskoder for dig i pinkodechatten hos {organisation}. Nulstilling dér er sat på pause et stykke tid. Din pinkode er ikke ændret.

Var det dig? Så prøv igen senere, eller spørg helpdesken.

Var det ikke dig? Så sig det til helpdesken: {phone}, {mail}.`,
  changedNotMe: `Du kan også selv stoppe det på denne side, som spørger dig en gang til:

{link}

Så holder din pinkode op med at virke, og ingen kan nulstille den, før helpdesken har talt med dig. Linket virker én gang, i 14 dage.`,
  pausedNotMe: `Du kan også melde det på denne side, som spørger dig en gang til:

{link}

Så stopper nulstilling uden login i 24 timer, og din pinkode forbliver, som den er. Linket virker én gang, i 14 dage.`,
  notMeButton: 'Det var ikke mig',
  changedButton:
    'Du kan også selv stoppe det: Knappen herunder åbner en side, som spørger dig en gang til. Så holder din pinkode op med at virke, og ingen kan nulstille den, før helpdesken har talt med dig. Knappen virker én gang, i 14 dage.',
  pausedButton:
    'Du kan også melde det: Knappen herunder åbner en side, som spørger dig en gang til. Så stopper nulstilling uden login i 24 timer, og din pinkode forbliver, som den er. Knappen virker én gang, i 14 dage.',
};
