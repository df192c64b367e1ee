import type { ResetReason, RuleName } from '../reset-pin.rules.ts';

export const en = {
  chooseTitle: 'Choose a new PIN',
  itIsYou: 'This is you:',
  name: 'Name',
  department: 'Department',
  phone: 'Phone',
  extension: 'Extension',
  notAlways:
    'Most of the time you need no PIN to call into a meeting: the phone number and the conference ID are enough. You need it as the leader on a phone that is not signed in, and when a meeting is locked.',
  deskPhoneBefore:
    'Your desk phone signs in with this PIN. After the change it may stop working until you sign in on it again with the new PIN.',
  rulesTitle: 'Rules for your PIN',
  ruleLength: '{min} to {max} digits; no letters, spaces or special characters',
  rulePatterns:
    'No digit three times in a row, no pairs only (225577), no four digits in order (1234), nothing that many people pick',
  ruleNumbers: 'Not your extension, and not your phone number or the end of it',
  ruleDates: 'Not a date of six digits',
  ruleHistory: 'Not {count, plural, one {the last PIN} other {one of your last # PINs}}',
  rulesShort: 'Your PIN has {min} to {max} digits and nothing else.',
  rulesUnknown: 'The exact rules stand on the form when you choose a new PIN; mostly a PIN has at least five digits.',
  rulesIssued: 'You cannot choose your PIN: Teams makes it, of 4 to 12 digits, and mails it to you.',
  ruleLifetime: 'It is valid for {days, plural, one {# day} other {# days}}',
  ruleForever: 'It does not expire',
  resetNow: 'Reset my PIN',
  more: 'More',
  pin: 'New PIN',
  pinError: 'Please enter a new PIN of digits.',
  pinConfirmation: 'New PIN once more',
  pinConfirmationError: 'Please enter the new PIN a second time.',
  setPin: 'Set the PIN',
  issueTitle: 'Have a new PIN mailed to you',
  issueIntro: 'The conferencing service makes a new PIN and mails it to you. The present one stops working.',
  issuePin: 'Mail me a new PIN',
  issued:
    'I asked the conferencing service for a new PIN. It mails it to {address}; that may take some minutes. Not there after ten? Look among junk mail, then ask me again or talk to a person.',
  issueUnknown:
    'The conferencing service did not say whether it has made a new PIN, and I do not ask it twice by myself. If a mail comes to {address} within ten minutes, the PIN in it is good. If none comes, please ask me again or talk to a person.',
  yourAddress: 'your work address',
  talkToAPerson: 'Talk to a person',
  cancel: 'Cancel',
  doneTitle: 'Your PIN is set',
  changedAt: 'It was changed on {date}.',
  howToDialIn:
    'To join a meeting, call the number in the invitation. When prompted, enter the conference ID and then your PIN.',
  howToDialInWithNumber:
    'To join a meeting, call the number in the invitation (in your region: {number}). When prompted, enter the conference ID and then your PIN.',
  expires: 'The PIN is valid until {date}.',
  deskPhoneAfter: 'Your desk phone may stop working until you sign in on it with your extension and the new PIN.',
  embedded: 'Note: this is the built-in PIN service. It opens no real meeting.',
  callNow: 'Call {number}',
  allKeys: 'Phone keys in a meeting',
  'not-digits': 'A PIN has digits only: no letters, spaces or special characters.',
  'too-short': 'That PIN is too short. It needs at least {min} digits.',
  'too-long': 'That PIN is too long. It may have at most {max} digits.',
  'repeated-digits': 'No digit may appear three times in a row, and a PIN may not be pairs only.',
  'consecutive-digits': 'That PIN has four digits in order, such as 1234. Please choose another.',
  'own-number': 'That PIN is your own number, or the end of it. Please choose another.',
  popular: 'Many people pick that PIN, so it is easy to guess. Please choose another.',
  date: 'That PIN is a date, so it is easy to guess. Please choose another.',
  'pin-missing': 'Please enter a new PIN.',
  mismatch: 'The two PINs are not the same. Please enter both again.',
  'typed-pin': 'Anything typed into the chat may have been seen, so please choose a different PIN in the form.',
  'wrong-length': 'The PIN service refused the length of that PIN. Please choose another.',
  'too-easy': 'The PIN service finds that PIN too easy to guess. Please choose another.',
  reused: 'You have used that PIN before. Please choose another.',
  locked: 'Your PIN is locked. Only the help desk can unlock it.',
  'unknown-person': 'The PIN service does not know you, so I cannot set a PIN. The help desk has to look at this.',
  'not-enabled': 'You are not enabled for dial-in conferencing.',
  'under-way':
    'An earlier change of your PIN may still be under way, so I changed nothing now. Please try again in two minutes.',
  'other-service': 'Your PIN belongs to another service, which I cannot reach. The help desk has to look at this.',
  'no-account': 'I no longer find your account in the directory, so I changed nothing.',
  disabled: 'Your account is disabled, so I changed nothing.',
  guest: 'You are a guest here, and guests have no dial-in PIN with us.',
  protected: 'Your account is specially protected: only the help desk may reset its PIN.',
  frozen:
    'Resets of your PIN are frozen, because a change of it was reported as not yours. Please call the help desk: it lifts the freeze once it has spoken with you.',
  'not-here': 'I cannot reset this PIN here.',
  frozenNote:
    'Resets are frozen for this person: a change of the PIN was reported as not theirs. See the security ticket.',
  reportedNote:
    'Resets without signing in are stopped for this person: a code or wrong codes were reported as not theirs. See the security ticket.',
  'password-changed':
    'The password of your account was changed since you confirmed who you are. Please confirm it again.',
  passwordNote:
    'The password of this person’s account was changed after a code had confirmed them, so nothing was changed here.',
  'too-many-resets': 'Your PIN has been reset as often as is possible in a day.',
  'proof-used': 'This confirmation has been used for a change already. Every change wants one of its own.',
  'interrupted-unchanged': 'That was interrupted. As far as I can see your PIN was not changed. Please choose again.',
  'interrupted-unknown': 'That was interrupted, and I cannot see whether your PIN was changed. Please choose again.',
  mayStillCome:
    'I have not seen the end of that: the change may still come in the next two minutes. If it does, a mail tells you, and the PIN that you chose is good. If no mail has come after ten minutes, please ask me again or talk to a person.',
  changedSubject: 'Your dial-in PIN was changed',
  changedText: `Hello {name},

your dial-in PIN was changed on {date} in the PIN chat of {organisation}.

Was it you? Then there is nothing to do. No mail and nobody at the help desk will ever ask for your PIN.

Was it not you? Then please tell the help desk at once: {phone}, {mail}.`,
  pausedSubject: 'Somebody tried to reset your dial-in PIN',
  pausedText: `Hello {name},

on {date} wrong one-time codes were entered for you in the PIN chat of {organisation}, too many of them. Resetting there is paused for a while. Your PIN was not changed.

Was it you? Then please try again later, or ask the help desk.

Was it not you? Then please tell the help desk: {phone}, {mail}.`,
  changedNotMe: `You can also stop it yourself, on this page, which asks you once more:

{link}

Your PIN then stops working, and nobody can reset it before the help desk has spoken with you. The link works once, for 14 days.`,
  pausedNotMe: `You can also report it on this page, which asks you once more:

{link}

Resets without signing in then stop for 24 hours, and your PIN stays as it is. The link works once, for 14 days.`,
  notMeButton: 'This wasn’t me',
  changedButton:
    'You can also stop it yourself: the button below opens a page that asks you once more. Your PIN then stops working, and nobody can reset it before the help desk has spoken with you. The button works once, for 14 days.',
  pausedButton:
    'You can also report it: the button below opens a page that asks you once more. Resets without signing in then stop for 24 hours, and your PIN stays as it is. The button works once, for 14 days.',
} satisfies Record<ResetReason | RuleName, string> & Record<string, string>;
