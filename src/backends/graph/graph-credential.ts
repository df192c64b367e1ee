import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { certificateIn, textOf } from './graph-certificate.ts';
import { type GraphCloud, graphClouds } from './graph-clouds.ts';
import type { GraphAccessVariables } from './graph-variables.ts';

/** Makes a credential without any remembered token. */
export type NewCredential = () => TokenCredential;

/** Which Graph, and as whom. */
export interface GraphAccess {
  readonly graphUrl: string;
  readonly newCredential: NewCredential;
}

/** As the variables say. Throws StartError where a file cannot be used; nothing is asked yet. */
export async function graphAccess(variables: GraphAccessVariables): Promise<GraphAccess> {
  const cloud: GraphCloud = graphClouds[variables.GRAPH_CLOUD];
  return { graphUrl: cloud.graphUrl, newCredential: await graphCredential(variables, cloud) };
}

/** The credential that the variables name. Files are read now: throws StartError where one cannot be used. */
export async function graphCredential(
  variables: GraphAccessVariables,
  { authorityHost }: Pick<GraphCloud, 'authorityHost'>,
): Promise<NewCredential> {
  const { AZURE_TENANT_ID: tenantId = '', AZURE_CLIENT_ID: clientId = '' } = variables;
  // Trying again is the caller's business, and the authority is one of a fixed list that needs no confirmation.
  const options = { authorityHost, disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } };
  switch (variables.GRAPH_CREDENTIAL) {
    case 'client-secret': {
      const secret = variables.AZURE_CLIENT_SECRET;
      return () => new ClientSecretCredential(tenantId, clientId, secret?.reveal() ?? '', options);
    }
    case 'certificate': {
      const certificate = await certificateIn(variables.AZURE_CLIENT_CERTIFICATE_PATH ?? '');
      return () => new ClientCertificateCredential(tenantId, clientId, { certificate }, options);
    }
    case 'managed-identity':
      return () => new ManagedIdentityCredential(clientId ? { ...options, clientId } : options);
    case 'workload-identity': {
      const tokenFilePath = variables.AZURE_FEDERATED_TOKEN_FILE ?? '';
      await textOf('AZURE_FEDERATED_TOKEN_FILE', tokenFilePath);
      return () => new WorkloadIdentityCredential({ ...options, tenantId, clientId, tokenFilePath });
    }
  }
}
