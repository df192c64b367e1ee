import { z } from 'zod';
import { appId, type StandInConnector, tenant } from './connector.ts';
import { type Form, formIn } from './conversation.ts';

export interface TeamsPerson {
  readonly aadObjectId: string;
}

const OAuthContent = z.object({
  attachments: z.tuple([
    z.object({
      content: z.object({
        connectionName: z.string(),
        tokenExchangeResource: z.object({ id: z.string() }).optional(),
      }),
    }),
  ]),
});

/** People who write to the bot in Teams: activities of Teams' shape, signed by the stand-in's issuer. */
export function teamsWith(world: () => { readonly connector: StandInConnector; readonly url: string }) {
  let count = 0;

  const post = async (person: TeamsPerson, activity: object, authorization = world().connector.token()) => {
    const { connector, url } = world();
    count += 1;
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({
        type: 'message',
        id: `activity-${count}`,
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        from: { id: channelIdOf(person), aadObjectId: person.aadObjectId },
        recipient: { id: `28:${appId}`, name: 'PIN Desk' },
        conversation: { id: `a:${person.aadObjectId}`, conversationType: 'personal', tenantId: tenant },
        channelData: { tenant: { id: tenant } },
        locale: 'en-GB',
        ...activity,
      }),
    });
    const text = await response.text();
    return { status: response.status, json: text ? JSON.parse(text) : undefined };
  };
  const execute = (person: TeamsPerson, form: Form | undefined, values: object, id?: string) =>
    post(person, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      ...(id ? { id } : {}),
      value: { action: { type: 'Action.Execute', verb: form?.form, data: { ...form, ...values } }, trigger: 'manual' },
    });
  const invoke = (person: TeamsPerson, name: string, value: object, more: object = {}) =>
    post(person, { type: 'invoke', name, value, ...more });

  return {
    post,
    execute,
    invoke,
    /** What a client does with the last OAuth card: it sends a token of its own. */
    exchange: (person: TeamsPerson, token = 'a-token-of-the-persons-client') => {
      const card = world()
        .connector.sent.map(({ activity }) => OAuthContent.safeParse(activity).data)
        .findLast(Boolean);
      const [attachment] = card?.attachments ?? [];
      const { connectionName, tokenExchangeResource } = attachment?.content ?? {};
      return invoke(person, 'signin/tokenExchange', { id: tokenExchangeResource?.id, connectionName, token });
    },
    lastForm: () =>
      world()
        .connector.sent.map(({ activity }) => formIn(activity))
        .findLast((form) => form !== undefined),
    words: () =>
      world()
        .connector.sent.map(({ activity }) => JSON.stringify(activity))
        .join('\n'),
  };
}

/** Teams has an id of its own for everybody. */
export const channelIdOf = ({ aadObjectId }: TeamsPerson): string => `29:${aadObjectId}`;
