import assert from 'node:assert/strict';
import type { Reply } from '../../src/conversation/reply.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { as, id, policy, policyChats } from '../support/policy-chat.ts';

const choicesOf = (replies: readonly Reply[]) =>
  replies.flatMap((reply) => ('choices' in reply ? (reply.choices ?? []).map(({ text }) => text) : []));
const wordsOf = ({ replies }: { readonly replies: readonly Reply[] }) =>
  replies.flatMap((reply) => (reply.kind === 'text' ? [reply.text] : [])).join('\n');

describe('what is offered after an answer', () => {
  const chats = policyChats();
  const chat = () => chats.chat(as('teams', id(1)), policy({ anonymous: 'code', teams: 'code' }));

  it('is the second wish of a sentence, as a button that is understood', async () => {
    const talk = chat();

    await talk.type('which key mutes me? And what number do I call?', { locale: 'en' });

    const [choice] = choicesOf(talk.last.replies).slice(-1);
    assert.match(wordsOf(talk.last), /something else/);
    assert.ok(['dial-in-number', 'dtmf-key'].includes(createUnderstand()(choice ?? '').intent ?? ''), choice);
  });

  it('is the language that a sentence is written in, once, in that language', async () => {
    const talk = chat();

    await talk.type('welche Taste schaltet mich am Telefon stumm?', { locale: 'en' });
    const offered = wordsOf(talk.last);
    await talk.type('welche Nummer muss ich für die Besprechung anrufen?', { locale: 'en' });
    const again = wordsOf(talk.last);
    await talk.type('Deutsch', { locale: 'en' });

    assert.match(offered, /auf Deutsch weitermachen/);
    assert.doesNotMatch(again, /auf Deutsch weitermachen/);
    assert.ok(talk.last.replies.some((reply) => reply.kind === 'language' && reply.locale === 'de'));
  });

  it('is the menu, with a kind line, where a sentence has nothing to do with us', async () => {
    const talk = chat();

    await talk.type('order a pizza with extra cheese', { locale: 'en' });

    assert.match(wordsOf(talk.last), /not something I know about/);
    assert.ok(talk.last.replies.some((reply) => reply.kind === 'card' && reply.card === 'menu/menu'));
  });
});
