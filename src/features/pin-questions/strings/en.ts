export const en = {
  more: 'More',
  resetPin: 'Reset my PIN',
  allKeys: 'All phone keys',
  callInNumbers: 'Call-in numbers',
  person: 'Talk to a person',
  pinStatus: 'Look up my PIN',
  doINeedAPin: 'Do I need a PIN?',
  whichPin: 'Which PIN is which?',
  howToJoin: 'How do I join by phone?',
  pinRules: 'Rules for a PIN',
  refusedPin: 'My PIN is refused',
  callNumber: 'Call {number}',

  needMostly: 'Mostly not: the call-in number and the conference ID are enough.',
  needWhere: 'Which kind of meeting is it?',
  needWhat: 'What do you want to do?',
  lead: 'Lead the meeting',
  attend: 'Take part',
  deskPhone: 'Sign in to a desk phone',
  room: 'Use conference-room equipment',
  needOwn: 'Is it your own meeting, one that you scheduled?',
  own: 'Yes, my own',
  other: 'No, somebody else’s',
  leadShort: 'Yes, on any phone that is not signed in to your account.',
  leadMore:
    'On a mobile or at home, the PIN tells the meeting that you are the leader. Until a leader has joined, everybody waits. A phone that you are signed in to does not ask for it.',
  attendShort: 'No. The call-in number and the conference ID are enough.',
  attendMore:
    'Only a locked meeting wants to know who you are: enter your extension or your whole number, then your PIN. Without it you wait in the lobby until somebody lets you in. Guests have no PIN; they say their name.',
  deskPhoneNeed: 'Yes. The phone signs in with your extension and your PIN.',
  roomShort: 'Yes, if you lead the meeting from there.',
  roomMore:
    'The equipment of a conference room is not signed in as you. Call the number in the invitation, enter the conference ID and then your PIN. To take part only, number and conference ID are enough.',
  ownShort: 'Only if nobody has started the meeting in the app: then your PIN starts it by phone.',
  ownMore:
    'The keys that only the organiser has want it, too. Teams makes the PIN itself, so nobody can choose it, and it is good for the meetings that you scheduled and no others.',
  otherShort: 'No. In Teams only the organiser has a PIN, for own meetings.',
  otherMore: 'If you hear music, you are in the lobby: somebody in the meeting lets you in.',

  idShort: 'The conference ID is in the invitation, below the call-in numbers.',
  idMore:
    'It says which meeting you want; the PIN says who you are. Everybody who is invited has the conference ID. Your PIN is yours alone, and it is in no invitation. Every meeting can have another conference ID; your PIN stays the same.',
  idTeams: 'In a Teams invitation it is called phone conference ID.',

  whichPinShort: 'Three PINs are easily mixed up:',
  conferencingPin: 'Conferencing PIN: for calling into meetings and for signing in to a desk phone. I can reset it.',
  unlockPin:
    'Unlock PIN of a desk phone: you set it on the phone itself, and nobody can look it up. Sign out there and in again, or have the phone set back.',
  voicemailPin: 'Voicemail PIN: for listening to your mailbox by phone. The help desk can help: {phone}.',

  joinShort: 'By phone in three steps:',
  joinCall: '1. Call the number in the invitation.',
  joinCallNear: '1. Call the number in the invitation; near you: {number}.',
  joinId: '2. Enter the conference ID from the invitation.',
  joinPin: '3. If you lead the meeting, enter your PIN. Otherwise wait until you are let in.',
  joinAfterReset: 'After a reset only the new PIN works.',
  joinMute: 'To mute yourself: {keys}.',

  aloneShort: 'The leader has not joined yet, you are in the lobby, or the meeting is locked.',
  aloneLeader:
    'No leader yet: callers hear music until one joins. Are you the leader? Then call in again and enter your PIN when asked.',
  aloneLobby: 'In the lobby: somebody in the meeting lets you in, in the app or by phone.',
  aloneLobbyKeys: 'In the lobby: somebody in the meeting lets you in, in the app or with {keys}.',
  aloneLocked: 'Locked: ask somebody inside to open the meeting.',
  aloneLockedKeys: 'Locked: ask somebody inside to open the meeting with {keys}.',
  aloneId: 'Still alone? Check the conference ID: each meeting can have its own.',

  deskPhoneShort: 'On the phone, enter your extension (or whole number) and your PIN.',
  deskPhoneTeams: 'A Teams phone signs in with your work account, not with a PIN.',
  deskPhoneAfter:
    'After a reset the phone may work for a while and then ask again: sign in with the new PIN. The old one is refused.',
  deskPhoneRefused: 'Refused? Check the extension first. An expired or locked PIN is refused, too: look it up.',

  troubleShort: 'A refused PIN has one of three causes:',
  expired: 'It has expired: choose a new one.',
  locked:
    'It is locked after too many wrong tries. That often ends by itself after an hour. If it does not, only the help desk can unlock it: {phone}.',
  refused: 'It is another PIN, or the meeting is another: check the conference ID.',
  refusedTeams: 'In Teams a PIN opens only your own meetings.',
};
