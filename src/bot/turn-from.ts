import type { IdentityPath, Input, Stranger, Turn, VouchedFor } from '../conversation/turn.ts';
import { cut } from '../kernel/cut.ts';
import { localeFrom } from '../kernel/locale.ts';
import { maskDigits } from '../kernel/redaction.ts';
import { Secret } from '../kernel/secret.ts';
import type { IncomingActivity } from './activity.ts';
import { inputFromData, inputFromWish, storable } from './submission.ts';

const maxTyped = 2_000;

export interface From {
  readonly edge: Turn['address']['edge'];
  readonly path: IdentityPath;
  readonly vouchedFor?: VouchedFor;
  readonly stranger?: Stranger;
  readonly requester: string;
  /** With what the edge can speak to this conversation later. */
  readonly reference?: unknown;
}

/** One activity, freed of its channel. Never throws; what nobody knows becomes an input of kind `nothing`. */
export function turnFrom(activity: IncomingActivity, from: From): Turn {
  return {
    address: {
      edge: from.edge,
      channel: activity.channelId,
      conversation: activity.conversation.id,
      sender: activity.from.id,
    },
    conversationKind: conversationKindOf(activity),
    path: from.path,
    ...(from.vouchedFor ? { vouchedFor: from.vouchedFor } : {}),
    ...(from.stranger ? { stranger: from.stranger } : {}),
    requester: from.requester,
    activityKey: activityKeyOf(activity, from.edge),
    ...(activity.replyToId ? { replyTo: activity.replyToId } : {}),
    locale: localeFrom(activity.locale),
    input: inputOf(activity),
    ...(from.reference === undefined ? {} : { reference: from.reference }),
  };
}

/** Anything but a plain one-to-one conversation is a group. */
export function conversationKindOf({ conversation }: IncomingActivity): Turn['conversationKind'] {
  const { isGroup, conversationType = 'personal' } = conversation;
  return isGroup !== true && conversationType === 'personal' ? 'personal' : 'group';
}

/** On Direct Line the server gives the id, so only the client's own id tells a repeat. */
function activityKeyOf(activity: IncomingActivity, edge: From['edge']): string {
  const clientId = edge === 'direct-line' ? activity.channelData?.clientActivityID : undefined;
  return clientId ?? activity.id;
}

function inputOf(activity: IncomingActivity): Input {
  switch (activity.type) {
    case 'message':
      return messageInput(activity);
    case 'event':
      return activity.name === 'ask' ? inputFromWish(property(activity.value, 'intent')) : { kind: 'nothing' };
    case 'invoke':
      return invokeInput(activity);
    case 'conversationUpdate':
      return somebodyJoined(activity) ? { kind: 'joined' } : { kind: 'nothing' };
    default:
      return { kind: 'nothing' };
  }
}

function messageInput(activity: IncomingActivity): Input {
  const isSubmission = isObject(activity.value) && (!activity.text?.trim() || activity.channelData?.postBack === true);
  return isSubmission ? inputFromData(activity.value) : typedInput(activity);
}

function typedInput(activity: IncomingActivity): Input {
  const typed = cut(storable(withoutOwnMention(activity)).trim(), maxTyped);
  return typed ? { kind: 'text', text: new Secret(typed), masked: maskDigits(typed) } : { kind: 'nothing' };
}

/** A channel puts `<at>PIN Desk</at>` before what a person typed to us; other people's mentions stay. */
function withoutOwnMention({ text = '', entities = [], recipient }: IncomingActivity): string {
  const own = entities.filter((mention) => mention.mentioned.id === recipient?.id);
  return own.reduce((rest, mention) => rest.replaceAll(mention.text, ' '), text);
}

function invokeInput({ name, value }: IncomingActivity): Input {
  if (name !== 'adaptiveCard/action') return { kind: 'nothing' };
  const action = property(value, 'action');
  return property(action, 'type') === 'Action.Execute' ? inputFromData(property(action, 'data')) : { kind: 'nothing' };
}

function somebodyJoined({ membersAdded = [], recipient }: IncomingActivity): boolean {
  return membersAdded.some((member) => member.id !== recipient?.id);
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own property of an object, never one of its prototype. */
function property(value: unknown, name: string): unknown {
  return isObject(value) ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}
