import assert from 'node:assert/strict';
import { type Besieged, besieged } from '../support/besieged.ts';
import { type Conversation, codeMailedTo, openConversation, outbox } from '../support/conversation.ts';
import { databaseKinds } from '../support/databases.ts';
import { type Mutation, mutated, mutations, samples } from '../support/hostile-values.ts';
import { jsonRequest } from '../support/raw-http.ts';
import { often, soakSeed } from '../support/soak.ts';

const mails = ['ada.archer', 'carla.weiss', 'daniel.lefevre', 'elena.ruiz', 'maja.holm'].map(
  (name) => `${name}@contoso.com`,
);
const ownPin = '74920183';
const casesAStep = 25;

/** Steps of every flow: how one gets there, and what a well-behaved client would post next. */
const steps = ['menu', 'who', 'code', 'choose', 'feedback', 'summary'] as const;
type Step = (typeof steps)[number];

const valuesAt: Readonly<Record<Step, Readonly<Record<string, string>>>> = {
  menu: {},
  who: { email: mails[0] ?? '' },
  code: { code: '00000000' },
  choose: { pin: ownPin, pinConfirmation: ownPin },
  feedback: { helpful: 'yes', comment: 'fine' },
  summary: { summary: 'my phone does not ring' },
};

for (const kind of databaseKinds) {
  const cases = kind === 'pglite' ? often(300, 6_000) : often(150, 2_000);

  describe(`hostile requests in running conversations on ${kind} (SOAK_SEED=${soakSeed})`, function () {
    this.timeout(often(90_000, 3_600_000));
    let held: Besieged;
    let round = 0;
    const statuses = new Set<number>();
    before(async () => {
      held = await besieged(kind);
    });
    after(() => held.close());

    const batches = Math.ceil(cases / casesAStep / steps.length);
    const next = (count: number): readonly (readonly Mutation[])[] => {
      round += 1;
      return samples(mutations(), count, soakSeed + round);
    };

    for (const step of steps) {
      it(`reach nobody and break nothing at ${step}`, async () => {
        for (let batch = 0; batch < batches; batch += 1) {
          await Promise.all([attackAt(step, batch), held.serveSomebody()]);
        }
        await held.holdAll();
      });
    }

    it('were both understood and refused', () => {
      for (const status of [200, 400]) assert.ok(statuses.has(status), String(status));
    });

    async function attackAt(step: Step, batch: number): Promise<void> {
      held.wait(30);
      const chat = await openConversation(held.app.url);
      const { form, old } = await walkTo(chat, step, mails[batch % mails.length] ?? '');
      const tokens = [form?.token, old?.token, held.canary.known[1], '', 'x'.repeat(22)];
      const names = [form?.form, old?.form, 'choose', 'code', 'issue'];
      const path = `/v3/directline/conversations/${chat.token.conversationId}/activities`;
      for (const [index, changes] of next(casesAStep).entries()) {
        held.wait(1);
        const value = {
          form: names[index % 3 === 0 ? index % names.length : 0] ?? 'who',
          token: tokens[index % 4 === 0 ? index % tokens.length : 0] ?? '',
          ...valuesAt[step],
        };
        const valid = step === 'menu' ? { text: 'I forgot my PIN' } : { value };
        const activity = {
          type: 'message',
          locale: 'en-GB',
          from: { id: held.canary.known[2], role: 'user' },
          channelData: { postBack: true, clientActivityID: `c${batch}-${index}` },
          ...valid,
        };
        const { status } = await held.attack(
          jsonRequest(held.port, { target: path, token: chat.token.token, json: mutated(activity, changes) }),
        );
        statuses.add(status);
      }
      held.wait(15);
      const history = await held.attack(
        jsonRequest(held.port, { method: 'GET', target: path, token: chat.token.token }),
      );
      const menu = await chat.say('start over');
      assert.equal(history.status, 200);
      assert.equal(menu.status, 200);
    }

    async function walkTo(chat: Conversation, step: Step, mail: string) {
      if (step === 'menu') return { form: undefined, old: undefined };
      if (step === 'summary') return { form: (await chat.say('talk to a person')).form, old: undefined };
      if (step === 'feedback') return { form: (await chat.say('feedback')).form, old: undefined };
      const who = await chat.say('I forgot my PIN');
      if (step === 'who') return { form: who.form, old: undefined };
      const sent = (await codesTo(mail)).length;
      const code = await chat.submit(who, { email: mail });
      if (step === 'code') return { form: code.form, old: who.form };
      const choose = await chat.submit(code, { code: await codeMailedTo(held.app.url, mail, sent) });
      assert.match(choose.words, /PIN/);
      return { form: choose.form, old: code.form };
    }

    const codesTo = async (mail: string): Promise<readonly unknown[]> =>
      (await outbox(held.app.url)).filter(({ to, text }) => to === mail && /^\d{6,8}$/m.test(text));
  });
}
