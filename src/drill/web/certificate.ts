import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bitString, boolean, integer, octetString, oid, sequence, set, tagged, time, utf8 } from './der.js';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

const dayMs = 86_400_000;
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
const authorityName = 'cockpit drill';
const nameOf = (name: string) => sequence(set(sequence(oid('2.5.4.3'), utf8(name))));

/** A certificate authority (RFC 5280) of its own: whoever is given `cert` trusts what it issues. */
export class Authority {
  /** PEM. */
  readonly cert: string;
  readonly #key: KeyObject;

  constructor(now = Date.now()) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    const span = { from: now - 400 * dayMs, to: now + 4000 * dayMs };
    this.cert = this.#signed(authorityName, publicKey, span, [
      sequence(oid('2.5.29.19'), boolean(true), octetString(sequence(boolean(true)))),
    ]);
  }

  /** For one name; it ends in so many days (negative: it has ended), and is 90 days long. */
  issue(name: string, days: number, now = Date.now()): Certificate {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const to = now + days * dayMs;
    const names = octetString(sequence(tagged(2, false, Buffer.from(name))));
    const cert = this.#signed(name, publicKey, { from: to - 90 * dayMs, to }, [
      sequence(oid('2.5.29.17'), names),
    ]);
    return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
  }

  #signed(
    name: string,
    key: KeyObject,
    { from, to }: { readonly from: number; readonly to: number },
    extensions: readonly Buffer[],
  ): string {
    const body = sequence(
      tagged(0, true, integer(Buffer.from([2]))),
      integer(Buffer.from([1, ...randomBytes(8)])),
      ecdsaWithSha256,
      nameOf(authorityName),
      sequence(time(from), time(to)),
      nameOf(name),
      key.export({ type: 'spki', format: 'der' }),
      tagged(3, true, sequence(...extensions)),
    );
    return pem(sequence(body, ecdsaWithSha256, bitString(sign('sha256', body, this.#key))));
  }
}

const pem = (bytes: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${bytes
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END CERTIFICATE-----\n`;
