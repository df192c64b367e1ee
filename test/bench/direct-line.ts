import { z } from 'zod';
import type { Wire } from './guided-reset.ts';
import { type Load, load } from './load.ts';

const Token = z.object({ token: z.string(), conversationId: z.string() });
const Read = z.object({ watermark: z.string() });

/** As many conversations as come from one address: a client address may ask for 30 codes an hour. */
export const groupSize = 25;

let addresses = 0;

export interface DirectLineGroup {
  readonly load: Load;
  readonly wire: Wire;
  readonly conversations: readonly string[];
}

/** New conversations of the chat page from an address of loopback that nobody has used. A turn is what is posted and the read that brings the answer. */
export async function directLineGroup(url: string, size: number): Promise<DirectLineGroup> {
  addresses += 1;
  const given = load(url, size, `127.0.${1 + Math.floor(addresses / 250)}.${1 + (addresses % 250)}`);
  const open = new Map<string, { readonly token: string; watermark: string }>();
  for (let count = 0; count < size; count += 1) {
    const { token, conversationId } = await issued(given);
    const headers = { authorization: `Bearer ${token}` };
    await given.send({ path: '/v3/directline/conversations', headers, body: '{}' });
    open.set(conversationId, { token, watermark: '' });
  }
  return { load: given, wire: wireOf(open), conversations: [...open.keys()] };
}

async function issued(given: Load): Promise<z.infer<typeof Token>> {
  let body = '';
  await given.send({
    path: '/chat/token',
    body: JSON.stringify({ locale: 'en' }),
    reply: (text) => {
      body = text;
      return undefined;
    },
  });
  return Token.parse(JSON.parse(body));
}

const wireOf = (open: ReadonlyMap<string, { readonly token: string; watermark: string }>): Wire => ({
  request(conversation, activity, reply) {
    const state = open.get(conversation);
    if (!state) throw new Error('no such conversation');
    const headers = { authorization: `Bearer ${state.token}` };
    const path = `/v3/directline/conversations/${conversation}/activities`;
    return {
      path,
      headers,
      body: JSON.stringify({ type: 'message', locale: 'en', ...activity }),
      reply: () => ({
        path: `${path}?watermark=${state.watermark}`,
        method: 'GET',
        headers,
        reply: (body) => {
          state.watermark = Read.parse(JSON.parse(body)).watermark;
          return reply(body);
        },
      }),
    };
  },
});
