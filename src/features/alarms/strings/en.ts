export const en = {
  subject: 'Alarm from PIN Desk of {organisation}',
  text: `{event}

Since: {date}

You get one mail an hour about this at most. The log and the tickets of that time say more; the person on call finds what to do in the operations manual.`,
  'anonymous-path-closed':
    'Too many wrong codes were typed, or too many people were paused, within an hour. Somebody may be trying out codes. For an hour, people who are not signed in can open a ticket and do nothing else.',
  'many-tickets':
    'Unusually many tickets were opened within an hour. The chat goes on taking them. Either something is broken, or somebody wants to keep the help desk busy.',
};
