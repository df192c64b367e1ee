export const en = {
  botIsBack: 'The bot is back. The help desk keeps your ticket and answers it here.',
};
