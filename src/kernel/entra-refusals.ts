import { type Finding, problem } from './finding.ts';

/** The variables with which one application shows Microsoft Entra who it is; `proof` is its secret or certificate. */
export interface EntraVariables {
  readonly application: string;
  readonly tenant: string;
  readonly proof: string;
}

interface Reason {
  readonly about: keyof EntraVariables;
  readonly finding: string;
  readonly fix: (names: EntraVariables) => string;
}

/** Entra's own numbers for what is wrong (AADSTS…), of Microsoft's "Microsoft Entra authentication and authorization error codes". */
const reasons: Readonly<Record<number, Reason>> = {
  7000215: {
    about: 'proof',
    finding: 'is not one of this application',
    fix: () => 'Make a client secret and give its value, not its id.',
  },
  7000222: { about: 'proof', finding: 'has expired', fix: () => 'Make a new client secret.' },
  700027: {
    about: 'proof',
    finding: 'is a certificate that this application does not know, or one that has ended',
    fix: () => 'Upload the certificate to the application in Entra.',
  },
  700016: {
    about: 'application',
    finding: 'is not an application of this tenant',
    fix: ({ application, tenant }) => `Look at ${application} and ${tenant}.`,
  },
  7000112: { about: 'application', finding: 'is a disabled application', fix: () => 'Enable it in Entra.' },
  90002: { about: 'tenant', finding: 'is no tenant', fix: () => 'Copy the directory id from Entra.' },
};

/** What Entra's numbers say about one of these variables; undefined where none of them is one that we know. */
export function knownRefusal(codes: readonly number[], names: EntraVariables): Finding | undefined {
  const [reason] = codes.flatMap((code) => reasons[code] ?? []);
  return reason && problem(names[reason.about], reason.finding, reason.fix(names));
}

/** Entra gave no token. */
export const refusal = (codes: readonly number[], names: EntraVariables): Finding =>
  knownRefusal(codes, names) ??
  problem(
    names.proof,
    `gets no token (AADSTS${codes[0] ?? ' without a number'})`,
    'Look that number up in Microsoft’s list of Entra error codes.',
  );
