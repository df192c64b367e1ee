import { z } from 'zod';

/** Ids become keys of rows: no control characters and no lone surrogates (PostgreSQL refuses both), and short. */
const Id = z
  .string()
  .max(400)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);

/** A field of no consequence: what is odd counts as missing. */
const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const Account = z.object({ id: Id });
const Tenant = z.object({ id: lenient(Id) });

const Mention = z.object({
  type: z.literal('mention'),
  mentioned: Account,
  text: z.string().min(1).max(1_000),
});
export type Mention = z.infer<typeof Mention>;

const IncomingActivity = z
  .object({
    type: z.string().min(1).max(64),
    id: Id,
    serviceUrl: z.string().min(1).max(2_000),
    channelId: Id.max(100),
    from: z.object({ id: Id, aadObjectId: lenient(Id), tenantId: lenient(Id) }),
    conversation: z.object({
      id: Id,
      isGroup: lenient(z.boolean()),
      conversationType: lenient(Id),
      tenantId: lenient(Id),
    }),
    recipient: lenient(Account),
    name: lenient(z.string().max(200)),
    text: lenient(z.string()),
    locale: lenient(z.string().regex(/^[A-Za-z0-9-]{1,35}$/u)),
    replyToId: lenient(Id),
    deliveryMode: lenient(z.string().max(40)),
    value: z.unknown().optional(),
    entities: lenient(z.array(z.unknown()).max(100).transform(mentionsOf)),
    membersAdded: lenient(z.array(Account).max(1_000)),
    channelData: lenient(
      z.object({ tenant: lenient(Tenant), clientActivityID: lenient(Id), postBack: lenient(z.boolean()) }),
    ),
  })
  .refine(({ id, channelId, from, conversation }) => keyBytes([id, channelId, from.id, conversation.id]) <= 1_600);

/** An activity as far as we use it: everything bounded, `entities` reduced to mentions, what is unknown left out. */
export type IncomingActivity = z.infer<typeof IncomingActivity>;

/** Undefined = malformed: not an object, or without a usable `type`, `id`, `serviceUrl`, `channelId`, `from.id` or `conversation.id`. */
export function parseActivity(json: unknown): IncomingActivity | undefined {
  return IncomingActivity.safeParse(json).data;
}

function mentionsOf(entities: readonly unknown[]): readonly Mention[] {
  return entities.flatMap((entity) => Mention.safeParse(entity).data ?? []);
}

/** The four ids together are a key of a row, and a B-tree entry holds no more than 2,704 bytes. */
const keyBytes = (ids: readonly string[]): number => Buffer.byteLength(JSON.stringify(ids));
