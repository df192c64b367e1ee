import assert from 'node:assert/strict';
import { pinoLog } from '../../src/kernel/pino-log.ts';
import { Secret } from '../../src/kernel/secret.ts';

const configured = 'configured-secret-Ωvalue"quoted"';

const logged = (write: (log: ReturnType<typeof pinoLog>) => void): string => {
  const lines: string[] = [];
  write(pinoLog({ level: 'debug', write: (line) => lines.push(line), secrets: [new Secret(configured)] }));
  assert.equal(lines.length, 1);
  return lines.join('');
};

describe('the log', () => {
  it('writes one JSON line with the fields', () => {
    const line = JSON.parse(logged((log) => log.with({ a: 1 }).info('turn', { b: { c: 2 } })));

    assert.deepEqual(
      { level: line.level, msg: line.msg, a: line.a, b: line.b },
      { level: 'info', msg: 'turn', a: 1, b: { c: 2 } },
    );
  });

  it('prints a Secret as [secret] at any depth', () => {
    const line = logged((log) => log.info('x', { a: [{ b: { c: new Secret('74920183') } }] }));

    assert.doesNotMatch(line, /74920183/);
    assert.match(line, /\[secret\]/);
  });

  it('never prints fields that name secrets, at any depth', () => {
    for (const name of [
      'pin',
      'pinConfirmation',
      'code',
      'token',
      'password',
      'Authorization',
      'set-cookie',
      'text',
      'value',
    ]) {
      const line = logged((log) => log.info('x', { a: { b: [{ [name]: '74920183' }] } }));
      assert.doesNotMatch(line, /74920183/, name);
    }
  });

  it('cuts configured secrets from every string, however they are written', () => {
    const forms = [
      configured,
      Buffer.from(configured).toString('base64'),
      encodeURIComponent(configured),
      JSON.stringify({ x: configured }),
    ];
    for (const form of forms) {
      const line = logged((log) =>
        log.warn(`constant ${form}`, { note: form, err: new Error(form, { cause: new Error(form) }) }),
      );
      assert.doesNotMatch(line, /configured-secret|Y29uZmlndXJlZC1zZWNyZXQ/, form);
    }
  });

  it('tells of an error its kind, its masked message, its cause, and no field of its own', () => {
    const error = Object.assign(new TypeError('bad 74920183', { cause: new Error('inner') }), {
      code: '23505',
      detail: 'Key (pin)=(55512345)',
      where: 'row',
    });

    const line = logged((log) => log.error('x', { err: error }));

    assert.match(line, /TypeError/);
    assert.match(line, /23505/);
    assert.match(line, /inner/);
    assert.doesNotMatch(line, /74920183|55512345|"where"/);
  });

  it('survives a field that refers to itself', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;

    assert.match(
      logged((log) => log.info('x', { loop })),
      /\[deep\]/,
    );
  });
});
