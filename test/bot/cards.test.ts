import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activitiesFrom } from '../../src/bot/activities-from.ts';
import { cardNames, loadCards } from '../../src/bot/cards.ts';
import type { Reply } from '../../src/conversation/reply.ts';
import { card, text } from '../../src/conversation/say.ts';
import { standInCards } from './edge.ts';

const template = {
  type: 'AdaptiveCard',
  lang: '${lang}',
  speak: '${speak}',
  fallbackText: '${fallbackText}',
  body: [
    { type: 'TextBlock', text: '${data.problem}', $when: "${data.problem != ''}" },
    { type: 'TextBlock', text: '${t.title}' },
    { type: 'TextBlock', text: '${label}', $data: '${data.rows}' },
    {
      type: 'ActionSet',
      actions: [{ type: 'Action.Submit', title: '${t.help}', associatedInputs: 'none', data: { ask: 'help' } }],
    },
  ],
  actions: [
    { type: 'Action.Submit', title: '${t.submit}', data: { form: '${form.id}', token: '${form.token}' } },
    { type: 'Action.OpenUrl', title: '${t.link}', url: '${data.url}' },
  ],
};

describe('cards', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'));
  before(() => {
    mkdirSync(join(folder, 'reset-pin'));
    writeFileSync(join(folder, 'reset-pin', 'choose.json'), JSON.stringify(template));
  });
  after(() => rmSync(folder, { recursive: true }));

  const reply = (problem = '') => ({
    ...card('reset-pin/choose', {
      locale: 'de',
      words: { title: 'Neue PIN', submit: 'Senden', help: 'Hilfe', link: 'Mehr' },
      data: { problem, rows: [{ label: 'one' }, { label: 'two' }], url: 'https://example.com/' },
      fallbackText: 'Neue PIN wählen',
    }),
    form: { id: 'choose', token: 't0ken' },
  });
  const filled = (channel: string, problem?: string) =>
    JSON.stringify(loadCards(folder).fill(reply(problem), { channel }));

  it('are found by feature and name', () => {
    assert.deepEqual(cardNames(folder), ['reset-pin/choose']);
  });

  it('are filled with words, data, form and language', () => {
    const json = filled('directline');

    for (const part of [
      '"lang":"de"',
      '"speak":"Neue PIN wählen"',
      '"text":"Neue PIN"',
      '"text":"one"',
      '"text":"two"',
      '"token":"t0ken"',
    ]) {
      assert.ok(json.includes(part), part);
    }
    assert.doesNotMatch(json, /\$\{|\$when|\$data/);
  });

  it('show a problem only where there is one, and never evaluate what a person typed', () => {
    assert.equal(filled('directline').split('TextBlock').length - 1, 3);
    assert.ok(filled('directline', 'say ${t.title} & ${form.token}').includes('say ${t.title} & ${form.token}'));
  });

  it('submit on every channel but Teams, where they execute with a submit to fall back on', () => {
    const elsewhere = filled('webchat');
    const teams = filled('msteams');
    const submit = '{"type":"Action.Submit","title":"Senden","data":{"form":"choose","token":"t0ken"}}';

    assert.ok(elsewhere.includes(submit) && !elsewhere.includes('Action.Execute'));
    assert.ok(
      teams.includes(
        `"type":"Action.Execute","title":"Senden","data":{"form":"choose","token":"t0ken"},"verb":"choose","fallback":${submit}`,
      ),
    );
    assert.ok(teams.includes('"associatedInputs":"none","data":{"ask":"help"},"verb":"ask","fallback":'));
    assert.ok(teams.includes('"type":"Action.OpenUrl"'));
  });

  it('do not exist under another name', () => {
    assert.throws(() => loadCards(folder).fill({ ...reply(), card: '../choose' }, { channel: 'x' }), /no such card/);
  });
});

describe('activities from replies', () => {
  const choices = [{ title: 'Help', text: 'help' }];
  const shown = (replies: readonly Reply[], channel = 'webchat', conversationKind: 'personal' | 'group' = 'personal') =>
    activitiesFrom(replies, { channel, cards: standInCards, conversationKind });
  const formCard = card('a/b', {
    locale: 'fr',
    words: {},
    fallbackText: 'x'.repeat(199).concat('😀…'),
    form: 'b',
    choices,
  });

  it('are one for each reply, in order', () => {
    const types = shown([text('one'), formCard, { kind: 'end' }]).map(({ type }) => type);

    assert.deepEqual(types, ['message', 'message', 'endOfConversation']);
  });

  it('carry a card without text beside it, and a short summary that ends between characters', () => {
    const [activity] = shown([formCard]);

    assert.equal(activity?.text, undefined);
    assert.equal(activity?.summary, `${'x'.repeat(199)}…`);
    assert.equal(activity?.inputHint, 'expectingInput');
    assert.deepEqual(
      activity?.attachments?.map(({ contentType }) => contentType),
      ['application/vnd.microsoft.card.adaptive'],
    );
  });

  it('suggest what to type, but not where the channel shows none or there is nothing', () => {
    const suggested = { to: [], actions: [{ type: 'imBack', title: 'Help', value: 'help' }] };

    assert.deepEqual(shown([text('hi', choices)])[0]?.suggestedActions, suggested);
    assert.deepEqual(shown([text('hi', choices)], 'msteams')[0]?.suggestedActions, suggested);
    assert.equal(shown([text('hi', choices)], 'msteams', 'group')[0]?.suggestedActions, undefined);
    assert.equal('suggestedActions' in (shown([text('hi', [])])[0] ?? {}), false);
  });

  describe('for a sign-in', () => {
    const reply = {
      kind: 'sign-in',
      text: 'Please sign in.',
      button: 'Sign in',
      unavailable: 'Not now.',
      wish: 'reset-pin',
      choices,
    } as const;

    it('are a button on our page, which leads to our own sign-in and knows the way back', () => {
      const [activity] = shown([reply], 'directline');

      assert.deepEqual(activity?.attachments?.[0]?.content.actions, [
        { type: 'Action.OpenUrl', title: 'Sign in', style: 'positive', url: '/sign-in?confirm=yes&ask=reset-pin' },
      ]);
      assert.equal(activity?.text, undefined);
      assert.equal(activity?.speak, 'Please sign in.');
      assert.equal(activity?.suggestedActions?.actions.length, 1);
    });

    it('want a new sign-in where the last one has been used', () => {
      const [activity] = shown([{ ...reply, isAnew: true }], 'directline');

      assert.match(JSON.stringify(activity?.attachments), /sign-in\?confirm=anew&ask=reset-pin/);
    });

    it('are its words where a channel has no way to sign in', () => {
      const [activity] = shown([reply], 'webchat');

      assert.equal(activity?.text, 'Please sign in.');
      assert.equal(activity?.attachments, undefined);
    });
  });
});
