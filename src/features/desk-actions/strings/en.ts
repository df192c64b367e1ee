import type { PersonAct } from '../../../storage/person-actions.ts';

export const en = {
  'unlock-pin.subject': 'Your dial-in PIN was unlocked',
  'unlock-pin.text': `Hello {name},

on {date} the help desk of {organisation} unlocked your dial-in PIN. The PIN itself was not changed.

Did you not speak with the help desk? Then please tell it at once: {phone}, {mail}.

No mail and nobody at the help desk will ever ask for your PIN.`,
  'lift-pause.subject': 'You can confirm again who you are',
  'lift-pause.text': `Hello {name},

on {date} the help desk of {organisation} ended the pause after wrong one-time codes. You can reset your dial-in PIN in the PIN chat again; your PIN was not changed.

Did you not speak with the help desk? Then please tell it at once: {phone}, {mail}.

No mail and nobody at the help desk will ever ask for your PIN.`,
  'lift-freeze.subject': 'You can reset your dial-in PIN again',
  'lift-freeze.text': `Hello {name},

on {date} the help desk of {organisation} lifted the freeze on resets of your dial-in PIN. You can choose a new PIN in the PIN chat; the one before it does not work any more.

Did you not speak with the help desk? Then please tell it at once: {phone}, {mail}.

No mail and nobody at the help desk will ever ask for your PIN.`,
  'invite.subject': 'Choose your dial-in PIN',
  'invite.text': `Hello {name},

the help desk of {organisation} invites you to choose a PIN for dialling in to meetings. Open the PIN chat, which first asks who you are:

{link}

The link is the same for everybody and opens nothing by itself.

Did you not speak with the help desk? Then please tell it at once: {phone}, {mail}.

No mail and nobody at the help desk will ever ask for your PIN.`,
} satisfies Record<`${PersonAct}.${'subject' | 'text'}`, string>;
