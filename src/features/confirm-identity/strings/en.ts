import type { ConfirmReason } from '../confirm-identity.rules.ts';

export const en = {
  whoTitle: 'Who are you?',
  whoIntro: 'Please give your work e-mail address. If it is registered here, I will mail you a one-time code.',
  email: 'Work e-mail address',
  emailError: 'Please enter a whole address, with an @ in it.',
  sendCode: 'Mail me a code',
  sendTitle: 'May I send you a code?',
  sendIntro: 'To confirm who you are, I send a code to {destination}.',
  whereTitle: 'Where should I send the code?',
  whereIntro: 'To confirm who you are, I send a code to one of your addresses on record.',
  codeTitle: 'Enter the code',
  codeIntroAnonymous:
    'If this address is registered here, a code is on its way. Nothing after two minutes? Talk to a person.',
  codeIntro: 'I have mailed a code to {destination}.',
  overTitle: 'Do you need a new code?',
  codeHint: 'The code has {digits} digits and is valid for {minutes} minutes. You can also type it into the chat.',
  code: 'One-time code',
  codeError: 'Please enter the digits from the mail.',
  confirm: 'Confirm',
  again: 'Send a new code',
  notReceived: 'No code? Get help',
  talkToAPerson: 'Talk to a person',
  cancel: 'Cancel',
  signInText: 'To confirm who you are, please sign in with your work account.',
  signInButton: 'Sign in',
  signInUnavailable: 'Signing in is not possible at the moment. Please talk to a person.',
  confirmed: 'Thank you, that is confirmed.',
  newCode: 'A new code replaces the old one, which is no longer valid.',
  onItsWay: 'A code was asked for just now. If it has come, it is still good.',
  addressGiven: 'Address given: {identifier}',
  'address-missing': 'Please give your work e-mail address.',
  'address-wrong': 'That does not look like an e-mail address. Please enter a whole address, with an @ in it.',
  'too-soon':
    'A code was asked for less than a minute ago. Please wait {seconds, plural, one {# second} other {# seconds}}, then try again.',
  'too-many-requests':
    'Too many requests have come from your network. Please try again after {until}, or talk to a person.',
  'too-many-codes': 'No more codes can be sent for this today. The help desk will take it from here.',
  paused: 'After too many wrong codes, resetting here is paused until {until}. The help desk will take it from here.',
  'ticket-only': 'I cannot confirm who you are with a code at the moment. The help desk will take it from here.',
  off: 'I cannot confirm who you are in this channel. The help desk will take it from here.',
  'code-missing': 'Please enter the code from the mail.',
  'code-shape': 'The code has {digits} digits, nothing else.',
  'wrong-code': 'That is not the right code. You have {left, plural, one {# try} other {# tries}} left.',
  'code-spent': 'That was the last try for this code. Please ask for a new one, or talk to a person.',
  interrupted: 'That was interrupted. Please enter the code from the newest mail.',
  'code-gone': 'This code is no longer valid. Please ask for a new one, or talk to a person.',
  undeliverable:
    'The mail with your code could not be delivered: the mail system does not work at the moment. Please ask for a new code, or have the help desk go on.',
  'mailbox-refused':
    'The mail with your code could not be delivered: that mailbox takes no mail. The help desk can put that right.',
  'unknown-person': 'I cannot find your account in the directory, so I cannot reset your PIN.',
  disabled: 'Your account is disabled, so I cannot reset your PIN.',
  guest: 'You are a guest here, and guests have no dial-in PIN with us.',
  protected: 'Your account is specially protected: only the help desk may reset its PIN.',
  'no-address': 'There is no e-mail address on record to which I could send you a code.',
  'new-password':
    'The password of your account was changed less than a day ago. For your protection I send no codes so soon after that.',
  'new-account': 'Your account is new. For your protection I send no codes to new accounts.',
  frozen: 'Resets are frozen for this person: a change of the PIN was reported as not theirs. See the security ticket.',
  reported:
    'Resets without signing in are stopped for this person: a code or wrong codes were reported as not theirs. See the security ticket.',
  'sign-in-failed': 'That sign-in did not work.',
  'sign-in-old': 'That sign-in was too long ago.',
  'sign-in-used': 'You have changed something with that sign-in already. Every change wants a new one.',
  'sign-in-outdated':
    'The password of your account was changed after that sign-in. Please sign in anew; if it was changed just now, wait five minutes first.',
  'two-tenants':
    'Teams names two organisations for you here, as it does for guests and in shared channels, so I cannot tell whose account yours is. Please write to me from your own organisation in Teams.',
  'other-tenant': 'Your account belongs to an organisation that I do not serve, so I cannot reset a PIN for you.',
  mailSubject: 'Your one-time code for {organisation}',
  mailText: `Hello {name},

your one-time code for the PIN chat is:

{code}

It is valid for {minutes} minutes, once, and only in the conversation in which it was asked for. Never tell it to anyone; the help desk will not ask for it.

You did not ask for a code? Then somebody has given your address. Without the code they can do nothing, and you need not do anything. If it happens again, please tell the help desk: {phone}, {mail}.`,
  mailNotMe: `You can also report it on this page, which asks you once more:

{link}

Resets without signing in then stop for 24 hours, and your PIN stays as it is. The link works once, for 14 days.`,
} satisfies Record<ConfirmReason, string> & Record<string, string>;
