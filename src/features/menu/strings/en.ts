export const en = {
  heading: 'PIN Desk of {organisation}',
  intro:
    'I reset your conferencing PIN, tell you which phone key does what, and pass on to the help desk what I cannot solve.',
  hint: 'Type what you need in your own words, or choose:',
  inGroup:
    'Hello! I know the phone keys and the call-in numbers of {organisation}. For your PIN, write to me in a private chat.',
  help: 'You can type “back”, “start over” or “cancel” at any time.',
  thanks: 'You are welcome! Just type if there is anything else.',
  goodbye: 'Goodbye! The chat stays here whenever you need it.',
  notOurs:
    'I cannot help with that: I know conferencing PINs and joining meetings by phone. The help desk can: {phone}, {mail}.',
  more: 'More',
  resetPin: 'Reset my PIN',
  whichKey: 'Which key mutes me?',
  accessNumber: 'Call-in numbers',
  person: 'Talk to a person',
  language: 'Change language',
  feedback: 'Give feedback',
};
