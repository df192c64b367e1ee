import { type Mark, type Rule, social, whole } from './rule.ts';

const broken: readonly Mark[] = ['forgot', 'missing', 'reset', 'new', 'change', 'wrong', 'lock'];
const callWords: readonly Mark[] = ['meeting', 'call', 'dialIn'];
const notOurPin: readonly Mark[] = ['elsewhere'];
/** With one of these, a question about PINs is a wish for a new one. */
const lost: readonly Mark[] = ['forgot', 'missing', 'reset', 'new'];

/** They weigh more than a reset: each names a PIN, and a reset would not help. */
const questionRules: readonly Rule[] = [
  {
    intent: 'need-pin',
    all: [['pin'], ['whether']],
    also: ['need', 'require', 'code', 'everyone', 'leader', 'lock', 'wrong', ...callWords, ...social],
    none: [...notOurPin, ...lost, 'change', 'deskPhone'],
    least: 0.5,
    weight: 1.1,
  },
  {
    intent: 'need-pin',
    all: [['pin'], ['require'], ['question']],
    also: ['need', 'code', 'everyone', 'leader', ...callWords, ...social],
    none: [...notOurPin, ...lost, 'change', 'wrong', 'help', 'deskPhone'],
    least: 0.6,
    weight: 1.05,
  },
  // “PIN for meetings?”: which of the two is meant is not said, and this answer leads to the other.
  {
    intent: 'need-pin',
    all: [['pin'], [...callWords, 'leader']],
    also: ['question'],
    none: notOurPin,
    least: whole,
    weight: 0.7,
  },
  {
    intent: 'pin-status',
    all: [['pin'], ['status']],
    also: ['wrong', 'code', 'need', 'question', ...callWords, ...social],
    none: [...notOurPin, 'forgot', 'missing', 'reset', 'notMe', 'deskPhone'],
    least: 0.4,
    weight: 1.15,
  },
  {
    intent: 'desk-phone',
    all: [['deskPhone'], ['wrong', 'signIn', 'missing']],
    also: ['pin', 'code', 'need', 'help', 'lock', 'number', 'call', ...broken, ...social],
    none: [...notOurPin, 'dialIn', 'forgot'],
    least: 0.4,
    weight: 1.2,
  },
  {
    intent: 'desk-phone',
    all: [['deskPhone']],
    also: ['pin', 'code', 'need', 'require', 'whether', 'help', ...social],
    none: [...notOurPin, 'forgot', 'reset', 'change'],
    least: whole,
    weight: 0.9,
  },
  {
    intent: 'waiting-alone',
    all: [['alone']],
    also: ['pin', 'need', 'wrong', 'lobby', 'admit', 'everyone', 'person', 'leader', 'help', ...callWords, ...social],
    none: notOurPin,
    least: 0.6,
    weight: 1.1,
  },
  {
    intent: 'waiting-alone',
    all: [['leader'], ['lobby']],
    also: ['pin', 'need', ...callWords, ...social],
    none: [...notOurPin, 'admit', 'key', 'keys'],
    least: 0.7,
    weight: 0.95,
  },
  {
    intent: 'talk-to-person',
    all: [['pin', 'code'], ['notMe'], ['change', 'reset']],
    also: ['wrong', 'new', 'person', ...social],
    none: notOurPin,
    least: 0.3,
    weight: 1.3,
  },
  {
    intent: 'talk-to-person',
    all: [['notMe'], ['change', 'reset']],
    also: ['person', ...social],
    none: notOurPin,
    least: whole,
    weight: 0.9,
  },
  {
    intent: 'code-not-received',
    all: [['code'], ['missing']],
    also: ['need', 'wrong', 'pin', 'forgot', 'help', 'new', 'call', ...social],
    none: notOurPin,
    least: 0.5,
    weight: 1.1,
  },
];

const resetRules: readonly Rule[] = [
  {
    intent: 'reset-pin',
    all: [['pin'], broken],
    also: ['code', 'need', 'help', ...callWords, ...social],
    none: notOurPin,
    least: 0.25,
    weight: 1,
  },
  {
    intent: 'reset-pin',
    all: [['pin'], ['need', 'help', 'code']],
    also: [...callWords, ...social],
    none: notOurPin,
    least: 0.5,
    weight: 0.8,
  },
  {
    intent: 'reset-pin',
    all: [['code'], ['forgot', 'reset', 'wrong']],
    also: ['new', 'need', ...callWords],
    none: notOurPin,
    least: 0.6,
    weight: 0.7,
  },
  {
    intent: 'reset-pin',
    all: [['code'], ['new', 'change'], callWords],
    also: ['need', ...social],
    none: notOurPin,
    least: 0.8,
    weight: 0.7,
  },
  { intent: 'reset-pin', all: [['pin']], also: social, none: notOurPin, least: whole, weight: 0.7 },
];

/** What is said about PINs and codes: questions that a reset does not answer, and wishes for a reset. */
export const pinRules: readonly Rule[] = [...questionRules, ...resetRules];
