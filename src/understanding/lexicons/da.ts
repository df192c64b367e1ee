import type { Lexicon } from '../lexicon.ts';

export const da: Lexicon = {
  pin: 'pinkode, pinkoden, pinkoder, pinkoderne, pin kode, pin koden, pinnummer, pinnummeret, pinkodes, personlige kode, konferencekode, mødekode, konferencepin',
  code: 'kode, koden, koder, adgangskode til mødet',
  forgot: `glemt, glemmer, glemte, glemme, mistet, tabt, husker ikke, huske, husker, kan ikke huske, kender ikke, ved ikke, aldrig fået, ikke fået, aldrig modtaget, ikke modtaget, finde, hvor er`,
  reset:
    'nulstil, nulstille, nulstiller, nulstillet, nulstilling, nulstillingen, resette, resetter, genskabe, gendan, gendanne, genaktiver*, forny, fornye',
  new: 'ny, nyt, nye, anden, andet, første',
  change:
    'skift, skifte, skifter, ændre, ændrer, ændring, ændret, ændr, bytte, sæt, sætte, vælg, vælge, opret, oprette, lav, lave, opdater, opdatere',
  wrong: `forkert, ugyldig, ugyldigt, virker ikke, virker, fungerer ikke, fungerer, afvist, afvises, fejl, problem, problemer, udløbet, udløber, låst, spærret, blokeret, låst ude, godkendes ikke, accepteres ikke, afsløret, stjålet`,
  need: 'brug for, behøver, mangler, ønsker, bede om, have, få, få en, vis, vise, send, sende, oplys, se, bestil, bestille',
  elsewhere: `adgangskode, adgangskoder, adgangskoden, kodeord, kodeordet, password, dankort, kort, kortet, bank, banken, hævekort, sim kort, simkort, dør, døren, printer, printeren, computer, bil, bilen, hus, huset, nøgler, nøgle, vejret, film,
    tastatur, telefonsvarer, netbank, mitid, nemid, cykel, kontoret, lejlighed, bord, klaver`,
  key: 'tast, tasten, knap, knappen, trykke, tryk, trykker, taste, taster jeg, genvej, ciffer, trykkes',
  keys: 'taster, tasterne, telefontaster, telefontasterne, knapper, knapperne, kommandoer, kommandoerne, genveje, tastekommandoer, tastetryk, tonetaster',
  mute: `mikrofon, mikrofonen, mikrofoner, mikrofonerne, mute, muter, mutes, muted, slå lyden fra, slår lyden fra, slå lyd fra, lyden fra, lyden til, slå lyden, slår lyden, lyd fra, lyd til, slukke lyden, sluk lyden, tavs, lydløs, lydløst, afbryde lyden, unmute, muten`,
  everyone:
    'alle, alles, samtlige, deltagere, deltagerne, deltagernes, de andre, andre, tilhørere, tilhørerne, allesammen, alle sammen',
  lock: 'lås, låse, låser, låse op, låses, lås op, aflås, aflåse',
  admit: 'luk ind, lukke ind, lukker, lukke, luk, lade komme ind, lukkes ind, indlad, godkend, godkende',
  lobby: 'lobby, lobbyen, venter, ventende, venteværelse, venteværelset',
  roster:
    'navneopråb, deltagerliste, deltagerlisten, hvem er med, hvem er der, hvem der er med, hvem deltager, hvem er på, hvem der er på, hvem er i mødet, hvem er her, hvem der deltager',
  announcements:
    'annoncering, annonceringer, meddelelser, annoncer, annoncere, bip, bippet, bippene, lyd ved ankomst, indgangslyd, ind og ud, ankomstlyd, meddelelserne',
  hand: 'hånd, hånden, hænder',
  raise: 'række, ræk, rækker, løft, løfte, hæve, sænke, sænk, op med',
  operator: 'operatør, operatøren, omstilling, omstillingen',
  number:
    'nummer, nummeret, numre, numrene, telefonnummer, telefonnummeret, telefonnumre, lokalt nummer, lokale numre, lokalnummer',
  dialIn: `opkaldsnummer, opkaldsnumre, opkaldsnummeret, opkaldsnumrene, ringe ind, ringe op, ring ind, ringer ind, ringer jeg ind, ringer jeg op, indkald, opkald, opkaldet, ringe til mødet, ringer jeg til mødet, adgangsnummer, adgangsnumre, via telefon,
    på telefon, over telefon, over telefonen, via telefonen, med telefon, gratisnummer, indkaldsnummer, indkaldsnumre, konferencenummer`,
  call: 'ringe, ring, ringer, kalde, telefon, telefonen, deltage, deltager jeg, tilslutte, komme med, mobil, mobilen',
  meeting:
    'møde, mødet, møder, møderne, konference, konferencen, telefonmøde, telefonmødet, telefonkonference, telefonkonferencen, konferenceopkald',
  talk: 'tale, tal, taler, snakke, snak, kontakte, kontakt, komme i kontakt, ringe til, stilles om, chatte, få fat i',
  person:
    'menneske, mennesker, medarbejder, medarbejderen, person, nogen, kollega, tekniker, konsulent, rigtig person, rigtigt menneske, en fra it, levende menneske',
  desk: 'it support, supporten, servicedesk, kundeservice, sag, en sag, supportsag, henvendelse, ring til mig, ringe mig op, it afdelingen, it hjælp, klage, helpdesken',
  help: 'hjælp, hjælpe, hjælper, vejledning, hvad kan du, hvad kan du gøre, hvordan virker det, hvordan virker dette, assistance',
  menu: 'menu, menuen, hovedmenu, hovedmenuen, oversigt, valgmuligheder, muligheder, forside, forsiden',
  language: 'sprog, sproget, sprogene, sprogvalg',
  feedback:
    'feedback, tilbagemelding, ris og ros, forslag, mening, bedømme, bedømmelse, bedøm, vurdering, anmeldelse, kommentar, kommentarer',
  greeting:
    'hej, hejsa, halløj, goddag, god dag, god morgen, godmorgen, god aften, godaften, dav, davs, hallo, hej med dig',
  thanks: 'tak, mange tak, tusind tak, takker, mange gange tak, tak for hjælpen, på forhånd tak',
  cancel:
    'annuller, annullere, annullér, afbryd, afbryde, stop, stoppe, fortryd, fortryde, glem det, lad være, ligegyldigt, drop det, afslut',
  startOver:
    'start forfra, begynd forfra, starte forfra, begynde forfra, forfra, start igen, fra begyndelsen, fra starten, start på ny, prøv forfra',
  back: 'tilbage, gå tilbage, forrige, et skridt tilbage, forrige trin, et trin tilbage',
  ignored: `åbne, åbn, oprettes, jeg, mig, min, mit, mine, vi, os, vores, du, dig, din, dit, dine, i, en, et, den, det, de, dem, der, som, er, var, være, har, havde, kan, kunne, vil, ville, skal, skulle, må, bør, gør, gøre,
    til, for, af, på, om, med, fra, ved, og, eller, men, så, hvis, når, mens, hvordan, hvad, hvilken, hvilket, hvilke, hvem, hvor, hvorfor, venligst, gerne, bare, lige, nu, her, igen, ikke, nej, ja, ok, okay, jo,
    lyd, slå, slår, slår jeg, fra, tænd, tænde, sluk, slukke, bruge, bruger, brug, noget, nogle, lidt, meget, også, under, ind, ud, op, ned, man, selv, mere, alligevel, fint, godt, super, fedt, vær, sød, rart, dejligt, sig, hedder, fortsæt, bliver, blevet, få, får, bede, tak`,
  languageNames: {
    en: 'engelsk',
    da: 'dansk',
    de: 'tysk',
    fr: 'fransk',
    es: 'spansk',
  },
};
