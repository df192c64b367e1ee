import { z } from 'zod';
import { Secret } from '../../kernel/secret.ts';
import { graphCloudNames } from './graph-clouds.ts';

const credentials = ['client-secret', 'certificate', 'managed-identity', 'workload-identity'] as const;
type Credential = (typeof credentials)[number];

const file = z.string().trim().max(4_096).optional();

/** How the program proves itself to Entra, whatever it wants of Microsoft Graph. `AZURE_…` are the names that Azure's own libraries and Kubernetes use. */
export const GraphAccessVariables = z.object({
  GRAPH_CLOUD: z.enum(graphCloudNames, `is ${graphCloudNames.join(', ')}`).default('public'),
  GRAPH_CREDENTIAL: z.enum(credentials, `is ${credentials.join(', ')}`).default('client-secret'),
  AZURE_TENANT_ID: z.guid('is not a tenant id').optional(),
  AZURE_CLIENT_ID: z.guid('is not an application id').optional(),
  AZURE_CLIENT_SECRET: z
    .string()
    .max(1_024)
    .transform((text) => new Secret(text))
    .optional(),
  AZURE_CLIENT_CERTIFICATE_PATH: file,
  AZURE_FEDERATED_TOKEN_FILE: file,
});
export type GraphAccessVariables = z.infer<typeof GraphAccessVariables>;

/** Names what the chosen kind of credential wants and does not have; `chosenBy` is the setting that wants Graph, such as `MAILER=graph`. */
export const refuseWithoutCredential =
  (chosenBy: string) =>
  (given: GraphAccessVariables, context: z.RefinementCtx): void => {
    for (const name of required[given.GRAPH_CREDENTIAL]) {
      if (given[name] !== undefined) continue;
      const message = `is required with ${chosenBy} and GRAPH_CREDENTIAL=${given.GRAPH_CREDENTIAL}`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
  };

/** A managed identity is the machine's own, or, with `AZURE_CLIENT_ID`, the one assigned to it under that id. */
const required = {
  'client-secret': ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'],
  certificate: ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_CERTIFICATE_PATH'],
  'managed-identity': [],
  'workload-identity': ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_FEDERATED_TOKEN_FILE'],
} as const satisfies Record<Credential, readonly string[]>;
