import { z } from 'zod';

const Parameter = z.looseObject({ type: z.string(), defaultValue: z.unknown().optional() });
const Template = z.looseObject({
  parameters: z.record(z.string(), Parameter),
  outputs: z.record(z.string(), z.looseObject({ type: z.string() })),
});
type Parameter = z.infer<typeof Parameter>;

/** The template for a subscription that makes the resource group and deploys `main` into it as it stands, with the same parameters. */
export function withNewResourceGroup(main: unknown): object {
  const { parameters, outputs } = Template.parse(main);
  const names = Object.keys(parameters).filter((name) => name !== 'location');
  return {
    $schema: 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    metadata: {
      description: 'Makes a resource group and deploys main.json into it. Written by npm run azure:new-resource-group.',
    },
    parameters: {
      resourceGroupName: { type: 'string', metadata: { description: 'The resource group to make.' } },
      location: { type: 'string', defaultValue: '[deployment().location]', metadata: { description: 'Where it is.' } },
      ...Object.fromEntries(
        names.flatMap((name) => (parameters[name] ? [[name, atSubscription(parameters[name])]] : [])),
      ),
    },
    resources: [
      {
        type: 'Microsoft.Resources/resourceGroups',
        apiVersion: '2022-09-01',
        name: "[parameters('resourceGroupName')]",
        location: "[parameters('location')]",
      },
      {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2022-09-01',
        name: 'pin-desk',
        resourceGroup: "[parameters('resourceGroupName')]",
        dependsOn: ["[subscriptionResourceId('Microsoft.Resources/resourceGroups', parameters('resourceGroupName'))]"],
        properties: {
          mode: 'Incremental',
          // What stands in main.json is about the group that it is deployed into, not about the subscription.
          expressionEvaluationOptions: { scope: 'inner' },
          parameters: Object.fromEntries(
            ['location', ...names].map((name) => [name, { value: `[parameters('${name}')]` }]),
          ),
          template: main,
        },
      },
    ],
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, { type }]) => [
        name,
        { type, value: `[reference('pin-desk').outputs.${name}.value]` },
      ]),
    ),
  };
}

/** A default that asks for the group has no meaning outside it. */
function atSubscription(parameter: Parameter): Parameter {
  if (typeof parameter.defaultValue === 'string' && parameter.defaultValue.includes('resourceGroup(')) {
    throw new Error('a default value names the resource group, which is not there yet');
  }
  return parameter;
}
