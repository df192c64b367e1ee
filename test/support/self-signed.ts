import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for `localhost` that signs itself, good for a day; made anew, so that no key lies in the repository. (RFC 5280, as little of it as TLS takes.) */
export function selfSigned(): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const body = tbs(publicKey);
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, sha256WithRsa, der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}

const dayMs = 24 * 60 * 60 * 1_000;

function tbs(publicKey: KeyObject): Buffer {
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('localhost')))));
  const validity = sequence(time(Date.now() - dayMs), time(Date.now() + dayMs));
  const isAuthority = sequence(oid('551d13'), octets(sequence(der(0x01, Buffer.from([0xff])))));
  const alsoNamed = sequence(oid('551d11'), octets(sequence(der(0x82, Buffer.from('localhost')))));
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const serial = der(0x02, Buffer.from([1]));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const extensions = der(0xa3, sequence(isAuthority, alsoNamed));
  return sequence(version3, serial, sha256WithRsa, name, validity, name, spki, extensions);
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

const octets = (content: Buffer): Buffer => der(0x04, content);
const sha256WithRsa = sequence(oid('2a864886f70d01010b'), der(0x05));

/** 2026-11-22T08:00:00.000Z → 261122080000Z */
const time = (at: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
