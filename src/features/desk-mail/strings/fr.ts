export const fr = {
  subject: 'Ticket {number} au service d’assistance de {organisation}',
  securitySubject: 'Sécurité : ticket {number} au service d’assistance de {organisation}',
  new: 'Le ticket {number} a été ouvert le {date}.',
  stuck: 'Le ticket {number} attend le service d’assistance depuis le {date}.',
  unanswered:
    'Personne n’a pris le ticket {number}, qui concerne la sécurité, depuis le {date}. Veuillez vous en occuper tout de suite.',
  security: 'Il concerne la sécurité.',
  noSecrets: 'Son contenu ne figure que dans la console. Ne demandez jamais de code PIN ni de code reçu.',
};
