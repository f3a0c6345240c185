import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { bitString, boolean, integer, octetString, oid, sequence, set, tagged, time, utf8 } from './der.js';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

const dayMs = 86_400_000;
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

/** A self-signed certificate (RFC 5280) for one name; whoever is given it as an authority trusts it. */
export function selfSigned(name: string, days: number, now = Date.now()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = sequence(set(sequence(oid('2.5.4.3'), utf8(name))));
  const extension = (id: string, critical: boolean, value: Uint8Array) =>
    sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));
  const body = sequence(
    tagged(0, true, integer(Buffer.from([2]))),
    integer(Buffer.from([1, ...randomBytes(8)])),
    ecdsaWithSha256,
    subject,
    sequence(time(now - 30 * dayMs), time(now + days * dayMs)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      3,
      true,
      sequence(
        extension('2.5.29.19', true, sequence(boolean(true))),
        extension('2.5.29.17', false, sequence(tagged(2, false, Buffer.from(name)))),
      ),
    ),
  );
  const certificate = sequence(body, ecdsaWithSha256, bitString(sign('sha256', body, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', certificate),
  };
}

const pem = (label: string, bytes: Buffer) =>
  `-----BEGIN ${label}-----\n${bytes
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END ${label}-----\n`;
