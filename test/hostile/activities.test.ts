import assert from 'node:assert/strict';
import { type Besieged, besieged } from '../support/besieged.ts';
import { registeredAt, type StandInConnector, startConnector, tenant } from '../support/connector.ts';
import { codeMailedTo, codesMailedTo, type Form, formIn } from '../support/conversation.ts';
import { hostileJson, mutated, mutations, samples } from '../support/hostile-values.ts';
import { jsonRequest } from '../support/raw-http.ts';
import { often, soakSeed } from '../support/soak.ts';

const carla = { id: '6f1d0c00-0000-4000-8000-000000000003', mail: 'carla.weiss@contoso.com' };
const casesAConversation = 40;
/** What a person can write; the rest of an activity is the channel's word, and a signed one is believed. */
const written = ['text', 'value', 'name', 'entities', 'locale', 'replyToId', 'attachments', 'textFormat'];

for (const registered of [false, true]) {
  const conversations = often(3, registered ? 20 : 40);

  describe(`hostile activities ${registered ? 'under a good token' : 'without a registration'} (SOAK_SEED=${soakSeed})`, function () {
    this.timeout(often(90_000, 3_600_000));
    let held: Besieged;
    let connector: StandInConnector;
    let count = 0;
    before(async () => {
      connector = await startConnector();
      held = await besieged('pglite', registered ? registeredAt(connector) : {});
    });
    after(async () => {
      await held.close();
      await connector.close();
    });

    const envelope = (conversation: string) => {
      count += 1;
      return {
        id: `activity-${count}`,
        channelId: registered ? 'msteams' : 'emulator',
        serviceUrl: connector.serviceUrl,
        from: { id: 'somebody', ...(registered ? { aadObjectId: carla.id } : {}) },
        recipient: { id: 'bot' },
        conversation: { id: conversation, ...(registered ? { tenantId: tenant } : {}) },
        deliveryMode: 'expectReplies',
        locale: 'en-GB',
      };
    };
    const tokenNow = () => {
      const seconds = Math.floor(held.now().getTime() / 1_000);
      return connector.token({ claims: { nbf: seconds - 10, exp: seconds + 3_600 } });
    };
    const post = (activity: unknown) =>
      held.attack(
        jsonRequest(held.port, {
          target: '/api/messages',
          json: activity,
          headers: registered ? [['Authorization', tokenNow()]] : [],
        }),
      );
    const say = async (conversation: string, given: object): Promise<Form | undefined> => {
      const { text } = await post({ type: 'message', ...envelope(conversation), ...given });
      return formIn(JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)));
    };

    /** A form that waits, one of every kind in turn. */
    async function waitingForm(conversation: string, turn: number): Promise<Form | undefined> {
      if (turn % 3 === 0) return say(conversation, { text: 'talk to a person' });
      const earlier = (await codesMailedTo(held.app.url, carla.mail)).length;
      const who = await say(conversation, { text: 'I forgot my PIN' });
      const code = registered ? who : await say(conversation, { value: { ...who, email: carla.mail } });
      if (turn % 3 === 1) return code;
      return say(conversation, { value: { ...code, code: await codeMailedTo(held.app.url, carla.mail, earlier) } });
    }

    it('reach nobody and break nothing, as messages, events and invokes', async () => {
      for (let turn = 0; turn < conversations; turn += 1) {
        held.wait(20 * 60);
        const conversation = `c-${turn}`;
        const form = await waitingForm(conversation, turn);
        assert.ok(form, `a form in conversation ${turn}`);
        await Promise.all([attackIn(conversation, form, turn), held.serveSomebody()]);
        const answer = await post({ type: 'message', ...envelope(conversation), text: 'which key mutes me?' });
        assert.match(answer.text, /\*6/u);
      }
      await held.holdAll();
    });

    async function attackIn(conversation: string, form: Form, turn: number): Promise<void> {
      const [stolenConversation = '', stolenForm = '', stolenUser = ''] = held.canary.known;
      for (const [index, changes] of samples(mutations(), casesAConversation, soakSeed + turn).entries()) {
        held.wait(1);
        const data = { ...form, ...(index % 5 === 0 ? { token: stolenForm } : {}), code: '1', pin: '74920183' };
        const content = [
          { type: 'message', value: data },
          { type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', data } } },
          { type: 'event', name: 'ask', value: { intent: 'dtmf-key:mute' } },
          {
            type: 'message',
            text: 'reset my PIN',
            entities: [{ type: 'mention', mentioned: { id: 'bot' }, text: 'x' }],
          },
          { type: 'conversationUpdate', membersAdded: [{ id: 'somebody' }] },
        ][index % 5];
        const forged = index % 7 === 0 && !registered ? { channelId: 'directline', from: { id: stolenUser } } : {};
        const place = index % 7 === 0 && !registered ? stolenConversation : conversation;
        const activity = { ...envelope(place), ...forged, ...content };
        await post(registered ? withWritten(activity, changes) : mutated(activity, changes));
      }
    }

    const withWritten = (activity: Readonly<Record<string, unknown>>, changes: Parameters<typeof mutated>[1]) => {
      const own = Object.entries(activity).filter(([name]) => written.includes(name));
      const change = mutated(Object.fromEntries(own), changes);
      return { ...activity, ...(typeof change === 'object' && !Array.isArray(change) ? pick(change) : {}) };
    };
    const pick = (change: object | null) =>
      Object.fromEntries(Object.entries(change ?? {}).filter(([name]) => written.includes(name)));

    it('answer 400 to any JSON that is no activity', async () => {
      for (const json of samples(hostileJson(), often(50, 1_000), soakSeed)) {
        const { status } = await post(json);
        assert.equal(status, 400, JSON.stringify(json)?.slice(0, 200));
      }
      await held.holdAll();
    });
  });
}
