import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  chooseTitle: 'Neue PIN wählen',
  itIsYou: 'Das sind Sie:',
  name: 'Name',
  department: 'Abteilung',
  phone: 'Telefon',
  extension: 'Durchwahl',
  notAlways:
    'Meist brauchen Sie für die Einwahl in eine Besprechung keine PIN: Telefonnummer und Konferenz-ID genügen. Sie brauchen sie, wenn Sie die Besprechung an einem nicht angemeldeten Telefon leiten und wenn eine Besprechung gesperrt ist.',
  deskPhoneBefore:
    'Ihr Tischtelefon meldet sich mit dieser PIN an. Nach der Änderung funktioniert es vielleicht erst wieder, wenn Sie sich dort mit der neuen PIN anmelden.',
  rulesTitle: 'Regeln für die PIN',
  ruleLength: '{min} bis {max} Ziffern; keine Buchstaben, Leerzeichen oder Sonderzeichen',
  rulePatterns:
    'Keine Ziffer dreimal hintereinander, nicht nur Paare (225577), keine vier Ziffern der Reihe nach (1234), nichts, was viele wählen',
  ruleNumbers: 'Nicht Ihre Durchwahl, nicht Ihre Telefonnummer oder deren Ende',
  ruleDates: 'Kein Datum aus sechs Ziffern',
  ruleHistory: '{count, plural, one {Nicht die letzte PIN} other {Keine Ihrer letzten # PINs}}',
  rulesShort: 'Ihre PIN hat {min} bis {max} Ziffern und sonst nichts.',
  rulesUnknown:
    'Die genauen Regeln stehen auf dem Formular, wenn Sie eine neue PIN wählen; meistens hat eine PIN mindestens fünf Ziffern.',
  rulesIssued: 'Sie können Ihre PIN nicht wählen: Teams vergibt sie mit 4 bis 12 Ziffern und sendet sie Ihnen zu.',
  ruleLifetime: 'Sie gilt {days, plural, one {# Tag} other {# Tage}}',
  ruleForever: 'Sie läuft nicht ab',
  resetNow: 'Meine PIN zurücksetzen',
  more: 'Mehr',
  pin: 'Neue PIN',
  pinError: 'Bitte geben Sie eine neue PIN aus Ziffern ein.',
  pinConfirmation: 'Neue PIN noch einmal',
  pinConfirmationError: 'Bitte geben Sie die neue PIN ein zweites Mal ein.',
  setPin: 'PIN speichern',
  issueTitle: 'Neue PIN zusenden lassen',
  issueIntro:
    'Der Konferenzdienst erzeugt eine neue PIN und sendet sie Ihnen per E-Mail. Die jetzige gilt dann nicht mehr.',
  issuePin: 'Neue PIN per E-Mail senden',
  issued:
    'Ich habe den Konferenzdienst um eine neue PIN gebeten. Er sendet sie per E-Mail an {address}; das kann einige Minuten dauern. Nach zehn Minuten noch nichts da? Sehen Sie bitte im Spam-Ordner nach, fragen Sie mich dann noch einmal oder sprechen Sie mit einer Person.',
  issueUnknown:
    'Der Konferenzdienst hat nicht gemeldet, ob er eine neue PIN erzeugt hat, und von selbst frage ich ihn kein zweites Mal. Kommt innerhalb von zehn Minuten eine E-Mail an {address}, dann gilt die PIN darin. Kommt keine, fragen Sie mich bitte noch einmal oder sprechen Sie mit einer Person.',
  yourAddress: 'Ihre dienstliche Adresse',
  talkToAPerson: 'Mit einer Person sprechen',
  cancel: 'Abbrechen',
  doneTitle: 'Ihre neue PIN ist gespeichert',
  changedAt: 'Sie wurde am {date} geändert.',
  howToDialIn:
    'Um an einer Besprechung teilzunehmen, rufen Sie die Nummer aus der Einladung an. Geben Sie auf Aufforderung die Konferenz-ID und dann Ihre PIN ein.',
  howToDialInWithNumber:
    'Um an einer Besprechung teilzunehmen, rufen Sie die Nummer aus der Einladung an (in Ihrer Region: {number}). Geben Sie auf Aufforderung die Konferenz-ID und dann Ihre PIN ein.',
  expires: 'Die PIN gilt bis {date}.',
  deskPhoneAfter:
    'Ihr Tischtelefon funktioniert vielleicht erst wieder, wenn Sie sich dort mit Durchwahl und neuer PIN anmelden.',
  embedded: 'Hinweis: Das ist der eingebaute PIN-Dienst. Er öffnet keine echte Besprechung.',
  callNow: '{number} anrufen',
  allKeys: 'Telefontasten in einer Besprechung',
  'not-digits': 'Eine PIN besteht nur aus Ziffern: keine Buchstaben, Leerzeichen oder Sonderzeichen.',
  'too-short': 'Diese PIN ist zu kurz. Sie braucht mindestens {min} Ziffern.',
  'too-long': 'Diese PIN ist zu lang. Sie darf höchstens {max} Ziffern haben.',
  'repeated-digits': 'Keine Ziffer darf dreimal hintereinander stehen, und die PIN darf nicht nur aus Paaren bestehen.',
  'consecutive-digits': 'Diese PIN hat vier Ziffern der Reihe nach, wie 1234. Bitte wählen Sie eine andere.',
  'own-number': 'Diese PIN ist Ihre eigene Nummer oder deren Ende. Bitte wählen Sie eine andere.',
  popular: 'Diese PIN wählen viele; sie ist leicht zu erraten. Bitte wählen Sie eine andere.',
  date: 'Diese PIN ist ein Datum und leicht zu erraten. Bitte wählen Sie eine andere.',
  'pin-missing': 'Bitte geben Sie eine neue PIN ein.',
  mismatch: 'Die beiden PINs sind nicht gleich. Bitte geben Sie beide noch einmal ein.',
  'typed-pin':
    'Was im Chat geschrieben wurde, kann jemand gesehen haben; bitte wählen Sie im Formular eine andere PIN.',
  'wrong-length': 'Der PIN-Dienst lehnt die Länge dieser PIN ab. Bitte wählen Sie eine andere.',
  'too-easy': 'Der PIN-Dienst findet diese PIN zu leicht zu erraten. Bitte wählen Sie eine andere.',
  reused: 'Diese PIN hatten Sie schon einmal. Bitte wählen Sie eine andere.',
  locked: 'Ihre PIN ist gesperrt. Nur der Helpdesk kann sie entsperren.',
  'unknown-person':
    'Der PIN-Dienst kennt Sie nicht; deshalb kann ich keine PIN speichern. Der Helpdesk muss sich das ansehen.',
  'not-enabled': 'Sie sind nicht für Telefonkonferenzen freigeschaltet.',
  'under-way':
    'Eine frühere Änderung Ihrer PIN ist möglicherweise noch unterwegs, deshalb habe ich jetzt nichts geändert. Bitte versuchen Sie es in zwei Minuten noch einmal.',
  'other-service':
    'Ihre PIN gehört zu einem anderen Dienst, den ich nicht erreiche. Der Helpdesk muss sich das ansehen.',
  'no-account': 'Ich finde Ihr Konto nicht mehr im Verzeichnis und habe deshalb nichts geändert.',
  disabled: 'Ihr Konto ist deaktiviert; deshalb habe ich nichts geändert.',
  guest: 'Sie sind hier Gast, und Gäste haben bei uns keine Einwahl-PIN.',
  protected: 'Ihr Konto ist besonders geschützt: Nur der Helpdesk darf seine PIN zurücksetzen.',
  frozen:
    'Das Zurücksetzen Ihrer PIN ist gesperrt, weil eine Änderung als nicht von Ihnen gemeldet wurde. Bitte rufen Sie den Helpdesk an: Er hebt die Sperre auf, sobald er mit Ihnen gesprochen hat.',
  'not-here': 'Ich kann diese PIN hier nicht zurücksetzen.',
  frozenNote:
    'Das Zurücksetzen ist für diese Person gesperrt: Eine Änderung der PIN wurde als nicht von ihr gemeldet. Siehe Sicherheitsticket.',
  reportedNote:
    'Das Zurücksetzen ohne Anmeldung ist für diese Person gesperrt: Ein Code oder falsche Codes wurden als nicht von ihr gemeldet. Siehe Sicherheitsticket.',
  'password-changed':
    'Das Passwort Ihres Kontos wurde geändert, seit Sie bestätigt haben, wer Sie sind. Bitte bestätigen Sie es noch einmal.',
  passwordNote:
    'Das Passwort des Kontos dieser Person wurde geändert, nachdem ein Code sie bestätigt hatte; deshalb wurde hier nichts geändert.',
  'too-many-resets': 'Ihre PIN wurde so oft zurückgesetzt, wie es an einem Tag möglich ist.',
  'proof-used': 'Diese Bestätigung wurde schon für eine Änderung verwendet. Jede Änderung braucht eine eigene.',
  'interrupted-unchanged':
    'Das wurde unterbrochen. Soweit ich sehe, wurde Ihre PIN nicht geändert. Bitte wählen Sie noch einmal.',
  'interrupted-unknown':
    'Das wurde unterbrochen, und ich kann nicht sehen, ob Ihre PIN geändert wurde. Bitte wählen Sie noch einmal.',
  mayStillCome:
    'Ich habe nicht gesehen, wie das ausging: Die Änderung kann in den nächsten zwei Minuten noch kommen. In diesem Fall erfahren Sie es per E-Mail, und die PIN, die Sie gewählt haben, gilt. Ist nach zehn Minuten keine E-Mail gekommen, fragen Sie mich bitte noch einmal oder sprechen Sie mit einer Person.',
  changedSubject: 'Ihre Einwahl-PIN wurde geändert',
  changedText: `Guten Tag {name},

Ihre Einwahl-PIN wurde am {date} im PIN-Chat von {organisation} geändert.

Waren Sie das? Dann ist nichts zu tun. Keine E-Mail und niemand vom Helpdesk wird Sie je nach Ihrer PIN fragen.

Waren Sie das nicht? Dann sagen Sie es bitte sofort dem Helpdesk: {phone}, {mail}.`,
  pausedSubject: 'Jemand wollte Ihre Einwahl-PIN zurücksetzen',
  pausedText: `Guten Tag {name},

am {date} wurden im PIN-Chat von {organisation} für Sie zu viele falsche Einmalcodes eingegeben. Das Zurücksetzen ist dort deshalb für einige Zeit gesperrt. Ihre PIN wurde nicht geändert.

Waren Sie das? Dann versuchen Sie es bitte später noch einmal, oder fragen Sie den Helpdesk.

Waren Sie das nicht? Dann sagen Sie es bitte dem Helpdesk: {phone}, {mail}.`,
  changedNotMe: `Sie können es auch selbst stoppen, auf dieser Seite, die noch einmal nachfragt:

{link}

Ihre PIN funktioniert dann nicht mehr, und niemand kann sie zurücksetzen, bevor der Helpdesk mit Ihnen gesprochen hat. Der Link gilt einmal, 14 Tage lang.`,
  pausedNotMe: `Sie können es auch auf dieser Seite melden, die noch einmal nachfragt:

{link}

Das Zurücksetzen ohne Anmeldung ist dann 24 Stunden lang gesperrt, und Ihre PIN bleibt, wie sie ist. Der Link gilt einmal, 14 Tage lang.`,
  notMeButton: 'Das war ich nicht',
  changedButton:
    'Sie können es auch selbst stoppen: Die Schaltfläche unten öffnet eine Seite, die noch einmal nachfragt. Ihre PIN funktioniert dann nicht mehr, und niemand kann sie zurücksetzen, bevor der Helpdesk mit Ihnen gesprochen hat. Die Schaltfläche gilt einmal, 14 Tage lang.',
  pausedButton:
    'Sie können es auch melden: Die Schaltfläche unten öffnet eine Seite, die noch einmal nachfragt. Das Zurücksetzen ohne Anmeldung ist dann 24 Stunden lang gesperrt, und Ihre PIN bleibt, wie sie ist. Die Schaltfläche gilt einmal, 14 Tage lang.',
};
