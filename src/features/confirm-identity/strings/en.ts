import type { ConfirmReason } from '../confirm-identity.rules.ts';

export const en = {
  whoTitle: 'Who are you?',
  whoIntro: 'Please give your work e-mail address. If it may use the chat, I will mail you a one-time code.',
  email: 'Work e-mail address',
  emailError: 'Please give an e-mail address, such as name@company.com.',
  sendCode: 'Mail me a code',
  sendTitle: 'May I send you a code?',
  sendIntro: 'To confirm who you are, I send a code to {destination}.',
  codeTitle: 'Enter the code',
  codeIntroAnonymous:
    'If this address may use the chat, a code is on its way. Nothing after two minutes? Talk to a person.',
  codeIntro: 'I have mailed a code to {destination}.',
  codeHint: 'The code has {digits} digits and is valid for {minutes} minutes. You can also type it into the chat.',
  code: 'One-time code',
  codeError: 'Please enter the digits from the mail.',
  confirm: 'Confirm',
  again: 'Send a new code',
  notReceived: 'I got no code: talk to a person',
  talkToAPerson: 'Talk to a person',
  cancel: 'Cancel',
  confirmed: 'Thank you, that is confirmed.',
  newCode: 'A new code replaces the old one, which is no longer valid.',
  addressGiven: 'Address given: {identifier}',
  'address-missing': 'Please give your work e-mail address.',
  'address-wrong': 'That does not look like an e-mail address. An example: name@company.com.',
  'too-soon':
    'A code was asked for less than a minute ago. Please wait {seconds, plural, one {# second} other {# seconds}}, then try again.',
  'too-many-requests':
    'Too many requests have come from your network. Please try again after {until}, or talk to a person.',
  'too-many-codes': 'No more codes can be sent for this today. The help desk can go on with you.',
  paused: 'After too many wrong codes, this way is paused until {until}. The help desk can go on with you.',
  'ticket-only': 'I cannot confirm who you are with a code at the moment. The help desk can go on with you.',
  off: 'I cannot confirm who you are in this channel. The help desk can go on with you.',
  'code-missing': 'Please enter the code from the mail.',
  'code-shape': 'The code has {digits} digits, nothing else.',
  'wrong-code': 'That is not the right code. You have {left, plural, one {# try} other {# tries}} left.',
  'code-spent': 'That was the last try for this code. Please ask for a new one, or talk to a person.',
  'code-gone': 'This code is no longer valid. Please ask for a new one, or talk to a person.',
  'unknown-person': 'I cannot find your account in the directory, so I cannot reset your PIN.',
  disabled: 'Your account is disabled, so I cannot reset your PIN.',
  guest: 'You are a guest here, and guests have no dial-in PIN with us.',
  protected: 'Your account is specially protected: only the help desk may reset its PIN.',
  'no-address': 'There is no e-mail address on record to which I could send you a code.',
  mailSubject: 'Your one-time code for {organisation}',
  mailText: `Hello {name},

your one-time code for the PIN chat is:

{code}

It is valid for {minutes} minutes, once, and only in the conversation in which it was asked for. Never tell it to anyone; the help desk will not ask for it.

You did not ask for a code? Then somebody has given your address. Without the code they can do nothing, and you need not do anything. If it happens again, please tell the help desk: {phone}, {mail}.`,
} satisfies Record<ConfirmReason, string> & Record<string, string>;
