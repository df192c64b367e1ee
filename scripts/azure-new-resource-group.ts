import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { withNewResourceGroup } from './azure/new-resource-group.ts';

/** `npm run -s azure:new-resource-group > new-resource-group.json`: the template for a resource group that is not there yet. */
const main: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../deploymentTemplates/azure/main.json'), 'utf8'),
);
process.stdout.write(`${JSON.stringify(withNewResourceGroup(main), null, 2)}\n`);
