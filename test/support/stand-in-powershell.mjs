#!/usr/bin/env node
/**
 * Stands in for PowerShell: takes its command line, speaks the protocol of `powershell/loop.ps1`, and has the pool of the test
 * (STAND_IN_POOL) say what a command does. What the pool wants broken breaks here: the process, its output, its encoding.
 */
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

const { STAND_IN_POOL: pool = '' } = process.env;
const script = basename(process.argv.at(-1) ?? '');

const write = (bytes) => new Promise((resolve) => process.stdout.write(bytes, resolve));
const line = (json) => `\u001e${json}\n`;

async function inPieces(text) {
  for (const byte of Buffer.from(text)) {
    await write(Buffer.of(byte));
    await new Promise(setImmediate);
  }
}

/** How an answer comes, by the fault that the pool asks for. */
const ways = {
  none: (json) => write(line(json)),
  noise: (json) =>
    write(`WARNING: the “curly” module is old\r\n\r\nVERBOSE: {"id":"1","ok":true}\r\n> ${line(json)}Done.\r\n`),
  pieces: (json) => inPieces(line(json)),
  'late-line-feed': async (json) => {
    await write(line(json).slice(0, -1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await write('\n');
  },
  'huge-noise': (json) => write(`${'PROGRESS '.repeat(100_000)}\n${line(json)}`),
  'huge-answer': (json) => write(line(JSON.stringify({ ...JSON.parse(json), more: 'x'.repeat(400_000) }))),
  'endless-answer': (json) => write(line(json).slice(0, -2).padEnd(400_000)),
  'utf-16': (json) => write(Buffer.from(line(json), 'utf16le')),
  'latin-1': (json) => write(Buffer.from(line(json.replace('}', ',"name":"M\u00fcller"}')), 'latin1')),
  'half-an-answer': (json) => write(line(json.slice(0, json.length / 2))),
  'another-shape': () => write(line('{"id":"1","ok":"yes"}')),
  'another-id': (json) => write(line(JSON.stringify({ ...JSON.parse(json), id: 'another' }))),
  twice: (json) => write(line(json) + line(json)),
  'as-5.1-writes-arrays': (json) => {
    const { result: value, ...rest } = JSON.parse(json);
    return write(line(JSON.stringify({ ...rest, result: { value, Count: value.length } })));
  },
  crash: () => process.exit(3),
  silence: () => undefined,
};

async function ask(request) {
  const body = JSON.stringify({ script, request, pid: process.pid, argv: process.argv, environment: process.env });
  const response = await fetch(pool, { method: 'POST', body });
  return response.json();
}

for await (const text of createInterface({ input: process.stdin })) {
  const request = JSON.parse(text);
  if (request.notAfter !== undefined && Date.now() > request.notAfter) {
    await ways.none(JSON.stringify({ id: request.id, ok: true, result: [{ refused: 'too-late' }] }));
    continue;
  }
  const { fault = 'none', ...answer } = await ask(request);
  // As PowerShell does it: an error quotes what it was about.
  process.stderr.write(`${request.do} : cannot bind “${text}”\n`);
  await ways[fault](JSON.stringify({ id: request.id, ...answer }));
}
