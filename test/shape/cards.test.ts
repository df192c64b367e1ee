import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Template } from 'adaptivecards-templating/lib/template-engine.js';
import { z } from 'zod';
import { cardNames } from '../../src/bot/cards.ts';
import { CardTemplate } from '../support/card-schema.ts';

interface Complaint {
  readonly message: string;
}

interface Renderer {
  readonly SerializationContext: new () => { readonly eventCount: number; getEventAt(index: number): Complaint };
  readonly AdaptiveCard: new () => {
    parse(card: unknown, context: unknown): void;
    validateProperties(): { readonly validationEvents: readonly Complaint[] };
  };
}

const require = createRequire(import.meta.url);
/** Neither the package's `main` nor an `import` of this file loads in Node. */
const { AdaptiveCard, SerializationContext }: Renderer = require('adaptivecards/dist/adaptivecards.js');

const names = cardNames('cards');
const sourceOf = (name: string): string => readFileSync(`cards/${name}.json`, 'utf8');
const templateOf = (name: string): unknown => JSON.parse(sourceOf(name));

/** Every object at any depth. */
function nodesOf(node: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf);
  const found = z.record(z.string(), z.unknown()).safeParse(node);
  return found.success ? [found.data, ...Object.values(found.data).flatMap(nodesOf)] : [];
}

/** A context in which every condition holds, every list has two rows, and every name has a value. */
function dummyFor(source: string): unknown {
  const named = (prefix: string) =>
    [...source.matchAll(new RegExp(`\\$\\{${prefix}([A-Za-z]\\w*)`, 'g'))].map(([, name = '']) => name);
  const lists = [...source.matchAll(/"\$data": ?"\$\{(?:data\.)?(\w+)\}"/g)].map(([, name = '']) => name);
  const value = (name: string) => (/url|link|call|mailto|portal|policy/i.test(name) ? 'https://example.com/' : 'Text');
  const row = Object.fromEntries(named('').map((name) => [name, value(name)]));
  const rows = Object.fromEntries(lists.map((name) => [name, [row, row]]));
  const deepRows = Object.fromEntries(
    lists.map((name) => [
      name,
      [
        { ...row, ...rows },
        { ...row, ...rows },
      ],
    ]),
  );
  return {
    t: Object.fromEntries(named('t\\.').map((name) => [name, 'Word'])),
    data: { ...Object.fromEntries(named('data\\.').map((name) => [name, value(name)])), ...deepRows },
    form: { id: 'form', token: 'token' },
    lang: 'en',
    fallbackText: 'Text',
    speak: 'Text',
  };
}

/** What the official renderer has to say about a card. It tests every `lang` with one `/g` expression, which fails each second time; ours is fixed by the schema. */
function complaintsAbout(card: object): readonly string[] {
  const context = new SerializationContext();
  const parsed = new AdaptiveCard();
  parsed.parse({ ...card, lang: undefined }, context);
  const whileParsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...whileParsing, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

describe('the files of cards/', () => {
  it('are looked at', () => {
    assert.ok(names.includes('reset-pin/choose'));
  });

  for (const name of names) {
    describe(name, () => {
      it('keeps to our part of Adaptive Card 1.5', () => {
        const checked = CardTemplate.safeParse(templateOf(name));

        assert.equal(checked.success ? '' : z.prettifyError(checked.error), '');
      });

      it('begins with a problem, or says it directly above the first input, and has a heading', () => {
        const nodes = nodesOf(templateOf(name));

        // A receipt is one quiet line, not a part of the page.
        assert.ok(name === 'conversation/sent' || nodes.some((node) => node.style === 'heading'));
        const problem = nodes.filter((node) => node.text === '${data.problem}');
        assert.deepEqual(
          problem.map(({ $when, color }) => [$when, color]),
          problem.map(() => ["${data.problem != ''}", 'Attention']),
        );
        if (problem.length === 0) return;
        const firstInput = nodes.findIndex(({ type }) => String(type).startsWith('Input.'));
        assert.ok(nodes[1] === problem[0] || nodes[firstInput - 1] === problem[0]);
      });

      it('has every id once, and a form to send its inputs with', () => {
        const nodes = nodesOf(templateOf(name));
        const inputs = nodes.filter(({ type }) => String(type).startsWith('Input.'));

        assert.equal(new Set(inputs.map(({ id }) => id)).size, inputs.length);
        if (inputs.length > 0)
          assert.ok(nodes.some((node) => node.form === '${form.id}' && node.token === '${form.token}'));
      });

      it('is a card without fault to the official renderer once it is filled', () => {
        const source = sourceOf(name);

        const card = new Template(templateOf(name)).expand({ $root: dummyFor(source) });

        assert.ok(typeof card === 'object' && card !== null);
        assert.doesNotMatch(JSON.stringify(card), /\$\{|\$when|\$data/);
        assert.deepEqual(complaintsAbout(card), []);
      });
    });
  }
});

describe('the rules for cards', () => {
  const good = (body: unknown, actions: readonly unknown[] = []) => ({
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: '${lang}',
    fallbackText: '${fallbackText}',
    speak: '${speak}',
    body: [body],
    actions,
  });
  const text = { type: 'TextBlock', text: '${t.title}', wrap: true };
  const pin = {
    type: 'Input.Text',
    id: 'pin',
    label: '${t.pin}',
    errorMessage: '${t.e}',
    isRequired: true,
    maxLength: 24,
    style: 'password',
  };
  const nested = (element: unknown) => ({
    type: 'Container',
    items: [{ type: 'ColumnSet', columns: [{ items: [element] }] }],
  });
  const submit = (data: unknown, more: object = {}) => ({ type: 'Action.Submit', title: '${t.x}', data, ...more });
  const passes = (card: unknown) => CardTemplate.safeParse(card).success;

  it('let good cards pass', () => {
    assert.ok(passes(good(text, [submit({ ask: 'help' }, { associatedInputs: 'none' })])));
    assert.ok(passes(good(nested(pin), [submit({ form: '${form.id}', token: '${form.token}' })])));
  });

  const bad: Readonly<Record<string, unknown>> = {
    'an unknown property': { ...text, colour: 'good' },
    'words in the file': { ...text, text: 'Hello ${data.name}' },
    'a text that does not wrap': { ...text, wrap: false },
    'an input without label': { ...pin, label: undefined },
    'an input without error message': { ...pin, errorMessage: undefined },
    'an input without limit': { ...pin, maxLength: undefined },
    'an unknown input': { ...pin, id: 'password' },
    'a secret in the clear': { ...pin, style: 'text' },
    'a secret that is filled in': { ...pin, value: '${data.pin}' },
    'an unknown element': { type: 'Media' },
  };
  for (const [which, element] of Object.entries(bad)) {
    it(`refuse ${which}, at any depth`, () => {
      assert.equal(passes(good(element)), false);
      assert.equal(passes(good(nested(element))), false);
    });
  }

  it('refuse actions that send a string, nothing, half a form, or half-typed inputs with a wish', () => {
    for (const data of ['reset-pin', undefined, {}, { form: '${form.id}' }, { ask: 'help' }]) {
      assert.equal(passes(good(text, [submit(data)])), false);
    }
    assert.equal(passes(good(text, [{ type: 'Action.Execute', title: '${t.x}', verb: 'x' }])), false);
  });
});
