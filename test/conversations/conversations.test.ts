import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type Locale, locales } from '../../src/kernel/locale.ts';
import { buttonIn } from '../support/answers.ts';
import { as, id, type PolicyChat, policy, policyChats } from '../support/policy-chat.ts';
import { good } from '../support/resetting.ts';

/**
 * One path a file, in five languages. `> words` are typed, `> [Title]` presses a button of the last message, `> {code}` types the mailed code, `> {pin}` sends the form
 * for a new PIN, the other words in braces the form that is shown; `< words` must be in what the bot says then, `<! words` must not. `as`: a person of the sample directory whom Teams vouches for.
 */
const Lines = z.array(z.string().regex(/^(>|<!?) ./su)).min(2);
const Path = z.strictObject({
  as: z.number().optional(),
  en: Lines,
  da: Lines,
  de: Lines,
  fr: Lines,
  es: Lines,
});

const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '{summary}': { summary: 'Nothing works', callback: '' },
  '{comment}': { comment: 'It is still so' },
  '{cancel}': { action: 'cancel' },
};

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));

describe('conversations', () => {
  const chats = policyChats();

  it('are looked at', () => assert.ok(files.length >= 15));

  for (const file of files) {
    const path = Path.parse(JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')));
    for (const locale of locales) {
      it(`${basename(file, '.json')} (${locale})`, async () => {
        const sender = path.as === undefined ? { path: 'anonymous' as const } : as('teams', id(path.as));
        const chat = chats.chat(sender, policy({ anonymous: 'code', teams: 'code' }));

        for (const line of path[locale]) await follow(chat, line, locale);
      });
    }
  }

  async function follow(chat: PolicyChat, line: string, locale: Locale): Promise<void> {
    const [, sign, words = ''] = /^(>|<!?) (.*)$/su.exec(line) ?? [];
    if (sign === '<') assert.ok(chat.words.includes(words), `“${words}” is not in:\n${chat.words}`);
    if (sign === '<!') assert.ok(!chat.words.includes(words), `“${words}” is in:\n${chat.words}`);
    if (sign !== '>') return;
    const title = /^\[(.*)\]$/u.exec(words)?.[1];
    if (title !== undefined) return press(chat, title, locale);
    const values = forms[words];
    if (values) await chat.submit(values, { locale });
    else if (words === '{pin}') await chat.choose(good, { locale });
    else await chat.type(words === '{code}' ? await mailedCode() : words, { locale });
  }

  async function press(chat: PolicyChat, title: string, locale: Locale): Promise<void> {
    const button = buttonIn(chat.last.replies, title);
    if (button.kind === 'ask') await chat.ask(button.ask, { locale });
    else await chat.type(button.text, { locale });
  }

  async function mailedCode(): Promise<string> {
    await chats.mailCodes();
    return chats.mailedCode().code.reveal();
  }
});
