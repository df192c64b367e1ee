import assert from 'node:assert/strict';
import { type StandInGraph, startGraph } from '../../support/graph.ts';
import { standInCredential } from '../../support/graph-directory.ts';
import { ada, people } from './people.ts';

const boardId = '0b0b0b0b-0000-4000-8000-000000000001';

/** The adapter is as good as what it is tried with. */
describe('the stand-in for Microsoft Graph', () => {
  let graph: StandInGraph;
  let authorization: string;
  before(async () => {
    graph = await startGraph({ users: people });
    authorization = `Bearer ${await tokenFor(graph.url)}`;
  });
  after(() => graph.close());

  const tokenFor = async (audience: string) =>
    (await standInCredential(graph)().getToken(`${audience}/.default`))?.token ?? '';
  const ask = async (path: string, init: { readonly headers?: object; readonly body?: object } = {}) => {
    const response = await fetch(`${graph.url}/v1.0${path}`, {
      headers: { authorization, ...init.headers },
      ...(init.body ? { method: 'POST', body: JSON.stringify(init.body) } : {}),
    });
    const text = await response.text();
    const json = text === '' ? {} : JSON.parse(text);
    return { status: response.status, code: json.error?.code, json };
  };
  const filter = (text: string, more = '') => `/users?$filter=${encodeURIComponent(text)}${more}`;
  const eventual = { headers: { ConsistencyLevel: 'eventual' } };

  it('gives what is selected: null where there is nothing, absent where it was not asked for', async () => {
    const usual = await ask(`/users/${ada.id}`);
    const chosen = await ask(`/users/${ada.id}?$select=id,accountEnabled,mobilePhone`);

    assert.equal(usual.json.displayName, 'Ada Archer');
    assert.ok(!('accountEnabled' in usual.json));
    assert.equal(chosen.json.accountEnabled, true);
    assert.equal(chosen.json.mobilePhone, null);
    assert.ok(!('mail' in chosen.json));
  });

  for (const [what, path, status, code] of [
    ['an unknown property', `/users/${ada.id}?$select=id,isProtected`, 400, 'BadRequest'],
    ['a name that begins with $ in a path', '/users/$ales@contoso.com', 400, 'Request_BadRequest'],
    ['somebody who is not there', '/users/nobody', 404, 'Request_ResourceNotFound'],
    ['a quote that is not doubled', filter("mail eq 'o'hara'"), 400, 'Request_BadRequest'],
    ['a filter that does not end', filter("mail eq 'x' or "), 400, 'Request_BadRequest'],
    ['a word that is no filter', filter('everybody'), 400, 'Request_BadRequest'],
    [
      'a comparison of what cannot be compared',
      filter("lastPasswordChangeDateTime eq 'x'"),
      400,
      'Request_UnsupportedQuery',
    ],
    ['$count without the header', '/users?$count=true', 400, 'Request_BadRequest'],
    ['endsWith without the header', filter("endsWith(mail,'contoso.com')"), 400, 'Request_UnsupportedQuery'],
    ['ne without the header', filter("mail ne 'x'"), 400, 'Request_UnsupportedQuery'],
    ['what wants an advanced query', filter("mobilePhone eq '1'"), 400, 'Request_UnsupportedQuery'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const answer = await ask(path);

      assert.deepEqual([answer.status, answer.code], [status, code]);
    });
  }

  it('answers an advanced query with the header and $count, and with neither alone', async () => {
    const query = filter("endsWith(userPrincipalName,'@contoso.onmicrosoft.com')");

    const [both, headerOnly] = [await ask(`${query}&$count=true`, eventual), await ask(query, eventual)];

    assert.equal(both.json.value.length, 1);
    assert.equal(headerOnly.code, 'Request_UnsupportedQuery');
  });

  it('finds by name in quotes, by doubled quotes and without regard to case, and pages', async () => {
    const dollar = await ask(`/users('${encodeURIComponent('$ales@contoso.com')}')`);
    const quoted = await ask(filter("userPrincipalName eq 'PAT.O''HARA@contoso.com'"));
    const guest = await ask(`/users/${encodeURIComponent('gil_fabrikam.com#EXT#@contoso.onmicrosoft.com')}`);
    const page = await ask('/users?$top=2');

    assert.equal(dollar.json.displayName, 'Sales Service');
    assert.equal(quoted.json.value[0]?.displayName, "Pat O'Hara");
    assert.equal(guest.json.displayName, 'Gil Guest');
    assert.ok(page.json.value.length === 2 && '@odata.nextLink' in page.json);
  });

  it('wants a token that is there, not over and for it', async () => {
    const others = [{ authorization: '' }, { authorization: 'Bearer made-up' }];
    const foreign = { authorization: `Bearer ${await tokenFor('https://vault.azure.net')}` };
    const over = { authorization: `Bearer ${await tokenFor(graph.url)}` };

    const refused = await Promise.all([...others, foreign].map((headers) => ask('/users', { headers })));
    graph.tokens.expire();
    const late = await ask('/users', { headers: over });
    authorization = `Bearer ${await tokenFor(graph.url)}`;

    for (const { status, code } of [...refused, late]) {
      assert.deepEqual([status, code], [401, 'InvalidAuthenticationToken']);
    }
  });

  it('gives tokens to its application alone', async () => {
    await assert.rejects(async () => standInCredential(graph, 'wrong')().getToken('x/.default'), /AADSTS7000215/);
  });

  it('knows groups by their id, and lets read what the token’s roles permit', async () => {
    graph.groups.set(boardId, [ada.id]);
    const asked = async (...roles: readonly string[]) => {
      graph.tokens.permit(...roles);
      const bearer = { headers: { authorization: `Bearer ${await tokenFor(graph.url)}` } };
      const paths = [`/users/${ada.id}`, `/groups/${boardId}`, `/groups/${ada.id}`];
      return (await Promise.all(paths.map((path) => ask(path, bearer)))).map(({ status, code }) => code ?? status);
    };

    const denied = 'Authorization_RequestDenied';
    const none = 'Request_ResourceNotFound';
    assert.deepEqual(await asked(), [denied, denied, denied]);
    assert.deepEqual(await asked('User.Read.All'), [200, denied, denied]);
    assert.deepEqual(await asked('GroupMember.Read.All'), [denied, 200, none]);
    assert.deepEqual(await asked('Directory.Read.All'), [200, 200, none]);
  });

  it('takes mails with a receiver', async () => {
    const message = {
      subject: 'Hello',
      body: { contentType: 'Text', content: 'Hello' },
      toRecipients: [{ emailAddress: { address: 'ada@contoso.com' } }],
    };

    const sent = await ask(`/users/${ada.id}/sendMail`, { body: { message, saveToSentItems: false } });
    const refused = await ask(`/users/${ada.id}/sendMail`, { body: { message: { subject: 'Hello' } } });

    assert.deepEqual([sent.status, refused.status], [202, 400]);
    assert.deepEqual(graph.mails, [{ from: ada.id, message }]);
  });

  it('takes twenty groups at once and no more', async () => {
    const groupIds = Array.from({ length: 21 }, () => ada.id);

    const answers = await Promise.all(
      [groupIds, groupIds.slice(1)].map((ids) =>
        ask(`/users/${ada.id}/checkMemberGroups`, { body: { groupIds: ids } }),
      ),
    );

    assert.deepEqual(
      answers.map(({ status }) => status),
      [400, 200],
    );
  });
});
