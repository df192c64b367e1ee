import assert from 'node:assert/strict';
import { z } from 'zod';
import { withNewResourceGroup } from '../../scripts/azure/new-resource-group.ts';
import { callsIn, readExpression, written } from '../support/arm-expression.ts';
import { expressionsIn, idNamedBy, idOf, namesGivenTo, Template } from '../support/arm-template.ts';
import { textOf } from '../support/tree.ts';

const folder = 'deploymentTemplates/azure';
const json = (name: string): unknown => JSON.parse(textOf(`${folder}/${name}`));
const main = Template.parse(json('main.json'));
const wrapper = Template.parse(JSON.parse(JSON.stringify(withNewResourceGroup(json('main.json')))));
/** Without the template in it, whose expressions are its own. */
const outer = {
  ...wrapper,
  resources: wrapper.resources.map((resource) => ({
    ...resource,
    properties: { ...z.looseObject({}).parse(resource.properties ?? {}), template: undefined },
  })),
};

/** Of "ARM template functions", those that ours use. One that is not here was not looked up. */
const functions = [
  'concat',
  'createObject',
  'deployment',
  'empty',
  'environment',
  'equals',
  'extensionResourceId',
  'guid',
  'if',
  'not',
  'parameters',
  'reference',
  'resourceGroup',
  'resourceId',
  'string',
  'subscription',
  'subscriptionResourceId',
  'take',
  'union',
  'uniqueString',
  'uriComponent',
  'variables',
];

const templates = [
  ['main.json', main],
  ['the one for a new resource group', outer],
] as const;
for (const [name, template] of templates) {
  describe(`the ARM template ${name}`, () => {
    it('has only expressions that can be read, of functions that are known', () => {
      const calls = expressionsIn(template).flatMap(({ path, expression }) =>
        [...callsIn(expression)].map((call) => ({ path, name: call.name })),
      );

      assert.ok(calls.length > 10);
      assert.deepEqual(
        calls.filter((call) => !functions.includes(call.name)),
        [],
      );
    });

    it('uses every parameter and variable that it declares, and declares every one that it uses', () => {
      assert.deepEqual(
        [...new Set(namesGivenTo('parameters', template))].sort(),
        Object.keys(template.parameters).sort(),
      );
      assert.deepEqual(
        [...new Set(namesGivenTo('variables', template))].sort(),
        Object.keys(template.variables).sort(),
      );
    });

    it('asks in defaults and variables for nothing that is not there yet', () => {
      const early = expressionsIn({ parameters: template.parameters, variables: template.variables }).filter(
        ({ expression }) => [...callsIn(expression)].some((call) => call.name === 'reference'),
      );

      assert.deepEqual(early, []);
    });
  });
}

describe('the resources of main.json', () => {
  const ids = main.resources.map(idOf);
  /** Of every call of resourceId; a subnet's is put together from the network's. */
  const named = (value: unknown) =>
    expressionsIn(value).flatMap(({ path, expression }) =>
      [...callsIn(expression)]
        .filter((call) => call.name === 'resourceId')
        .map((call) => ({ path, id: idNamedBy(call) })),
    );

  it('have names of their own', () => {
    assert.deepEqual(
      ids.filter((id, at) => id !== "Microsoft.Insights/diagnosticSettings: 'logs'" && ids.indexOf(id) !== at),
      [],
    );
  });

  it('are the only ones that are named', () => {
    const found = named(main);

    assert.ok(found.length > 60);
    assert.deepEqual(
      found.filter(({ id }) => !ids.includes(id)),
      [],
    );
  });

  it('wait for every resource that they name', () => {
    const missing = main.resources.flatMap((resource) => {
      const awaited = named(resource.dependsOn).map(({ id }) => id);
      return named({ ...resource, dependsOn: [] })
        .map(({ id }) => id)
        .filter((id) => !awaited.includes(id))
        .map((id) => `${idOf(resource)} does not wait for ${id}`);
    });

    assert.deepEqual(missing, []);
  });

  it('wait for nothing that waits for them', () => {
    const waits = new Map(
      main.resources.map((resource) => [idOf(resource), named(resource.dependsOn).map(({ id }) => id)]),
    );
    const circle = (id: string, before: readonly string[]): boolean =>
      before.includes(id) || (waits.get(id) ?? []).some((next) => circle(next, [...before, id]));

    assert.deepEqual(
      ids.filter((id) => circle(id, [])),
      [],
    );
  });

  it('wait only for what stands in dependsOn as an id', () => {
    const odd = main.resources
      .flatMap(({ dependsOn }) => dependsOn)
      .filter((text) => !/^\[(resourceId|extensionResourceId)\(/u.test(text));

    assert.deepEqual(odd, []);
  });
});

describe('what main.json makes', () => {
  const one = (type: string) => main.resources.filter((resource) => resource.type === type);
  const propertiesOf = (type: string) => z.looseObject({}).parse(one(type)[0]?.properties);

  it('is reached over TLS 1.2 alone, with WebSockets, always on and watched', () => {
    const site = propertiesOf('Microsoft.Web/sites');
    const config = z.looseObject({}).parse(site.siteConfig);

    assert.deepEqual(
      [
        site.httpsOnly,
        config.minTlsVersion,
        config.scmMinTlsVersion,
        config.ftpsState,
        config.webSocketsEnabled,
        config.alwaysOn,
        config.healthCheckPath,
      ],
      [true, '1.2', '1.2', 'Disabled', true, true, '/health/ready'],
    );
    assert.equal(one('Microsoft.Web/sites/basicPublishingCredentialsPolicies').length, 2);
  });

  it('keeps the database in the network, with TLS, backups and a standby on request', () => {
    const server = JSON.stringify(propertiesOf('Microsoft.DBforPostgreSQL/flexibleServers'));

    for (const word of [
      'delegatedSubnetResourceId',
      'privateDnsZoneArmResourceId',
      'backupRetentionDays',
      "'ZoneRedundant'",
    ])
      assert.ok(server.includes(word), word);
    const settings = one('Microsoft.DBforPostgreSQL/flexibleServers/configurations').map(({ name, properties }) =>
      JSON.stringify([name, properties]),
    );
    assert.match(settings.join(), /require_secure_transport.*"on".*ssl_min_protocol_version.*TLSv1\.2/u);
    assert.match(JSON.stringify(one('Microsoft.KeyVault/vaults/secrets')), /sslmode=verify-full/u);
    assert.deepEqual(one('Microsoft.DBforPostgreSQL/flexibleServers/firewallRules'), []);
  });

  it('makes a bot of one tenant or of the identity, with Teams and a connection, and never one of many tenants', () => {
    assert.deepEqual(main.parameters.botAppType?.allowedValues, ['SingleTenant', 'UserAssignedMSI']);
    assert.deepEqual(
      [
        one('Microsoft.BotService/botServices/channels').length,
        one('Microsoft.BotService/botServices/connections').length,
      ],
      [1, 1],
    );
    assert.match(
      JSON.stringify(propertiesOf('Microsoft.BotService/botServices/connections')),
      /30dd229c-58e3-4a48-bdfd-91ec48eb906c.*access_as_user.*tokenExchangeUrl/u,
    );
  });

  it('lets the identity read secrets, and nobody reach the vault but from the network', () => {
    const vault = propertiesOf('Microsoft.KeyVault/vaults');

    assert.equal(vault.enableRbacAuthorization, true);
    assert.match(JSON.stringify(vault.networkAcls), /"defaultAction":"Deny"/u);
    // Key Vault Secrets User.
    assert.match(
      JSON.stringify(propertiesOf('Microsoft.Authorization/roleAssignments')),
      /4633458b-17de-408a-b874-0445c86b69e6/u,
    );
  });

  it('sends every alert to somebody', () => {
    const alerts = main.resources.filter(({ type }) => /metricAlerts|scheduledQueryRules/u.test(type));

    assert.ok(alerts.length >= 7);
    for (const alert of alerts) assert.match(JSON.stringify(alert.properties), /actionGroup/u, alert.name);
  });
});

describe('the template for a new resource group', () => {
  const deployment = z
    .looseObject({ template: z.unknown(), parameters: z.record(z.string(), z.strictObject({ value: z.string() })) })
    .parse(wrapper.resources[1]?.properties);

  it('holds main.json as it stands and hands every parameter on', () => {
    assert.deepEqual(deployment.template, json('main.json'));
    assert.deepEqual(Object.keys(deployment.parameters).sort(), Object.keys(main.parameters).sort());
    for (const [name, { value }] of Object.entries(deployment.parameters))
      assert.equal(written(readExpression(value)), `parameters('${name}')`);
  });

  it('keeps the kind of every parameter, above all of secrets', () => {
    for (const [name, { type }] of Object.entries(main.parameters))
      assert.equal(wrapper.parameters[name]?.type, type, name);
    assert.deepEqual(Object.keys(wrapper.outputs), Object.keys(main.outputs));
  });
});
