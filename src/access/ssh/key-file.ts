import { readFile, stat } from 'node:fs/promises';
import ssh2, { type ParsedKey } from 'ssh2';

const { parseKey } = ssh2.utils;

/**
 * An identity file.
 * `ready`: not encrypted · `encrypted`: needs its passphrase to sign; the public part is known without it, except for
 * old PEM files without a .pub beside them · `public`: only usable with an agent that holds the private part ·
 * `unusable`: there, but of a kind that can not be used, or readable by others, which OpenSSH refuses as well.
 */
export type KeyFile =
  | { readonly state: 'ready'; readonly path: string; readonly key: ParsedKey }
  | { readonly state: 'encrypted'; readonly path: string; readonly text: string; readonly key?: ParsedKey }
  | { readonly state: 'public'; readonly path: string; readonly key: ParsedKey }
  | {
      readonly state: 'unusable';
      readonly path: string;
      readonly why: 'security-key' | 'unprotected' | 'unknown-format';
    };

/** Reads an identity file; undefined when it does not exist or may not be read. */
export async function readKeyFile(path: string): Promise<KeyFile | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const publicText = await readFile(`${path}.pub`, 'utf8').catch(() => undefined);
  if (text === undefined) {
    const key = publicText && parsePublic(publicText);
    return key ? { state: 'public', path, key } : undefined;
  }
  if (/^sk-|openssh\.com-sk|BEGIN OPENSSH PRIVATE KEY/.test(text) && isSecurityKey(text, publicText))
    return { state: 'unusable', path, why: 'security-key' };
  if (!text.includes('PRIVATE KEY')) {
    const key = parsePublic(text);
    return key ? { state: 'public', path, key } : { state: 'unusable', path, why: 'unknown-format' };
  }
  if (await isOpenToOthers(path)) return { state: 'unusable', path, why: 'unprotected' };
  const key = firstKey(parseKey(text));
  if (!(key instanceof Error)) return { state: 'ready', path, key };
  if (!/encrypted|passphrase/i.test(key.message)) return { state: 'unusable', path, why: 'unknown-format' };
  const publicPart = publicPartOf(text) ?? (publicText ? parsePublic(publicText) : undefined);
  return { state: 'encrypted', path, text, ...(publicPart ? { key: publicPart } : {}) };
}

/**
 * The private key, or undefined for a wrong passphrase.
 * The key derivation (bcrypt) blocks for 0.3–0.5 s, so this is only called while no screen is drawn.
 */
export function decryptKey(text: string, passphrase: string): ParsedKey | undefined {
  const key = firstKey(parseKey(text, passphrase));
  return key instanceof Error ? undefined : key;
}

function firstKey(parsed: ParsedKey | Error | ParsedKey[]): ParsedKey | Error {
  return Array.isArray(parsed) ? (parsed[0] ?? new Error('no key')) : parsed;
}

function parsePublic(text: string): ParsedKey | undefined {
  const key = firstKey(parseKey(text.trim().split('\n')[0] ?? ''));
  return key instanceof Error ? undefined : key;
}

/** sshd(8) and ssh(1) refuse keys that group or others may read; only owned files are judged. */
async function isOpenToOthers(path: string): Promise<boolean> {
  const { mode, uid } = await stat(path);
  return process.getuid?.() === uid && (mode & 0o077) !== 0;
}

const opensshMagic = Buffer.from('openssh-key-v1\0');

/** Public key blob of an openssh-key-v1 file, which is never encrypted (PROTOCOL.key of OpenSSH). */
function publicBlob(text: string): Buffer | undefined {
  const body = /BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END/.exec(text)?.[1];
  const data = Buffer.from(body ?? '', 'base64');
  if (!data.subarray(0, opensshMagic.length).equals(opensshMagic)) return undefined;
  let at = opensshMagic.length;
  const readString = () => {
    const end = at + 4 + data.readUInt32BE(at);
    const value = data.subarray(at + 4, end);
    at = end;
    return value;
  };
  try {
    readString(); // cipher
    readString(); // key derivation
    readString(); // its options
    at += 4; // number of keys
    return readString();
  } catch {
    return undefined;
  }
}

function publicPartOf(text: string): ParsedKey | undefined {
  const blob = publicBlob(text);
  return blob && parsePublic(`${blobType(blob)} ${blob.toString('base64')}`);
}

const blobType = (blob: Buffer) => blob.toString('latin1', 4, 4 + blob.readUInt32BE(0));

function isSecurityKey(text: string, publicText: string | undefined): boolean {
  const blob = publicBlob(text);
  return /^sk-/.test(blob ? blobType(blob) : (publicText ?? text));
}
