import assert from 'node:assert/strict';
import { startApp, type TestApp } from '../support/app.ts';
import { type Form, formIn } from '../support/conversation.ts';

/** Sample people of every kind, and nobody. */
const addresses = {
  known: 'ada.archer@contoso.com',
  unknown: 'nobody.atall@contoso.com',
  disabled: 'frank.osborne@contoso.com',
  guest: 'grace@fabrikam.com',
  protected: 'leonora.vance@contoso.com',
  several: 'support@contoso.com',
};
type Kind = keyof typeof addresses;

/** Ids have the same length in every conversation: what is left of an answer, and its size, must not differ. */
const masked = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu, '<uuid>')
    .replaceAll(/"token":"[^"]+"/gu, '"token":"<token>"')
    .replaceAll(/\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/gu, '<reference>')
    .replaceAll(/\b10\d\d\b/gu, '<ticket>');

describe('what a stranger sees of an answer', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(() => app.remove());

  async function answered(conversation: string, activity: object) {
    const response = await fetch(`${app.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: crypto.randomUUID(),
        channelId: 'webchat',
        serviceUrl: 'http://127.0.0.1:9/',
        deliveryMode: 'expectReplies',
        from: { id: 'user' },
        recipient: { id: 'bot' },
        conversation: { id: conversation },
        locale: 'en-US',
        ...activity,
      }),
    });
    const body = await response.text();
    const headers = [...response.headers]
      .filter(([name]) => name !== 'date')
      .map((header) => masked(header.join(': ')));
    return {
      form: formIn(JSON.parse(body || '{}')),
      seen: { status: response.status, headers, body: masked(body), size: body.length },
    };
  }

  /** From an address to a ticket, with everything between that may go wrong. */
  async function seenOf(kind: Kind) {
    const conversation = crypto.randomUUID();
    const seen: { readonly status: number; readonly body: string }[] = [];
    let form: Form | undefined;
    const turn = async (activity: object) => {
      const answer = await answered(conversation, activity);
      form = answer.form ?? form;
      seen.push(answer.seen);
    };
    const submit = (values: object) => turn({ value: { ...form, ...values } });

    await turn({ text: 'I forgot my PIN' });
    await submit({ email: addresses[kind] });
    await submit({ again: 'yes' });
    for (let wrong = 0; wrong < 5; wrong += 1) await submit({ code: '00000000' });
    await submit({ again: 'yes' });
    await submit({ help: 'yes' });
    return seen;
  }

  it('is the same, byte for byte, whatever there is to the address', async () => {
    const known = await seenOf('known');

    assert.match(known.map(({ body }) => body).join(), /on its way.*wait.*1 try left.*last try.*<ticket>/su);
    for (const kind of ['unknown', 'disabled', 'guest', 'protected', 'several'] as const) {
      assert.deepEqual(await seenOf(kind), known, kind);
    }
  });
});
