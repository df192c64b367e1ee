export const en = {
  needAPin:
    'Most of the time you need no PIN: the call-in number and the conference ID from your invitation are enough. You need your PIN to join as the leader from a phone that is not signed in, to get into a locked meeting, on conference-room equipment, and on a desk phone that signs in with extension and PIN.',
  pinStatus:
    'This chat cannot look up whether you have a PIN or when it expires; it can tell you only after a reset. The help desk can tell you now.',
  deskPhone:
    'After a new PIN, a desk phone has to sign in again: enter your extension and the new PIN on the phone. If that does not help, talk to a person.',
  leaderFirst:
    'Until the leader has joined, nobody is let in: callers wait alone and hear music. On the phone, the PIN tells the meeting who the leader is: call in and enter the conference ID, then your PIN.',
  letIn: 'People who wait in the lobby are let in with {keys}.',
  resetPin: 'Reset my PIN',
  allKeys: 'All phone keys',
  callInNumbers: 'Call-in numbers',
  person: 'Talk to a person',
};
