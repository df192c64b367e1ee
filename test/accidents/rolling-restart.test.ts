import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '../../src/kernel/limits.ts';
import { Secret } from '../../src/kernel/secret.ts';
import type { Database } from '../../src/storage/database.ts';
import { accidentFolder, staff } from '../support/accident-setting.ts';
import { type ChatActivity, chatClient, chatStream } from '../support/chat-client.ts';
import { Token } from '../support/chat-host.ts';
import { type Form, formIn } from '../support/conversation.ts';
import { databaseKinds, newPostgresqlUrl, postgresqlAt } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';
import { inTheOpen } from '../support/in-the-open.ts';
import { laterBuild } from '../support/later-build.ts';
import { codeIn, eventually } from '../support/persevering-person.ts';
import { type Program, startProgram } from '../support/program.ts';
import { type ReverseProxy, reverseProxy } from '../support/reverse-proxy.ts';
import { type StandInSmtp, startSmtp } from '../support/smtp.ts';
import { often } from '../support/soak.ts';

/** Round all instances, so often; the first one brings the next version. */
const rounds = often(1, 5);
/** Somebody begins a reset each time that this has passed. */
const everyMs = often(500, 250);
const pin = '947301628051';

for (const kind of databaseKinds.filter((each) => each === 'postgresql')) {
  describe(`three processes on one ${kind} behind a proxy`, function () {
    this.timeout(often(240_000, 900_000));
    const folder = accidentFolder();
    const later = laterBuild();
    let database: Database;
    let proxy: ReverseProxy;
    let smtp: StandInSmtp;
    let environment: Readonly<Record<string, string>>;
    let ports: readonly string[];
    let programs: Program[] = [];

    before(async () => {
      const url = (await newPostgresqlUrl()).reveal();
      database = postgresqlAt(new Secret(url));
      [proxy, smtp] = await Promise.all([reverseProxy(), startSmtp()]);
      environment = {
        ...inTheOpen,
        DATABASE_URL: url,
        DATA_DIR: folder.dataDir,
        DIRECTORY_FILE: folder.directoryFile,
        SMTP_PORT: String(smtp.port),
        TRUSTED_PROXIES: '127.0.0.0/8,::1',
        DRAIN_SECONDS: '1',
      };
      ports = [await freePort(), await freePort(), await freePort()];
      programs = await Promise.all(ports.map((port) => startInstance(port)));
    });
    after(async () => {
      for (const { child } of programs) child.kill('SIGKILL');
      await Promise.all([proxy.close(), smtp.close()]);
      await database.close();
      folder.remove();
      later.remove();
    });

    /** Resolves once the proxy gives it requests. */
    async function startInstance(port: string, build?: string): Promise<Program> {
      const program = await startProgram({ ...environment, PORT: port }, build);
      const upstream = `http://127.0.0.1:${port}`;
      proxy.add(upstream);
      await eventually('an instance that is ready', () => (proxy.isUsed(upstream) ? true : undefined));
      return program;
    }
    const textsTo = (address: string): readonly string[] =>
      smtp.mails.flatMap(({ to, mail }) => (to.includes(address) ? [mail.text ?? ''] : []));
    const codesTo = (address: string): readonly string[] => textsTo(address).flatMap((text) => codeIn(text) ?? []);

    /** Somebody of the staff resets on the page, and hears of everything by its stream. */
    async function reset(number: number): Promise<void> {
      const mail = staff[number]?.mail ?? '';
      const page = await openPage(proxy.url, `10.0.${number >> 8}.${number & 255}`);
      try {
        await page.post({ text: 'I forgot my PIN' });
        await page.submit('who', { email: mail });
        const code = await eventually('a code', () => codesTo(mail)[0]);
        // As long as somebody needs to type it.
        await pause(limits.anonymousGuessAfterMs);
        await page.submit('code', { code });
        await page.submit('choose', { pin, pinConfirmation: pin });
        await page.hears(/Your PIN is set/);
        await page.submit('ask', { helpful: 'yes' });
        await page.hears(/Thank you for your feedback/);
        await eventually('a notice', () => textsTo(mail)[1]);
      } catch (error) {
        throw new Error(`person ${number}: ${String(error)}; heard ${page.words().join(' | ')}`);
      } finally {
        page.close();
      }
    }

    it('lose no turn, mail or word where each is stopped and its next version started', async () => {
      const resets: Promise<unknown>[] = [];
      let goesOn = true;
      const arrivals = (async () => {
        while (goesOn) {
          // What goes wrong is a result like any other, until all have ended.
          resets.push(reset(resets.length).catch((error: unknown) => String(error)));
          await pause(everyMs);
        }
      })();
      const stopped: { code: number | null; written: string }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, port] of ports.entries()) {
          await pause(1_500);
          const program = programs[index];
          assert.ok(program);
          stopped.push({ code: await program.end('SIGTERM'), written: program.written() });
          programs[index] = await startInstance(port, later.build);
        }
      }
      goesOn = false;
      await arrivals;
      const faults = (await Promise.all(resets)).filter((fault) => fault !== undefined);

      const written = [...stopped, ...programs.map((program) => ({ written: program.written() }))]
        .flatMap((each) => each.written.split('\n'))
        .filter((line) => /"level":"(error|fatal)"/.test(line));
      assert.deepEqual(
        { faults, failures: proxy.failures, written, codes: new Set(stopped.map(({ code }) => code)) },
        { faults: [], failures: [], written: [], codes: new Set([0]) },
      );
      assert.ok(resets.length > 6 * rounds, `${resets.length} people`);
      const mails = staff
        .slice(0, resets.length)
        .map(({ mail }) => `${codesTo(mail).length} of ${textsTo(mail).length}`);
      assert.deepEqual(new Set(mails), new Set(['1 of 2']));
      const rows = await database.query(
        `SELECT count(*) AS pins, (SELECT count(*) FROM tickets WHERE later IS NULL) AS tickets FROM pins WHERE jsonb_array_length(history) = 1`,
        [],
      );
      assert.deepEqual(rows, [{ pins: resets.length, tickets: 0 }]);
    });
  });
}

/** The chat page of somebody at this address: what it posts is taken, and a stream that ends is opened again where it was. */
async function openPage(origin: string, address: string) {
  const from = { 'x-forwarded-for': address };
  const issued = await fetch(`${origin}/chat/token`, {
    method: 'POST',
    headers: { ...from, 'content-type': 'application/json' },
    body: '{"locale":"en"}',
  });
  assert.equal(issued.status, 200);
  const client = chatClient({ domain: `${origin}/v3/directline` }, Token.parse(await issued.json()), from);
  const stream = (streamUrl: string) => {
    const { pathname, search } = new URL(streamUrl);
    return chatStream(new URL(pathname + search, origin.replace('http', 'ws')).href, { headers: from });
  };
  const streams = [stream((await client.start()).streamUrl)];
  let isOpen = true;
  let fault: unknown;
  const follow = async (): Promise<void> => {
    let watermark = '';
    for (;;) {
      const last = streams.at(-1);
      await last?.ended();
      if (!isOpen) return;
      watermark = last?.watermark() || watermark;
      streams.push(stream((await client.reconnect(watermark)).streamUrl));
    }
  };
  follow().catch((error: unknown) => {
    fault = error;
  });
  const heard = (): readonly ChatActivity[] =>
    streams.flatMap(({ activities }) => activities).filter((activity) => activity.from.role === 'bot');
  const words = () =>
    heard().map(({ text, attachments }) => String(attachments?.[0]?.content.fallbackText ?? text ?? ''));
  const waitFor = <T>(what: string, find: () => T | undefined) =>
    eventually(what, () => {
      if (fault) throw fault;
      return find();
    });
  const formCalled = (name: string) => (): Form | undefined =>
    heard()
      .map(({ attachments }) => formIn(attachments?.[0]?.content))
      .findLast((form) => form?.form === name);
  const post = async (activity: object): Promise<void> => {
    const { status } = await client.send({ type: 'message', locale: 'en', ...activity });
    assert.equal(status, 200);
  };
  return {
    words,
    post,
    submit: async (name: string, values: object) =>
      post({ value: { ...(await waitFor(`the form ${name}`, formCalled(name))), ...values } }),
    hears: (what: RegExp) => waitFor(String(what), () => words().find((each) => what.test(each))),
    close() {
      isOpen = false;
      for (const each of streams) each.close();
    },
  };
}
