export const da = {
  subject: 'Sag {number} hos helpdesken i {organisation}',
  securitySubject: 'Sikkerhed: sag {number} hos helpdesken i {organisation}',
  new: 'Sag {number} blev oprettet den {date}.',
  stuck: 'Sag {number} har ventet på helpdesken siden {date}.',
  unanswered: 'Ingen har taget sag {number}, som drejer sig om sikkerhed, siden {date}. Se på den med det samme.',
  security: 'Den drejer sig om sikkerhed.',
  noSecrets: 'Hvad der står i den, står kun i konsollen. Spørg aldrig efter en pinkode eller en engangskode.',
};
