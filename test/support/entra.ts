import type { TenantIssuer } from '../../src/bot/clouds.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { appId, type StandInIssuer, startIssuer, type TokenOptions } from './issuer.ts';

export interface Subject {
  readonly oid: string;
  readonly tid: string;
}

/** The directory's side of a sign-in on loopback: one issuer that signs for every tenant, as Entra ID does. */
export interface StandInEntra {
  readonly issuer: StandInIssuer;
  readonly issuerOf: (tenantId: string) => TenantIssuer;
  /** A token for the bot's own scope, of version 2.0; issued five minutes ago, as Entra ID writes it. */
  token(subject: Subject, options?: TokenOptions): Secret;
  close(): Promise<void>;
}

export async function startEntra(): Promise<StandInEntra> {
  const issuer = await startIssuer();
  const { openIdMetadataUrl } = issuer.issuer;
  const issuerOf = (tenantId: string) => ({
    issuers: [`https://login.example/${tenantId}/v2.0`, `https://sts.example/${tenantId}/`],
    openIdMetadataUrl,
  });

  return {
    issuer,
    issuerOf,
    token: ({ oid, tid }, { claims, ...more } = {}) => {
      const iat = Math.floor(Date.now() / 1_000) - 300;
      const [iss] = issuerOf(tid).issuers;
      const good = {
        iss,
        aud: appId,
        serviceurl: undefined,
        iat,
        nbf: iat,
        oid,
        tid,
        scp: 'access_as_user',
        ver: '2.0',
      };
      return new Secret(issuer.token({ ...more, claims: { ...good, ...claims } }).replace('Bearer ', ''));
    },
    close: issuer.close,
  };
}
