import type { Intent } from './intents.ts';
import { pinRules } from './pin-rules.ts';
import { type Mark, type Rule, social, whole } from './rule.ts';

const callWords: readonly Mark[] = ['call', 'meeting', 'dialIn', 'number', 'need', 'countries', 'deskPhone'];
const keyContext: readonly Mark[] = [
  'key',
  'keys',
  'phoneKey',
  'meeting',
  'call',
  'dialIn',
  'need',
  'help',
  'raise',
  'change',
  'talk',
];
/** What the commands of a phone are about. */
const commandMarks: readonly Mark[] = [
  'mute',
  'lock',
  'admit',
  'lobby',
  'roster',
  'announcements',
  'hand',
  'raise',
  'operator',
  'help',
];
const notAKey: readonly Mark[] = ['pin', 'elsewhere'];
const notACall: readonly Mark[] = ['elsewhere', 'desk', 'person'];

const keyRules: readonly Rule[] = [
  {
    intent: 'dtmf-key',
    all: [['phoneKey']],
    also: [...keyContext, 'mute', 'everyone', 'code'],
    none: ['pin'],
    least: 0.4,
    weight: 0.95,
  },
  { intent: 'dtmf-key', all: [['mute']], also: [...keyContext, 'everyone'], none: notAKey, least: 0.6, weight: 0.9 },
  {
    intent: 'dtmf-key',
    all: [['lobby']],
    also: [...keyContext, 'admit', 'everyone'],
    none: [...notAKey, 'desk'],
    least: 0.6,
    weight: 0.85,
  },
  {
    intent: 'dtmf-key',
    all: [['admit'], ['everyone', 'meeting']],
    also: keyContext,
    none: notAKey,
    least: 0.6,
    weight: 0.85,
  },
  { intent: 'dtmf-key', all: [['lock'], ['meeting']], also: keyContext, none: notAKey, least: 0.6, weight: 0.85 },
  { intent: 'dtmf-key', all: [['roster']], also: [...keyContext, 'everyone'], none: notAKey, least: 0.5, weight: 0.9 },
  {
    intent: 'dtmf-key',
    all: [['announcements']],
    also: [...keyContext, 'everyone', 'wrong', 'mute', 'lock'],
    none: notAKey,
    least: 0.5,
    weight: 0.92,
  },
  { intent: 'dtmf-key', all: [['hand'], ['raise']], also: keyContext, none: notAKey, least: 0.6, weight: 0.9 },
  {
    intent: 'dtmf-key',
    all: [['key', 'keys'], commandMarks],
    also: [...keyContext, 'everyone'],
    none: notAKey,
    least: 0.5,
    weight: 0.93,
  },
  {
    intent: 'dtmf-table',
    all: [['keys']],
    also: ['everyone', 'call', 'meeting', 'dialIn', 'need', 'help', 'key'],
    none: notAKey,
    least: 0.6,
    weight: 0.8,
  },
];

const numberRules: readonly Rule[] = [
  {
    intent: 'dial-in-number',
    all: [['dialIn']],
    also: [...callWords, 'country', 'languageName'],
    none: ['elsewhere', 'desk', 'mute', 'roster', 'hand'],
    least: 0.6,
    weight: 0.75,
  },
  {
    intent: 'dial-in-number',
    all: [
      ['number', 'dialIn'],
      ['country', 'countries', 'meeting', 'call', 'languageName'],
    ],
    also: [...callWords, 'country', 'languageName'],
    none: notACall,
    least: 0.6,
    weight: 0.82,
  },
  {
    intent: 'dial-in-number',
    all: [['call'], ['meeting', 'country']],
    also: [...callWords, 'country'],
    none: [...notACall, 'mute', 'hand', 'talk'],
    least: 0.7,
    weight: 0.7,
  },
  { intent: 'dial-in-number', all: [['number']], also: ['need', 'call'], none: notACall, least: whole, weight: 0.6 },
  { intent: 'dial-in-number', all: [['country']], none: ['elsewhere'], least: whole, weight: 0.6, exact: true },
];

const personRules: readonly Rule[] = [
  {
    intent: 'talk-to-person',
    all: [['talk'], ['person', 'desk', 'operator']],
    also: ['need', 'help', 'call', 'new', ...social],
    least: 0.4,
    weight: 0.9,
  },
  {
    intent: 'talk-to-person',
    all: [['desk']],
    also: ['need', 'require', 'help', 'number', 'call', 'talk', 'change', 'person', 'new', ...social],
    none: ['pin'],
    least: 0.6,
    weight: 0.8,
  },
  {
    intent: 'talk-to-person',
    all: [
      ['person', 'operator'],
      ['need', 'help', 'new'],
    ],
    also: [...social, 'call', 'talk'],
    none: ['key'],
    least: 0.7,
    weight: 0.75,
  },
  { intent: 'talk-to-person', all: [['person', 'operator']], also: social, least: whole, weight: 0.7, exact: true },
  {
    intent: 'feedback',
    all: [['feedback']],
    also: ['need', 'talk', 'new', ...social],
    none: ['elsewhere'],
    least: 0.7,
    weight: 0.8,
  },
];

const languageRules: readonly Rule[] = [
  {
    intent: 'change-language',
    all: [['language']],
    also: ['change', 'talk', 'need', 'new', 'languageName', ...social],
    least: 0.6,
    weight: 0.85,
  },
  {
    intent: 'change-language',
    all: [['languageName'], ['change', 'talk', 'language']],
    also: ['need', ...social],
    least: 0.6,
    weight: 0.8,
  },
  {
    intent: 'change-language',
    all: [['languageName']],
    also: ['need', ...social],
    least: whole,
    weight: 0.7,
    exact: true,
  },
];

/** These end or turn a conversation, so the whole message must say so. */
const wordRules: readonly Rule[] = [
  { intent: 'menu', all: [['menu']], also: ['need', 'back', ...social], least: whole, weight: 0.8 },
  { intent: 'help', all: [['help']], also: ['need', ...social], least: whole, weight: 0.65 },
  { intent: 'cancel', all: [['cancel']], also: [...social, 'need'], least: whole, weight: 0.85, exact: true },
  { intent: 'start-over', all: [['startOver']], also: social, least: whole, weight: 0.86 },
  { intent: 'back', all: [['back']], also: ['need'], least: whole, weight: 0.8, exact: true },
  { intent: 'thanks', all: [['thanks']], also: ['greeting', 'help', 'call'], least: whole, weight: 0.66, exact: true },
  { intent: 'greeting', all: [['greeting']], least: whole, weight: 0.6, exact: true },
];

export const rules: readonly Rule[] = [
  ...pinRules,
  ...keyRules,
  ...numberRules,
  ...personRules,
  ...languageRules,
  ...wordRules,
];

/** What a button may offer to somebody we did not understand, likeliest first. */
export const offered: readonly Intent[] = [
  'reset-pin',
  'dtmf-key',
  'dial-in-number',
  'talk-to-person',
  'need-pin',
  'code-not-received',
  'dtmf-table',
  'pin-status',
  'desk-phone',
  'waiting-alone',
  'change-language',
  'feedback',
];
