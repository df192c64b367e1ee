import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Launch } from '../../src/backends/pin-service/powershell-worker.ts';
import { root } from './tree.ts';

/** What a stand-in for PowerShell was asked, and what it was started with. */
export interface PoolCall {
  readonly script: string;
  readonly request: Readonly<Record<string, unknown>> & { readonly do: string };
  readonly pid: number;
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What the script answers, and how that goes wrong on its way. */
export type PoolAnswer = (
  | { readonly ok: true; readonly result: readonly unknown[] }
  | { readonly ok: false; readonly category: string; readonly type: string }
) & { readonly fault?: string };

export const done = (...result: readonly unknown[]): PoolAnswer => ({ ok: true, result });
export const failed = (category: string, type = 'System.Management.Automation.RuntimeException'): PoolAnswer => ({
  ok: false,
  category,
  type,
});

export interface PowershellPool {
  readonly calls: PoolCall[];
  /** Such as a worker's command line and environment. */
  launch(script: string): Launch;
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export const standInPowershell = join(root, 'test/support/stand-in-powershell.mjs');

/** The other end of every stand-in for PowerShell: it lives on where a worker is killed, as a real pool does. */
export async function powershellPool(
  answer: (call: PoolCall) => PoolAnswer | Promise<PoolAnswer>,
): Promise<PowershellPool> {
  const calls: PoolCall[] = [];
  const server = createServer(async (message, response) => {
    const call: PoolCall = JSON.parse(await bodyOf(message));
    calls.push(call);
    response.end(JSON.stringify(await answer(call)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const environment = {
    PATH: process.env.PATH ?? '',
    STAND_IN_POOL: `http://127.0.0.1:${isPort(address) ? address.port : 0}`,
  };
  return {
    calls,
    environment,
    launch: (script) => ({ file: standInPowershell, script: `/scripts/${script}`, environment }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const isPort = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

async function bodyOf(message: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of message) body += String(chunk);
  return body;
}
