import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { certificateEnd } from '../../kernel/certificate-end.ts';
import type { Clock } from '../../kernel/clock.ts';
import { StartError } from '../../kernel/errors.ts';
import type { Finding } from '../../kernel/finding.ts';
import type { GraphAccessVariables } from './graph-variables.ts';

const variable = 'AZURE_CLIENT_CERTIFICATE_PATH';

/** A PEM file with the certificate first and its unencrypted key. Throws StartError. */
export async function certificateIn(path: string): Promise<string> {
  const text = await textOf(variable, path);
  if (!isKeyPair(text)) throw new StartError(`${variable}: does not hold a PEM certificate and its unencrypted key`);
  return text;
}

/** When the program's own certificate ends, where it has one. Asks nobody; throws StartError where the file is no use. */
export async function certificateFindings(given: GraphAccessVariables, clock: Clock): Promise<readonly Finding[]> {
  if (given.GRAPH_CREDENTIAL !== 'certificate') return [];
  const { validTo } = new X509Certificate(await certificateIn(given[variable] ?? ''));
  const said = certificateEnd(variable, new Date(validTo), clock.now());
  return said ? [said] : [];
}

function isKeyPair(pem: string): boolean {
  try {
    return new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem));
  } catch {
    // The parser's own message may quote the file.
    return false;
  }
}

/** Throws StartError, which names the variable. */
export async function textOf(variable: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new StartError(`${variable}: cannot be read`, { cause });
  }
}
