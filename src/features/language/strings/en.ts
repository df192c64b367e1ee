export const en = {
  question: 'What language shall we go on in?',
  changed: 'From now on in English.',
};
