import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const da: Words<typeof en> = {
  heading: 'PIN Desk hos {organisation}',
  intro:
    'Jeg nulstiller din pinkode til telefonmøder, fortæller, hvilken telefontast der gør hvad, og giver resten videre til helpdesken.',
  hint: 'Skriv med dine egne ord, hvad du har brug for, eller vælg:',
  inGroup:
    'Hej! Jeg kender telefontasterne og opkaldsnumrene hos {organisation}. Skriv til mig i en privat chat, hvis det gælder din pinkode.',
  help: 'Du kan altid skrive “tilbage”, “start forfra” eller “annuller”.',
  thanks: 'Det var så lidt! Skriv bare, hvis der er andet.',
  goodbye: 'Farvel! Chatten er her, når du får brug for den.',
  notOurs:
    'Det kan jeg ikke hjælpe med: Jeg kender pinkoder til telefonmøder og det at ringe op til møder. Det kan helpdesken: {phone}, {mail}.',
  more: 'Mere',
  resetPin: 'Nulstil min pinkode',
  whichKey: 'Hvilken tast slår min mikrofon fra?',
  accessNumber: 'Opkaldsnumre',
  person: 'Tal med en medarbejder',
  language: 'Skift sprog',
  feedback: 'Giv feedback',
};
