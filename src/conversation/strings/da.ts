import type { Words } from '../words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  cancelled: 'Annulleret. Der sker ikke mere med denne anmodning.',
  nothingToCancel: 'Der er ikke noget at annullere.',
  startedOver: 'I orden, vi begynder forfra.',
  cannotGoBack: 'Man kan ikke gå tilbage herfra. Du kan fortsætte eller skrive “annuller”.',
  hereYouAre: 'Her er du:',
  goOn: 'Du kan fortsætte med formularen ovenfor, når du vil.',
  idle: 'Det er et stykke tid siden, så jeg har lukket det, vi var i gang med. Der er ikke ændret noget.',
  upgraded: 'Jeg er blevet opdateret i mellemtiden, så vi må begynde forfra. Det beklager jeg.',
  staleForm: 'Denne formular bruges ikke længere. Her er vi nu:',
  staleFormMenu: 'Denne formular bruges ikke længere. Hvad vil du gerne?',
  interrupted: 'Det blev afbrudt, før det var færdigt. Prøv venligst igen:',
  stillWorking: 'Jeg arbejder stadig på det. Svaret kommer her.',
  confirmAgain: 'Bekræft venligst igen, hvem du er. En bekræftelse gælder i ti minutter.',
  notUnderstood: 'Det forstod jeg ikke helt. Mente du en af disse?',
  unrelated: 'Det ved jeg desværre ikke noget om. Det her kan jeg hjælpe med:',
  alsoAsked: 'Og så var der noget andet:',
  goOnInThis: 'Skal vi fortsætte på dansk?',
  inPrivate: 'Det er personligt, så lad os fortsætte privat: åbn en chat med mig alene.',
  inPrivateNow: 'Det er personligt. Jeg har skrevet til dig i en chat for os to.',
  sent: 'Sendt ✓',
  closed: 'Denne formular er lukket.',
  fault: 'Det var vores fejl, ikke din. Reference: {reference}. Prøv igen om lidt, eller kontakt helpdesken.',
};
