import { z } from 'zod';
import type { IncomingActivity } from './activity.ts';
import { conversationKindOf } from './turn-from.ts';

const Reference = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
  locale: z.string().optional(),
  bot: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string() }),
  conversation: z.object({
    id: z.string(),
    name: z.string(),
    isGroup: z.boolean(),
    conversationType: z.string(),
    tenantId: z.string().optional(),
  }),
});

/** What is kept of a conversation to speak into it later. No names of people, and no activity id: a later message answers nothing. */
export type Reference = z.infer<typeof Reference>;

export function referenceOf(activity: IncomingActivity): Reference {
  const { channelId, serviceUrl, locale, recipient, from, conversation } = activity;
  const conversationKind = conversationKindOf(activity);
  return {
    channelId,
    serviceUrl,
    ...(locale ? { locale } : {}),
    bot: { id: recipient?.id ?? '', name: '' },
    user: { id: from.id, name: '' },
    conversation: {
      id: conversation.id,
      name: '',
      isGroup: conversationKind === 'group',
      conversationType: conversation.conversationType ?? conversationKind,
      ...(conversation.tenantId ? { tenantId: conversation.tenantId } : {}),
    },
  };
}

/** Undefined for what is no reference of ours (an older release's, another edge's). */
export function parseReference(stored: unknown): Reference | undefined {
  return Reference.safeParse(stored).data;
}

/** The SDK's types know no explicit undefined. */
export function sdkReference({ locale, ...reference }: Reference) {
  const { tenantId, ...conversation } = reference.conversation;
  return {
    ...reference,
    ...(locale ? { locale } : {}),
    conversation: { ...conversation, ...(tenantId ? { tenantId } : {}) },
  };
}
