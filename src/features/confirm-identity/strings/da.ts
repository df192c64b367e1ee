import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  whoTitle: 'Hvem er du?',
  whoIntro: 'Skriv din arbejdsmail. Hvis adressen er registreret her, sender jeg en engangskode til den.',
  email: 'Arbejdsmail',
  emailError: 'Skriv en hel mailadresse med @ i.',
  sendCode: 'Send mig en kode',
  sendTitle: 'Må jeg sende dig en kode?',
  sendIntro: 'For at bekræfte, hvem du er, sender jeg en kode til {destination}.',
  whereTitle: 'Hvor skal jeg sende koden hen?',
  whereIntro: 'For at bekræfte, hvem du er, sender jeg en kode til en af dine registrerede adresser.',
  codeTitle: 'Indtast koden',
  codeIntroAnonymous:
    'Hvis adressen er registreret her, er en kode på vej. Er der ikke kommet noget efter to minutter? Tal med en medarbejder.',
  codeIntro: 'Jeg har sendt en kode til {destination}.',
  overTitle: 'Skal du have en ny kode?',
  codeHint: 'Koden har {digits} cifre og gælder i {minutes} minutter. Du kan også skrive den i chatten.',
  code: 'Engangskode',
  codeError: 'Indtast cifrene fra mailen.',
  confirm: 'Bekræft',
  again: 'Send en ny kode',
  notReceived: 'Ingen kode? Få hjælp',
  talkToAPerson: 'Tal med en medarbejder',
  cancel: 'Annuller',
  signInText: 'Log ind med din arbejdskonto for at bekræfte, hvem du er.',
  signInButton: 'Log ind',
  signInUnavailable: 'Det er ikke muligt at logge ind lige nu. Tal med en medarbejder.',
  confirmed: 'Tak, det er bekræftet.',
  newCode: 'En ny kode afløser den gamle, som ikke længere gælder.',
  onItsWay: 'Der blev bedt om en kode for et øjeblik siden. Er den kommet, gælder den stadig.',
  addressGiven: 'Oplyst adresse: {identifier}',
  'address-missing': 'Skriv din arbejdsmail.',
  'address-wrong': 'Det ligner ikke en mailadresse. Skriv en hel adresse med @ i.',
  'too-soon':
    'Der blev bedt om en kode for mindre end et minut siden. Vent {seconds, plural, one {# sekund} other {# sekunder}}, og prøv igen.',
  'too-many-requests':
    'Der er kommet for mange forespørgsler fra dit netværk. Prøv igen efter {until}, eller tal med en medarbejder.',
  'too-many-codes': 'Der kan ikke sendes flere koder til dette i dag. Helpdesken kan hjælpe dig videre.',
  paused:
    'Efter for mange forkerte koder er nulstilling her sat på pause indtil {until}. Helpdesken kan hjælpe dig videre.',
  'ticket-only': 'Jeg kan ikke bekræfte med en kode, hvem du er, lige nu. Helpdesken kan hjælpe dig videre.',
  off: 'Jeg kan ikke bekræfte, hvem du er, i denne kanal. Helpdesken kan hjælpe dig videre.',
  'code-missing': 'Indtast koden fra mailen.',
  'code-shape': 'Koden har {digits} cifre og intet andet.',
  'wrong-code': 'Det er ikke den rigtige kode. Du har {left, plural, one {# forsøg} other {# forsøg}} tilbage.',
  'code-spent': 'Det var sidste forsøg med denne kode. Bed om en ny, eller tal med en medarbejder.',
  interrupted: 'Det blev afbrudt. Skriv koden fra den nyeste mail.',
  'code-gone': 'Denne kode gælder ikke længere. Bed om en ny, eller tal med en medarbejder.',
  undeliverable:
    'Mailen med din kode kunne ikke leveres: mailsystemet virker ikke i øjeblikket. Bed om en ny kode, eller lad helpdesken gå videre med det.',
  'mailbox-refused':
    'Mailen med din kode kunne ikke leveres: den postkasse tager ikke imod mail. Helpdesken kan få det bragt i orden.',
  'unknown-person': 'Jeg kan ikke finde din konto i kataloget, så jeg kan ikke nulstille din pinkode.',
  disabled: 'Din konto er deaktiveret, så jeg kan ikke nulstille din pinkode.',
  guest: 'Du er gæst her, og gæster har ingen pinkode til telefonmøder hos os.',
  protected: 'Din konto er særligt beskyttet: kun helpdesken må nulstille pinkoden.',
  'no-address': 'Der er ikke registreret en mailadresse, som jeg kan sende en kode til.',
  'new-password':
    'Adgangskoden til din konto blev ændret for mindre end et døgn siden. For din sikkerheds skyld sender jeg ingen koder så kort tid efter.',
  'new-account': 'Din konto er ny. For din sikkerheds skyld sender jeg ingen koder til nye konti.',
  frozen:
    'Nulstilling er spærret for personen: en ændring af pinkoden blev meldt som ikke deres egen. Se sikkerhedssagen.',
  reported:
    'Nulstilling uden login er stoppet for personen: en kode eller forkerte koder blev meldt som ikke deres egne. Se sikkerhedssagen.',
  'sign-in-failed': 'Det lykkedes ikke at logge ind.',
  'sign-in-old': 'Det er for længe siden, du loggede ind.',
  'sign-in-used': 'Du har allerede ændret noget med den pålogning. Hver ændring kræver en ny.',
  'sign-in-outdated':
    'Adgangskoden til din konto blev ændret efter den pålogning. Log ind på ny; er den lige blevet ændret, så vent fem minutter først.',
  'two-tenants':
    'Teams nævner to organisationer for dig her, som den gør for gæster og i delte kanaler, så jeg kan ikke se, hvis konto din er. Skriv til mig fra din egen organisation i Teams.',
  'other-tenant':
    'Din konto hører til en organisation, som jeg ikke betjener, så jeg kan ikke nulstille en pinkode for dig.',
  mailSubject: 'Din engangskode til {organisation}',
  mailText: `Hej {name}

Din engangskode til pinkodechatten er:

{code}

Den gælder i {minutes} minutter, én gang og kun i den samtale, hvor der blev bedt om den. Sig den aldrig til nogen; helpdesken spørger ikke om den.

Har du ikke bedt om en kode? Så har nogen oplyst din adresse. Uden koden kan de intet gøre, og du behøver ikke at gøre noget. Sker det igen, så sig det til helpdesken: {phone}, {mail}.`,
  mailNotMe: `Du kan også melde det på denne side, som spørger dig en gang til:

{link}

Så stopper nulstilling uden login i 24 timer, og din pinkode forbliver, som den er. Linket virker én gang, i 14 dage.`,
};
