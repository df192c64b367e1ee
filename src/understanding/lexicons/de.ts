import type { Lexicon } from '../lexicon.ts';

export const de: Lexicon = {
  pin: 'pin code, pin nummer, pinnummer, pincode, pins, geheimzahl, geheimnummer, konferenz pin, konferenzpin, einwahl pin, einwahlpin, telefon pin',
  code: 'code, kode',
  forgot: `vergessen, vergesse, vergass, vergaß, vergess*, verloren, verlegt, entfallen, erinnern, erinnere, weiß nicht, weiss nicht, weiß meine nicht, kenne, kenn, nie bekommen, nicht bekommen, nie erhalten, nicht erhalten,
    nie erhalten, keine ahnung, wo ist, wiederherstellen, nicht mehr, weg`,
  reset:
    'zurücksetzen, zurücksetze, zurückgesetzt, zurücksetzung, rücksetzen, resetten, setze, setzen sie, setz, erneuern, neu setzen, entsperren, entsperre, freischalten, entsperrung, zurück setzen',
  new: 'neu, neue, neuen, neuer, neues, andere, anderen, erste, ersten',
  change:
    'ändern, ändere, änderung, wechseln, wechsel, wechsle, umstellen, festlegen, vergeben, wählen, anlegen, erstellen, setzen, einrichten, tauschen, aktualisieren, umschalten, stellen',
  wrong: `falsch, falsche, ungültig, ungültige, funktioniert, funktioniert nicht, geht nicht, klappt nicht, klappt, abgelehnt, akzeptiert, angenommen, fehler, problem, probleme, abgelaufen, läuft ab, gesperrt, blockiert, stimmt nicht, ausgespäht, gestohlen`,
  need: 'brauche, benötige, möchte, will, bekomme, bekommen, haben, beantragen, anfordern, zeige, zeigen, zeig, geben, nennen, anzeigen, hätte gern, hätte gerne, sehen, finde, finden, schicken, wünsche',
  elsewhere: `passwort, passwörter, kennwort, kennwörter, bankkarte, ec karte, kreditkarte, karte, bank, sim karte, simkarte, sim, tür, drucker, rechner, laptop, auto, haus, wohnung, schlüssel, wetter, film, tastatur, anrufbeantworter,
    mailbox, fahrrad, bildschirmsperre, büro, parkplatz, postleitzahl, klavier, zimmer, hotel, tisch`,
  key: 'taste, drücken, drücke, drückt, knopf, tastenkombination, kürzel, ziffer, tippen, wähle, tastendruck, telefontaste',
  keys: 'tasten, telefontasten, knöpfe, befehle, tastenbefehle, tastenkürzel, tastenbelegung, mfv, tonwahl, steuerbefehle, tastaturbefehle, telefonbefehle, tastenübersicht',
  mute: `stumm, stummschalten, stummschaltung, stummzuschalten, stumm schalten, stummgeschaltet, stumm stellen, mikrofon, mikro, mikrofone, mikros, lautlos, stummschalte, muten, mute, ton aus, ton an, laut schalten, unmuten, entmuten, ton abschalten`,
  everyone:
    'alle, allen, aller, jeden, teilnehmer, teilnehmern, teilnehmende, teilnehmenden, anderen, andere, publikum, zuhörer, sämtliche, gäste, übrigen',
  lock: 'sperren, sperre, sperrt, abschließen, abschliessen, verriegeln, schließen, absperren, zusperren, öffnen, entriegeln',
  admit: 'einlassen, hereinlassen, reinlassen, zulassen, lasse, lassen, lass, einlass, hineinlassen, eintreten',
  lobby: 'lobby, wartebereich, wartende, wartenden, warteraum, warten, vorraum',
  roster:
    'anwesenheitsliste, teilnehmerliste, wer ist dabei, wer ist da, wer ist drin, wer ist im, wer ist in, wer nimmt teil, wer alles, namensaufruf, appell, teilnehmernamen, wer teilnimmt, wer dabei ist, wer da ist',
  announcements:
    'ansage, ansagen, ankündigung, ankündigungen, signalton, signaltöne, beitrittston, beitrittstöne, eintrittston, piepen, piepton, pieptöne, durchsagen, beitrittsansagen',
  hand: 'hand, hände',
  raise: 'heben, hebe, hoch, senken, melden, erheben, runter',
  operator: 'operator, vermittlung, telefonzentrale, zentrale',
  number: 'nummer, nummern, telefonnummer, telefonnummern, rufnummer, rufnummern, ortsnummer, lokale nummer',
  dialIn: `einwahl, einwählen, einwahlnummer, einwahlnummern, einwähle, wähle mich ein, wähle ich mich ein, wählt man sich ein, wähle ich ein, per telefon, telefonisch, mit dem telefon, über das telefon, übers telefon, zugangsnummer, zugangsnummern, einwahldaten,
    konferenznummer, gebührenfrei, gebührenfreie, kostenlose nummer, einzuwählen, am telefon`,
  call: 'anrufen, anruf, rufe, ruf, telefonieren, telefon, handy, teilnehmen, beitreten, wählen, telefonnummer',
  meeting:
    'besprechung, besprechungen, meeting, konferenz, konferenzen, telefonkonferenz, telefonkonferenzen, sitzung, besprechungsraum, termin, konferenzschaltung',
  talk: 'sprechen, spreche, reden, rede, kontaktieren, kontakt, erreichen, verbinden, weiterleiten, durchstellen, verbinde, verbinden sie, anrufen, sprich',
  person:
    'mensch, menschen, person, mitarbeiter, mitarbeiterin, jemand, jemanden, jemandem, kollegen, kollegin, techniker, berater, echten menschen, ansprechpartner, sachbearbeiter',
  desk: 'helpdesk, hotline, it support, service desk, störung melden, ticket, rückruf, kundendienst, beschwerde, rufen sie mich an, ruft mich an, rufen sie mich zurück, it abteilung, hilfestelle, störungsstelle',
  help: 'hilfe, helfen, hilf, hilfst, anleitung, was kannst du, was können sie, wie funktioniert das, wie geht das, unterstützung, hilft, was kann ich hier tun',
  menu: 'menü, hauptmenü, übersicht, auswahl, optionen, möglichkeiten, startseite',
  language: 'sprache, sprachen, spracheinstellung',
  feedback:
    'feedback, rückmeldung, bewertung, bewerten, meinung, vorschlag, verbesserungsvorschlag, kommentar, anregung, kritik, lob, umfrage',
  greeting:
    'hallo, guten tag, guten morgen, guten abend, moin, servus, grüß gott, grüezi, tag, hi, grüß dich, morgen, hallöchen, gruss',
  thanks: 'danke, vielen dank, dankeschön, danke schön, danke sehr, besten dank, dank, herzlichen dank, bedanke',
  cancel:
    'abbrechen, abbruch, stopp, stop, beenden, vergiss es, vergessen sie es, egal, lass es, lassen sie es, ende, abbrechen bitte, schluss',
  startOver:
    'von vorn, von vorne, neu starten, neustart, noch einmal von vorn, nochmal von vorn, neu anfangen, neu beginnen, von anfang an, von neuem, neubeginn',
  back: 'zurück, geh zurück, gehe zurück, vorheriger schritt, einen schritt zurück, ein schritt zurück, vorheriges, zurückgehen',
  ignored: `eröffnen, öffne, aufmachen, aufheben, ich, mich, mir, mein, meine, meinen, meiner, meinem, meines, wir, uns, unser, unsere, du, dich, dir, dein, deine, sie, ihr, ihre, ihnen, ihren, er, es, der, die, das, den, dem, des, ein, eine, einen, einem, einer, man, sich,
    ist, sind, war, bin, sein, habe, hab, hat, haben, hatte, wird, werden, kann, können, könnte, könnten, muss, müssen, soll, sollte, darf, dürfen, zu, zum, zur, für, von, vom, auf, an, am, im, in, ins, aus, mit, bei, beim, um, über, nach, durch,
    und, oder, aber, wenn, dann, als, während, wie, was, welche, welcher, welches, welchem, welchen, wer, wo, warum, bitte, mal, nur, noch, schon, jetzt, hier, wieder, da, nicht, nein, ja, ok, okay, kein, keine, ab, ein, gern, gerne, eigentlich, denn, doch, auch, so, sehr,
    schalte, schalten, schaltet, schaltest, ausschalten, einschalten, anschalten, aktivieren, deaktivieren, mache, machen, mach, gehe, geht, alles, selbst, weiter, dafür, dazu, etwas, irgendwie, leider, lieber, super, toll, prima, gut, klar, gibt, gib, einer, einmal, nochmal, wieso, stelle, stellt`,
  languageNames: {
    en: 'englisch, englische, englischen, englischer',
    da: 'dänisch, dänische, dänischen, dänischer',
    de: 'deutsch, deutsche, deutschen, deutscher',
    fr: 'französisch, französische, französischen',
    es: 'spanisch, spanische, spanischen',
  },
};
