import { dialInCommands } from '../kernel/site.ts';
import type { Intent } from './intents.ts';
import type { Guess } from './model.ts';
import { isPhoneKey, tokensOf } from './normalise.ts';
import { countryNamed, type Named } from './places.ts';

interface Read {
  readonly guess: Guess;
  readonly intent: Intent | undefined;
  readonly named: Named;
}

/** `command` or `keys`, `who`, `country`, `city`, `platform`, `language`, `ticket`: what of these a sentence names. */
export function entitiesOf(
  text: string,
  tokens: readonly string[],
  { guess, intent, named }: Read,
): Readonly<Record<string, string>> {
  const keys = tokens.find(isPhoneKey);
  const command = keys ? undefined : commandOf(guess, intent);
  const country = intent === 'dial-in-number' ? countryNamed(named) : named.country;
  const platform = platformOf(tokens);
  const ticket = intent === 'ticket-status' ? ticketIn(text) : undefined;
  return {
    ...(command ? { command, ...whoOf(command) } : {}),
    ...(keys ? { keys } : {}),
    ...(country ? { country } : {}),
    ...(named.city ? { city: named.city } : {}),
    ...(platform ? { platform } : {}),
    ...(named.language ? { language: named.language } : {}),
    ...(ticket ? { ticket } : {}),
  };
}

const commands: ReadonlySet<string> = new Set([...dialInCommands, 'unmute']);

function commandOf({ labels }: Guess, intent: Intent | undefined): string | undefined {
  if (intent !== 'dtmf-key') return undefined;
  const [best] = [...labels]
    .filter(([label]) => label.startsWith('dtmf-key:') && commands.has(label.slice('dtmf-key:'.length)))
    .sort(([, one], [, other]) => other - one);
  return best?.[0].slice('dtmf-key:'.length);
}

function whoOf(command: string): { readonly who?: string } {
  if (command === 'mute-all') return { who: 'everyone' };
  return command === 'mute' || command === 'unmute' ? { who: 'me' } : {};
}

/** “And in Teams?” names no wish; what it goes on from is the conversation's to know. */
const besidePlatform: ReadonlySet<string> = new Set(
  'teams skype lync for business microsoft and in on with what about how og i med på hvad hos und mit bei auf wie et dans avec sur pour y en con para que is it e der das'
    .split(' ')
    .flatMap(tokensOf),
);

/** Only a platform is named. */
export const isOnlyPlatform = (tokens: readonly string[]): boolean =>
  platformOf(tokens) !== undefined && tokens.every((token) => besidePlatform.has(token));

export function platformOf(tokens: readonly string[]): string | undefined {
  if (tokens.includes('teams')) return 'teams';
  return tokens.includes('skype') || tokens.includes('lync') ? 'skype-for-business' : undefined;
}

/** “INC0012345”, “#1042”, “ticket 7”: the last number, as it was typed. */
const ticketIn = (text: string): string | undefined =>
  text
    .slice(0, 400)
    .match(/\b(?:[a-z]{2,5}-?)?\d{1,12}\b/gi)
    ?.at(-1);
