import assert from 'node:assert/strict';
import { z } from 'zod';
import { BackendError } from '../../src/kernel/errors.ts';
import { startApp } from '../support/app.ts';
import { codeMailedTo, openConversation } from '../support/conversation.ts';

const ada = 'ada.archer@contoso.com';
const Line = z.object({
  msg: z.string(),
  reference: z.string().optional(),
  queue: z.string().optional(),
  to: z.string().optional(),
});

describe('a reference', function () {
  this.timeout(60_000);

  it('leads from a turn to the jobs that it left behind, and to what failed in them', async () => {
    let failures = 1;
    const app = await startApp({
      around: {
        standIns: {
          needs: (needs) => {
            const { mailer } = needs;
            const send: typeof mailer.send = async (mail) => {
              failures -= 1;
              if (failures >= 0) throw new BackendError('mailer', 'unavailable');
              return mailer.send(mail);
            };
            return { ...needs, mailer: { ...mailer, send } };
          },
        },
      },
    });
    const chat = await openConversation(app.url);
    const code = await chat.submit(await chat.say('I forgot my PIN'), { email: ada });
    await chat.submit(code, { code: await codeMailedTo(app.url, ada) });
    await app.remove();

    const lines = app.lines.map((line) => Line.parse(JSON.parse(line)));
    const asked = lines.find(({ msg, to }) => msg === 'turn' && to === 'confirm-identity/code');
    const left = lines.filter(({ queue, reference }) => queue === 'send-code' && reference === asked?.reference);
    assert.ok(asked?.reference);
    assert.deepEqual(
      left.map(({ msg }) => msg),
      ['a job failed and is tried again', 'a job is done'],
    );
  });
});
