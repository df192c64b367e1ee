import assert from 'node:assert/strict';
import { join } from 'node:path';
import { armSchemas } from '../support/arm-schemas.ts';
import { type Resource, Template } from '../support/arm-template.ts';
import { textOf } from '../support/tree.ts';

const json = (name: string): object => JSON.parse(textOf(`deploymentTemplates/azure/${name}.json`));
const { resources } = Template.parse(json('main'));
const contracts = process.env.CONTRACTS_DIR;

/** Of which the folder has no schema: their properties are from Microsoft's reference and its quick starts alone. */
const withoutSchema = [
  'Microsoft.Insights/actionGroups',
  'Microsoft.Insights/diagnosticSettings',
  'Microsoft.Insights/metricAlerts',
  'Microsoft.Insights/scheduledQueryRules',
  'Microsoft.Insights/webtests',
  'Microsoft.Network/privateDnsZones',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  'Microsoft.Network/virtualNetworks',
];

describe('main.json against Azure’s published schemas', function () {
  this.timeout(60_000);
  const declare = contracts ? it : it.skip;
  let schemas: ReturnType<typeof armSchemas>;

  before(() => {
    if (contracts) schemas = armSchemas(join(contracts, 'arm'));
  });

  declare('has a schema for every resource but those that are named here', () => {
    const without = resources.filter((resource) => !schemas.has(resource)).map(({ type }) => type);

    assert.deepEqual([...new Set(without)].sort(), withoutSchema);
  });

  for (const resource of resources.filter(({ type }) => !withoutSchema.includes(type))) {
    declare(`fits: ${resource.type} ${resource.name}`, () => {
      assert.deepEqual(schemas.findings(resource), []);
    });
  }

  declare('fits as a file, and so do the parameters', () => {
    const template = { ...json('main'), resources: [] };

    assert.deepEqual(schemas.fileFindings('deploymentTemplate', template), []);
    assert.deepEqual(schemas.fileFindings('deploymentParameters', json('parameters.example')), []);
    assert.notDeepEqual(
      schemas.fileFindings('deploymentTemplate', { ...template, outputs: { x: { type: 'text' } } }),
      [],
    );
    assert.notDeepEqual(
      schemas.fileFindings('deploymentParameters', { ...json('parameters.example'), parameters: { x: 'y' } }),
      [],
    );
  });

  declare('would not fit with a word that Azure does not know, or a wrong one', () => {
    const [site] = resources.filter(({ type }) => type === 'Microsoft.Web/sites');
    const broken = (properties: object): Resource => ({
      type: '',
      apiVersion: '',
      name: '',
      dependsOn: [],
      ...site,
      properties,
    });

    assert.notDeepEqual(schemas.findings(broken({ httpOnly: true })), []);
    assert.notDeepEqual(schemas.findings(broken({ siteConfig: { minTlsVersion: '1.4' } })), []);
  });
});
