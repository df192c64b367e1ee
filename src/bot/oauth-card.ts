import type { Reply } from '../conversation/reply.ts';
import type { OutgoingActivity } from './activities-from.ts';
import type { Reference } from './conversation-reference.ts';
import { literal } from './literal.ts';
import type { SignInResource, TokenService } from './token-service.ts';

export type SignInReply = Extract<Reply, { kind: 'sign-in' }>;

/** Of the Bot Framework's card schemas: a button that opens a sign-in, and with `tokenExchangeResource` what a client does by itself before it shows one. */
interface OAuthCard {
  readonly text: string;
  readonly connectionName: string;
  readonly buttons: readonly { readonly type: 'signin'; readonly title: string; readonly value: string }[];
  readonly tokenExchangeResource?: SignInResource['tokenExchangeResource'];
}

export interface OAuthActivity extends Omit<OutgoingActivity, 'attachments'> {
  readonly attachments: {
    readonly contentType: 'application/vnd.microsoft.card.oauth';
    readonly content: OAuthCard;
  }[];
}

export interface SignInShown {
  /** The activity without a button: its text and choices stay. */
  readonly plain: OutgoingActivity;
  readonly conversation: Reference;
  /** The person's client may sign in without asking, as soon as it gets the card. Not after a sign-in that did not do: that would go round by itself. */
  readonly mayBeSilent: boolean;
}

/** The card with which somebody signs in; words alone where the token service does not answer. */
export async function signInActivity(
  service: TokenService,
  { text, button, unavailable }: SignInReply,
  { plain, conversation, mayBeSilent }: SignInShown,
): Promise<OAuthActivity | OutgoingActivity> {
  const resource = await service.resourceFor(conversation);
  if (!resource) return { ...plain, text: literal(`${text}\n\n${unavailable}`) };
  const { text: _, ...rest } = plain;
  const content: OAuthCard = {
    text: literal(text),
    connectionName: service.connection,
    buttons: [{ type: 'signin', title: literal(button), value: resource.signInLink }],
    ...(mayBeSilent && resource.tokenExchangeResource ? { tokenExchangeResource: resource.tokenExchangeResource } : {}),
  };
  return { ...rest, attachments: [{ contentType: 'application/vnd.microsoft.card.oauth', content }] };
}
