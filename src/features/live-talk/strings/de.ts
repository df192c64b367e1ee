export const de = {
  botIsBack: 'Der Bot ist wieder da. Der Helpdesk behält Ihr Ticket und antwortet hier darauf.',
};
