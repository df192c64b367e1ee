/** Is this code of an error about a certificate? Node's names for the network begin with E as well, and have none of these words. */
export const isTrustCode = (code: string): boolean => /CERT|SIGNATURE|ALTNAME|ISSUER|VERIFY/u.test(code);
