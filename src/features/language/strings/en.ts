export const en = {
  question: 'Which language would you like?',
  changed: 'From now on in English.',
};
