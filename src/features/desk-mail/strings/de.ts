export const de = {
  subject: 'Ticket {number} beim Helpdesk von {organisation}',
  securitySubject: 'Sicherheit: Ticket {number} beim Helpdesk von {organisation}',
  new: 'Ticket {number} wurde am {date} eröffnet.',
  stuck: 'Ticket {number} wartet seit {date} auf den Helpdesk.',
  unanswered:
    'Niemand hat Ticket {number}, in dem es um Sicherheit geht, seit {date} übernommen. Bitte sehen Sie sofort nach.',
  security: 'Es geht um Sicherheit.',
  noSecrets: 'Was darin steht, steht nur in der Konsole. Fragen Sie nie nach einer PIN oder einem Code.',
};
