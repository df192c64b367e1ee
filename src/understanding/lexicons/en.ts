import type { Lexicon } from '../lexicon.ts';

export const en: Lexicon = {
  pin: 'pin, pins, pincode, pincodes, pin code, pin codes, pin number, pin nr, passcode, pass code, conference pin, dial in pin, dialin pin, dial in conferencing pin, personal identification number',
  code: 'code, codes',
  forgot: `forgot, forget, forgotten, forgetting, forgets, lost, lose, misplaced, remember, recall, don t know, do not know, dont know, didn t know, no idea,
    never got, never received, did not get, didn t get, did not receive, didn t receive, never had, never set, never sent, was not sent, wasn t sent, was never sent, haven t got, unknown, recover, recovery, retrieve, where is, where s`,
  reset: 'reset, resets, resetting, resett*, re set, restore, renew, regenerate, reactivate, unblock, unblock*',
  new: 'new, another, fresh, different, first',
  change:
    'change, changing, changed, update, replace, modify, switch, set, choose, create, make, pick, setup, set up, assign, generate',
  wrong: `wrong, invalid, rejected, doesn t work, does not work, doesnt work, not working, isn t working, not accepted, won t work, stopped working, work, works, working,
    incorrect, fails, failed, problem, problems, trouble, issue, expired, expire, expires, expiring, refused, accept, accepted, accepts, blocked, locked, locked out, compromised, leaked, stolen, known`,
  need: 'need, needs, want, get, getting, request, have to, would like, require, give, show, tell, list, see, find, send',
  elsewhere: `password, passwords, bank, banking, card, credit card, debit card, sim, atm, door, printer, printers, laptop, iphone, ipad, android, vpn, wifi, wi fi, windows, voicemail, voice mail, unlock screen,
    house, car, keyboard, piano, office, parking, bike, badge, pin the, pin a, pin this, pin board, pin point, bowling, map, television, tv, film, movie, video, newsletter, weather, zip code, source code, dress code, hotel`,
  key: 'key, button, press, pressing, dial, digit, shortcut, combination, hit, push, keypress',
  keys: 'keys, phone keys, buttons, commands, command list, controls, shortcuts, dtmf, touch tone, touchtone, touch tones, keypad, tones, phone controls',
  mute: 'mute, muted, muting, mutes, unmute, unmuted, unmuting, un mute, silence, microphone, mic, mike, be heard, hear me, people cannot hear me, people can t hear me, nobody can hear me, nobody hears me, no one can hear me',
  everyone:
    'everyone, everybody, every one, all, participants, attendees, audience, others, callers, people, guests, other people, the rest',
  lock: 'lock, unlock, locking, locks, unlocking, close off',
  admit: 'admit, admitting, let in, let, allow in',
  lobby: 'lobby, waiting, waiting room',
  roster:
    'roll call, rollcall, roster, who is in, who s in, who is on, who s on, whos on, who joined, who has joined, who is there, who s there, who else, participant list, list participants, list of participants, attendee list, who is here, who is attending, hear the names',
  announcements:
    'announce, announcement, announcements, entry and exit, entry exit, chime, chimes, beep, beeps, beeping, join sounds, join sound, entry tones, exit tones, join tones',
  hand: 'hand, hands',
  raise: 'raise, raising, lower, put up, put down',
  operator: 'operator',
  number:
    'number, numbers, phone number, phone numbers, telephone number, telephone numbers, local number, local numbers',
  dialIn: `dial, dial in, dialin, dialing, dialling, dialing in, call in, callin, calling in, phone in, by phone, via phone, over the phone, on the phone, with my phone, access number, access numbers,
    conference number, audio number, bridge number, bridge, toll free, tollfree, toll, connect by phone`,
  call: 'call, calling, phone, telephone, ring, join, joining, audio, mobile, cell phone',
  meeting:
    'meeting, meetings, conference, conferences, conference call, conf call, conf, conferencing, session, teams, skype, lync',
  talk: 'talk, talking, speak, speaking, chat, contact, reach, connect, transfer, escalate, forward',
  person:
    'person, human, agent, somebody, someone, representative, technician, colleague, staff, real person, employee, advisor, adviser, live agent, human being',
  desk: 'help desk, helpdesk, service desk, servicedesk, hotline, it support, support, support team, ticket, tickets, call me back, call me, customer service, complaint, it department',
  help: 'help, assistance, instructions, assist, what can you do, what do you do, how does this work, what can i ask, helping',
  menu: 'menu, main menu, options, main page',
  language: 'language, languages',
  feedback: 'feedback, rate, rating, review, suggestion, suggestions, opinion, comment, comments, survey, improvement',
  greeting:
    'hello, hi, hey, hiya, howdy, good morning, good afternoon, good evening, good day, greetings, hi there, hello there, hey there',
  thanks: 'thanks, thank, thank you, thx, cheers, ty, many thanks, much appreciated, appreciated',
  cancel: 'cancel, abort, stop, quit, exit, never mind, nevermind, forget it, forget about it, leave it, cancel that',
  startOver:
    'start over, restart, start again, from the beginning, begin again, start from scratch, start anew, from the start',
  back: 'back, go back, previous, previous step, one step back, step back',
  ignored: `line, open, leave, file, raise a, start, lot, a, an, the, i, i m, im, me, my, mine, myself, we, our, us, you, your, he, she, it, its, they, them, their, this, that, these, those, is, are, am, was, were, be, been, do, does, did, don, t, s, m, ve, re, ll, d,
    can, could, may, might, will, would, should, shall, must, have, has, had, to, for, of, in, on, at, by, with, from, into, about, and, or, but, so, if, then, than, as, when, while, how, what, which, who, where, why,
    please, pls, plz, just, again, now, here, there, up, out, off, turn, turns, turning, enable, disable, use, using, like, id, no, not, yes, ok, okay, sure, well, really, very, much, too, also, some, any, continue, go, going,
    want, wanna, gonna, need, great, good, nice, perfect, lovely, hello, hi, hey, dear, bot, ever, still, during, down, currently, let s, mean, means, cannot, cant, way, possible, something, step, one, am, pm, a lot, lot, so much`,
  languageNames: {
    en: 'english',
    da: 'danish',
    de: 'german',
    fr: 'french',
    es: 'spanish',
  },
};
