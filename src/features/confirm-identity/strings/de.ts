import type { Words } from '../../../conversation/words.ts';
import type { en } from './en.ts';

export const de: Words<typeof en> = {
  whoTitle: 'Wer sind Sie?',
  whoIntro:
    'Bitte geben Sie Ihre geschäftliche E-Mail-Adresse an. Wenn sie hier hinterlegt ist, sende ich Ihnen einen Einmalcode.',
  email: 'Geschäftliche E-Mail-Adresse',
  emailError: 'Bitte geben Sie eine vollständige Adresse mit @ an.',
  sendCode: 'Code per E-Mail senden',
  sendTitle: 'Darf ich Ihnen einen Code senden?',
  sendIntro: 'Um Ihre Identität zu bestätigen, sende ich einen Code an {destination}.',
  whereTitle: 'Wohin soll ich den Code schicken?',
  whereIntro: 'Um zu bestätigen, wer Sie sind, schicke ich einen Code an eine Ihrer hinterlegten Adressen.',
  codeTitle: 'Code eingeben',
  codeIntroAnonymous:
    'Wenn diese Adresse hier hinterlegt ist, ist ein Code unterwegs. Nach zwei Minuten noch nichts? Sprechen Sie mit einer Person.',
  codeIntro: 'Ich habe einen Code an {destination} gesendet.',
  overTitle: 'Brauchen Sie einen neuen Code?',
  codeHint: 'Der Code hat {digits} Ziffern und gilt {minutes} Minuten. Sie können ihn auch in den Chat schreiben.',
  code: 'Einmalcode',
  codeError: 'Bitte geben Sie die Ziffern aus der E-Mail ein.',
  confirm: 'Bestätigen',
  again: 'Neuen Code senden',
  notReceived: 'Kein Code? Hilfe',
  talkToAPerson: 'Mit einer Person sprechen',
  cancel: 'Abbrechen',
  signInText: 'Bitte melden Sie sich mit Ihrem Geschäftskonto an, um Ihre Identität zu bestätigen.',
  signInButton: 'Anmelden',
  signInUnavailable: 'Die Anmeldung ist im Moment nicht möglich. Bitte sprechen Sie mit einer Person.',
  confirmed: 'Danke, das ist bestätigt.',
  newCode: 'Ein neuer Code ersetzt den alten, der nicht mehr gilt.',
  onItsWay: 'Eben wurde schon ein Code angefordert. Ist er angekommen, gilt er noch.',
  addressGiven: 'Angegebene Adresse: {identifier}',
  'address-missing': 'Bitte geben Sie Ihre geschäftliche E-Mail-Adresse an.',
  'address-wrong': 'Das sieht nicht wie eine E-Mail-Adresse aus. Bitte geben Sie eine vollständige Adresse mit @ an.',
  'too-soon':
    'Vor weniger als einer Minute wurde schon ein Code angefordert. Bitte warten Sie {seconds, plural, one {# Sekunde} other {# Sekunden}} und versuchen Sie es dann erneut.',
  'too-many-requests':
    'Aus Ihrem Netz kamen zu viele Anfragen. Bitte versuchen Sie es nach {until} erneut, oder sprechen Sie mit einer Person.',
  'too-many-codes': 'Heute können hierfür keine weiteren Codes gesendet werden. Der Helpdesk hilft Ihnen weiter.',
  paused:
    'Nach zu vielen falschen Codes ist das Zurücksetzen hier bis {until} gesperrt. Der Helpdesk hilft Ihnen weiter.',
  'ticket-only': 'Ich kann Ihre Identität im Moment nicht mit einem Code bestätigen. Der Helpdesk hilft Ihnen weiter.',
  off: 'In diesem Kanal kann ich Ihre Identität nicht bestätigen. Der Helpdesk hilft Ihnen weiter.',
  'code-missing': 'Bitte geben Sie den Code aus der E-Mail ein.',
  'code-shape': 'Der Code hat {digits} Ziffern, sonst nichts.',
  'wrong-code': 'Das ist nicht der richtige Code. Sie haben noch {left, plural, one {# Versuch} other {# Versuche}}.',
  'code-spent':
    'Das war der letzte Versuch für diesen Code. Bitte fordern Sie einen neuen an, oder sprechen Sie mit einer Person.',
  interrupted: 'Das wurde unterbrochen. Bitte geben Sie den Code aus der neuesten E-Mail ein.',
  'code-gone': 'Dieser Code gilt nicht mehr. Bitte fordern Sie einen neuen an, oder sprechen Sie mit einer Person.',
  undeliverable:
    'Die E-Mail mit Ihrem Code konnte nicht zugestellt werden: Das Mailsystem funktioniert im Moment nicht. Bitte fordern Sie einen neuen Code an, oder überlassen Sie es dem Helpdesk.',
  'mailbox-refused':
    'Die E-Mail mit Ihrem Code konnte nicht zugestellt werden: Dieses Postfach nimmt keine E-Mails an. Der Helpdesk kann das in Ordnung bringen.',
  'unknown-person': 'Ich finde Ihr Konto nicht im Verzeichnis und kann Ihre PIN deshalb nicht zurücksetzen.',
  disabled: 'Ihr Konto ist deaktiviert; deshalb kann ich Ihre PIN nicht zurücksetzen.',
  guest: 'Sie sind hier Gast, und Gäste haben bei uns keine Einwahl-PIN.',
  protected: 'Ihr Konto ist besonders geschützt: Nur der Helpdesk darf seine PIN zurücksetzen.',
  'no-address': 'Es ist keine E-Mail-Adresse hinterlegt, an die ich Ihnen einen Code senden könnte.',
  'new-password':
    'Das Passwort Ihres Kontos wurde vor weniger als einem Tag geändert. Zu Ihrem Schutz sende ich so kurz danach keine Codes.',
  'new-account': 'Ihr Konto ist neu. Zu Ihrem Schutz sende ich keine Codes an neue Konten.',
  frozen:
    'Das Zurücksetzen ist für diese Person gesperrt: Eine Änderung der PIN wurde als nicht von ihr gemeldet. Siehe Sicherheitsticket.',
  reported:
    'Das Zurücksetzen ohne Anmeldung ist für diese Person gesperrt: Ein Code oder falsche Codes wurden als nicht von ihr gemeldet. Siehe Sicherheitsticket.',
  'sign-in-failed': 'Diese Anmeldung hat nicht geklappt.',
  'sign-in-old': 'Diese Anmeldung ist zu lange her.',
  'sign-in-used': 'Mit dieser Anmeldung haben Sie schon etwas geändert. Jede Änderung braucht eine neue.',
  'sign-in-outdated':
    'Das Passwort Ihres Kontos wurde nach dieser Anmeldung geändert. Bitte melden Sie sich neu an; wurde es gerade erst geändert, warten Sie vorher fünf Minuten.',
  'two-tenants':
    'Teams nennt hier zwei Organisationen für Sie, wie bei Gästen und in geteilten Kanälen. Deshalb kann ich nicht erkennen, zu wem Ihr Konto gehört. Bitte schreiben Sie mir in Teams aus Ihrer eigenen Organisation.',
  'other-tenant':
    'Ihr Konto gehört zu einer Organisation, für die ich nicht zuständig bin. Deshalb kann ich keine PIN für Sie zurücksetzen.',
  mailSubject: 'Ihr Einmalcode für {organisation}',
  mailText: `Guten Tag {name},

Ihr Einmalcode für den PIN-Chat lautet:

{code}

Er gilt {minutes} Minuten, einmal und nur in der Unterhaltung, in der er angefordert wurde. Geben Sie ihn niemandem weiter; der Helpdesk fragt nicht danach.

Sie haben keinen Code angefordert? Dann hat jemand Ihre Adresse angegeben. Ohne den Code kann damit niemand etwas anfangen, und Sie brauchen nichts zu tun. Wenn es wieder vorkommt, sagen Sie es bitte dem Helpdesk: {phone}, {mail}.`,
  mailNotMe: `Sie können es auch auf dieser Seite melden, die noch einmal nachfragt:

{link}

Das Zurücksetzen ohne Anmeldung ist dann 24 Stunden lang gesperrt, und Ihre PIN bleibt, wie sie ist. Der Link gilt einmal, 14 Tage lang.`,
};
