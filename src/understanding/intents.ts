import type { Locale } from '../kernel/locale.ts';

/** Every wish that text, a button or a deep link can name. */
export const intents = [
  'reset-pin',
  'which-key',
  'access-number',
  'keys',
  'talk-to-a-person',
  'language',
  'feedback',
  'menu',
  'greeting',
  'thanks',
  'help',
  'cancel',
  'start-over',
  'back',
] as const;
export type Intent = (typeof intents)[number];

type Route =
  | { readonly flow: string }
  | { readonly answer: string; readonly entity?: string }
  | { readonly engine: 'cancel' | 'help' | 'start-over' | 'back' };

/** The one table from a wish to what fulfils it. `entity` takes what stands behind the colon of a button's wish, as in `which-key:mute-all`. */
export const routes: Readonly<Record<Intent, Route>> = {
  'reset-pin': { flow: 'reset-pin' },
  'which-key': { answer: 'which-key', entity: 'command' },
  keys: { answer: 'keys', entity: 'platform' },
  'access-number': { answer: 'access-number', entity: 'country' },
  'talk-to-a-person': { flow: 'escalate' },
  language: { answer: 'language', entity: 'language' },
  feedback: { flow: 'feedback' },
  menu: { answer: 'menu' },
  greeting: { answer: 'menu' },
  thanks: { answer: 'thanks' },
  help: { engine: 'help' },
  cancel: { engine: 'cancel' },
  'start-over': { engine: 'start-over' },
  back: { engine: 'back' },
};

const titles: Readonly<Record<Locale, Readonly<Record<Intent, string>>>> = {
  en: {
    'reset-pin': 'Reset my PIN',
    'which-key': 'Which key mutes me?',
    keys: 'All phone keys',
    'access-number': 'Call-in numbers',
    'talk-to-a-person': 'Talk to a person',
    language: 'Change language',
    feedback: 'Give feedback',
    menu: 'Menu',
    greeting: 'Hello',
    thanks: 'Thank you',
    help: 'Help',
    cancel: 'Cancel',
    'start-over': 'Start over',
    back: 'Back',
  },
  da: {
    'reset-pin': 'Nulstil min pinkode',
    'which-key': 'Hvilken tast slår min mikrofon fra?',
    keys: 'Alle telefontaster',
    'access-number': 'Opkaldsnumre',
    'talk-to-a-person': 'Tal med en medarbejder',
    language: 'Skift sprog',
    feedback: 'Giv feedback',
    menu: 'Menu',
    greeting: 'Hej',
    thanks: 'Tak',
    help: 'Hjælp',
    cancel: 'Annuller',
    'start-over': 'Start forfra',
    back: 'Tilbage',
  },
  de: {
    'reset-pin': 'Meine PIN zurücksetzen',
    'which-key': 'Mit welcher Taste schalte ich mich stumm?',
    keys: 'Alle Telefontasten',
    'access-number': 'Einwahlnummern',
    'talk-to-a-person': 'Mit einem Menschen sprechen',
    language: 'Sprache ändern',
    feedback: 'Feedback geben',
    menu: 'Menü',
    greeting: 'Hallo',
    thanks: 'Danke',
    help: 'Hilfe',
    cancel: 'Abbrechen',
    'start-over': 'Von vorn beginnen',
    back: 'Zurück',
  },
  fr: {
    'reset-pin': 'Réinitialiser mon code PIN',
    'which-key': 'Quelle touche coupe mon micro ?',
    keys: 'Toutes les touches',
    'access-number': 'Numéros d’appel',
    'talk-to-a-person': 'Parler à une personne',
    language: 'Changer de langue',
    feedback: 'Donner votre avis',
    menu: 'Menu',
    greeting: 'Bonjour',
    thanks: 'Merci',
    help: 'Aide',
    cancel: 'Annuler',
    'start-over': 'Recommencer',
    back: 'Retour',
  },
  es: {
    'reset-pin': 'Restablecer mi PIN',
    'which-key': '¿Qué tecla silencia mi micrófono?',
    keys: 'Todas las teclas',
    'access-number': 'Números de acceso',
    'talk-to-a-person': 'Hablar con una persona',
    language: 'Cambiar de idioma',
    feedback: 'Dar mi opinión',
    menu: 'Menú',
    greeting: 'Hola',
    thanks: 'Gracias',
    help: 'Ayuda',
    cancel: 'Cancelar',
    'start-over': 'Empezar de nuevo',
    back: 'Volver',
  },
};

const isIntent = (id: string): id is Intent => intents.some((intent) => intent === id);

/** How a button names an intent; typing it is understood as that intent in every language. An unknown id comes back as it is. */
export const intentTitle = (intent: string, locale: Locale): string =>
  isIntent(intent) ? titles[locale][intent] : intent;
