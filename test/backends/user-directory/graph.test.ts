import assert from 'node:assert/strict';
import { BackendError } from '../../../src/kernel/errors.ts';
import { type StandInGraph, startGraph } from '../../support/graph.ts';
import { directoryOn, hastyLimits, testLimits } from '../../support/graph-directory.ts';
import { textOf } from '../../support/tree.ts';
import { userDirectoryContract } from './contract.ts';
import { ada, nobodyId, people } from './people.ts';

userDirectoryContract('in Microsoft Graph', async (users) => {
  const graph = await startGraph({ users });
  return { directory: directoryOn(graph).directory, breakDown: () => graph.close(), close: () => graph.close() };
});

const [executives, board] = ['e0e0e0e0-0000-4000-8000-000000000001', 'e0e0e0e0-0000-4000-8000-000000000002'];
const protectedGroups = [executives, board];

describe('the user directory in Microsoft Graph', () => {
  let graph: StandInGraph;
  beforeEach(async () => {
    graph = await startGraph({ users: people });
  });
  afterEach(() => graph.close());

  const questions = () => graph.asked.filter(({ what }) => what !== 'token').map(({ what }) => what);
  const change = (more: object) => graph.users.splice(0, 1, { ...ada, ...more });

  it('asks for nothing but what the README lists, and for one token', async () => {
    const { directory } = directoryOn(graph, { sipAddresses: true });

    await directory.byId(ada.id);
    await directory.byIdentifier('ada@contoso.com');

    const listed = / *\| Microsoft Graph \|.*?\n(?: *\|.*\n)*/.exec(textOf('README.md'))?.[0] ?? '';
    const selects = graph.asked.flatMap(({ url }) => url.searchParams.get('$select')?.split(',') ?? []);
    assert.equal(new Set(selects).size * 2, selects.length);
    for (const name of selects) assert.match(listed, new RegExp(`\`${name}\``), name);
    assert.deepEqual(
      graph.asked.map(({ what }) => what),
      ['token', 'user', 'people'],
    );
  });

  it('asks for the address of Skype for Business where PINs are there, and only then', async () => {
    change({ imAddresses: ['Ada.Archer@Contoso.com'], proxyAddresses: ['SMTP:ada@contoso.com'] });
    const asking = directoryOn(graph, { sipAddresses: true }).directory;
    const { directory } = directoryOn(graph);

    const found = [await asking.byIdentifier('ada@contoso.com'), await directory.byIdentifier('ada@contoso.com')];
    const people = [await asking.byId(ada.id), await directory.byId(ada.id)];

    const sip = 'sip:ada.archer@contoso.com';
    assert.deepEqual(
      found.map((each) => each.ok && each.person.sipAddress),
      [sip, undefined],
    );
    assert.deepEqual(
      people.map((person) => person?.sipAddress),
      [sip, undefined],
    );
    const asked = graph.asked.flatMap(({ url }) => url.searchParams.get('$select') ?? []);
    assert.deepEqual(
      asked.map((names) => names.split(',').includes('imAddresses')),
      [true, false, true, false],
    );
  });

  it('takes the address of Skype for Business from the proxy addresses where there is no other', async () => {
    change({ imAddresses: [], proxyAddresses: ['SMTP:ada@contoso.com', 'SIP:ada.a@contoso.com'] });
    const { directory } = directoryOn(graph, { sipAddresses: true });

    assert.equal((await directory.byId(ada.id))?.sipAddress, 'sip:ada.a@contoso.com');
  });

  it('counts an account as disabled where that may not be read, and a guest of old as a guest', async () => {
    change({ accountEnabled: null, userType: null, userPrincipalName: 'ada_x.com#EXT#@contoso.com' });
    const { directory } = directoryOn(graph);

    const person = await directory.byId(ada.id);

    assert.equal(person?.accountEnabled, false);
    assert.equal(person?.userType, 'guest');
  });

  it('sends notices and no codes to the addresses that people have elsewhere, and finds nobody by them', async () => {
    change({ otherMails: ['ada@fabrikam.com'] });
    const { directory } = directoryOn(graph);

    const found = [await directory.byIdentifier('ada@fabrikam.com'), await directory.byIdentifier('ada@contoso.com')];

    assert.deepEqual(found[0], { ok: false, reason: 'nobody' });
    const person = found[1]?.ok ? found[1].person : undefined;
    assert.deepEqual(person?.addresses, ['ada.archer@contoso.com']);
    assert.deepEqual(person?.noticeAddresses, ['ada.archer@contoso.com', 'ada@fabrikam.com']);
  });

  it('sends codes to the addresses that people have elsewhere where it is told to, and finds nobody by them', async () => {
    change({ otherMails: ['ada@fabrikam.com', 'not an address'] });
    const { directory } = directoryOn(graph, { codesToOtherMails: true });

    const [byId, elsewhere] = [await directory.byId(ada.id), await directory.byIdentifier('ada@fabrikam.com')];

    assert.deepEqual(byId?.addresses, ['ada.archer@contoso.com', 'ada@fabrikam.com']);
    assert.deepEqual(elsewhere, { ok: false, reason: 'nobody' });
  });

  it('leaves out what somebody typed wrong, and keeps the rest', async () => {
    change({
      businessPhones: ['ask at the desk', '+1 206 555 0114;ext=40114'],
      mail: 'ada, not yet',
      country: 'x'.repeat(200),
    });
    const { directory } = directoryOn(graph);

    const person = await directory.byId(ada.id);

    assert.deepEqual(person?.businessPhones, ['+1 206 555 0114;ext=40114']);
    assert.equal(person?.mail, 'ada.archer@contoso.com');
    assert.equal(person?.country, 'US');
  });

  it('asks for a person whose id is the answer’s, and takes no other', async () => {
    graph.faults.add('user', { text: JSON.stringify({ ...ada, id: nobodyId }) });
    const { directory } = directoryOn(graph);

    await assert.rejects(directory.byId(ada.id), { name: 'BackendError', fault: 'bad-answer' });
  });

  it('takes no hit that does not have the name itself, and nobody where there is a second page', async () => {
    const { directory } = directoryOn(graph);
    graph.faults.add('people', { text: JSON.stringify({ value: [ada] }) }, 1);
    graph.faults.add('people', { text: JSON.stringify({ value: [ada], '@odata.nextLink': 'more' }) }, 1);
    graph.faults.add('people', { text: JSON.stringify({ value: [ada, ada] }) }, 1);

    const found = [
      await directory.byIdentifier('adä@contoso.com'),
      await directory.byIdentifier('ada@contoso.com'),
      await directory.byIdentifier('ada@contoso.com'),
    ];

    assert.deepEqual(
      found.map((answer) => (answer.ok ? answer.person.id : answer.reason)),
      ['nobody', 'several', ada.id],
    );
  });

  describe('protected groups', () => {
    it('protect whoever is in one of them, also through other groups, and nobody else', async () => {
      graph.groups.set(board, ['inner']);
      graph.groups.set('inner', ['innermost']);
      graph.groups.set('innermost', [ada.id]);
      const { directory } = directoryOn(graph, { protectedGroups });

      const inside = [await directory.byId(ada.id), await directory.byIdentifier('ada@contoso.com')];
      const outside = await directory.byId(people[1]?.id ?? '');

      assert.ok(inside[0] && 'id' in inside[0] && inside[0].isProtected);
      assert.ok(inside[1] && 'ok' in inside[1] && inside[1].ok && inside[1].person.isProtected);
      assert.equal(outside?.isProtected, false);
    });

    it('are asked for only where there are any', async () => {
      await directoryOn(graph).directory.byId(ada.id);

      assert.deepEqual(questions(), ['user']);
    });

    for (const mishap of [
      { status: 403, code: 'Authorization_RequestDenied' },
      'cut',
      'silent',
      { text: '{}' },
    ] as const) {
      it(`protect everybody while they cannot be read: ${JSON.stringify(mishap)}`, async () => {
        graph.faults.add('groups', mishap);
        const limits = mishap === 'silent' ? hastyLimits : testLimits;
        const { directory, lines } = directoryOn(graph, { protectedGroups, limits });

        const byId = await directory.byId(ada.id);
        const byIdentifier = await directory.byIdentifier('ada@contoso.com');

        assert.equal(byId?.isProtected, true);
        assert.equal(byIdentifier.ok && byIdentifier.person.isProtected, true);
        const line = lines.find(({ message }) => message.startsWith('a person counts as protected'));
        assert.ok(line?.level === 'warn' && line.fields.err instanceof BackendError);
      });
    }

    it('are asked again by the next who wants to know, once they could not be read', async () => {
      graph.faults.add('groups', { status: 403 }, 1);
      const { directory } = directoryOn(graph, { protectedGroups });
      await directory.byId(ada.id);

      const person = await directory.byId(ada.id);

      assert.equal(person?.isProtected, false);
    });

    it('say nothing of somebody who is not there', async () => {
      const { directory, lines } = directoryOn(graph, { protectedGroups });

      const person = await directory.byId(nobodyId);

      assert.equal(person, undefined);
      assert.deepEqual(lines, []);
    });
  });

  describe('what is remembered', () => {
    it('is a person, for less than three seconds', async () => {
      const { directory, pass } = directoryOn(graph);
      await directory.byId(ada.id);
      change({ accountEnabled: false });

      pass(2_999);
      const remembered = await directory.byId(ada.id.toUpperCase());
      pass(1);
      const now = await directory.byId(ada.id);

      assert.equal(remembered?.accountEnabled, true);
      assert.equal(now?.accountEnabled, false);
      assert.deepEqual(questions(), ['user', 'user']);
    });

    it('does not grow older by being asked for, nor by a clock that is put back', async () => {
      const { directory, pass } = directoryOn(graph);
      await directory.byId(ada.id);
      for (let asked = 0; asked < 3; asked += 1) {
        pass(1_000);
        await directory.byId(ada.id);
      }
      pass(-60_000);
      await directory.byId(ada.id);

      assert.deepEqual(questions(), ['user', 'user', 'user']);
    });

    it('is one question for all who ask at the same time', async () => {
      const { directory } = directoryOn(graph);

      const found = await Promise.all(Array.from({ length: 20 }, () => directory.byId(ada.id)));

      assert.ok(found.every((person) => person?.id === ada.id));
      assert.deepEqual(
        graph.asked.map(({ what }) => what),
        ['token', 'user'],
      );
    });

    it('is not that there is nobody, nor that Graph failed', async () => {
      const { directory } = directoryOn(graph);
      graph.users.splice(0, 1);
      const before = await directory.byId(ada.id);
      graph.users.push(ada);
      graph.faults.add('user', { status: 403 }, 1);
      await assert.rejects(directory.byId(ada.id));

      const after = await directory.byId(ada.id);

      assert.equal(before, undefined);
      assert.equal(after?.id, ada.id);
    });

    it('is never what somebody typed', async () => {
      const { directory } = directoryOn(graph);
      await directory.byIdentifier('ada@contoso.com');
      change({ accountEnabled: false });

      const found = await directory.byIdentifier('ada@contoso.com');

      assert.equal(found.ok && found.person.accountEnabled, false);
    });
  });
});
