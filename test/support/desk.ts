import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../../src/app.ts';

/** Somebody at the help desk: their cookie, and requests that carry it. */
export interface AtDesk {
  readonly cookie: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
}

export const withCookie = (url: string, cookie: string): AtDesk => ({
  cookie,
  get: (path, headers = {}) =>
    fetch(`${url}${path}`, { redirect: 'manual', headers: { cookie, 'accept-language': 'en', ...headers } }),
  post: (path, fields) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'accept-language': 'en', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
    }),
});

/** Opens a link of the program's start and presses its button. */
export async function entered(link: string): Promise<AtDesk> {
  const { origin, searchParams } = new URL(link);
  const answer = await withCookie(origin, '').post('/desk/enter', { link: searchParams.get('link') ?? '' });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  assert.ok(answer.status === 303 && cookie, `the desk's door answers ${answer.status}`);
  return withCookie(origin, cookie);
}

export function enter({ deskLinks }: Pick<App, 'deskLinks'>, role: 'agent' | 'lead' = 'lead'): Promise<AtDesk> {
  assert.ok(deskLinks);
  return entered(deskLinks[role].reveal());
}

/** Where a program without a terminal leaves its links. */
export async function enterProgram(dataDir: string, role: 'agent' | 'lead' = 'lead'): Promise<AtDesk> {
  const links = await readFile(join(dataDir, 'desk-links.txt'), 'utf8');
  return entered(new RegExp(`^${role}: (.+)$`, 'mu').exec(links)?.[1] ?? '');
}

/** A hidden field of a page. */
export const fieldIn = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(page)?.[1] ?? '';
