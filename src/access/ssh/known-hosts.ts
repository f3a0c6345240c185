import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** One line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export interface KnownHostsEntry {
  readonly file: string;
  readonly line: number;
  readonly marker: '' | 'revoked' | 'cert-authority';
  readonly patterns: string;
  readonly type: string;
  /** Key blob, base64. */
  readonly key: string;
}

export type KnownHostsVerdict =
  | { readonly kind: 'known' }
  /** No key of this type; `others` are keys of other types that the host is known by. */
  | { readonly kind: 'unknown'; readonly others: readonly KnownHostsEntry[] }
  | { readonly kind: 'changed'; readonly entry: KnownHostsEntry }
  | { readonly kind: 'revoked'; readonly entry: KnownHostsEntry };

/** Lines that can not be read are left out, as OpenSSH does. */
export function parseKnownHosts(text: string, file: string): KnownHostsEntry[] {
  const entries: KnownHostsEntry[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const match =
      /^\s*(?:@(revoked|cert-authority)\s+)?([^\s@#]\S*)\s+(\S+)\s+([A-Za-z0-9+/]+=*)(?:\s|$)/.exec(raw);
    if (!match) continue;
    const [, marker, patterns = '', type = '', key = ''] = match;
    entries.push({
      file,
      line: index + 1,
      marker: marker === 'revoked' || marker === 'cert-authority' ? marker : '',
      patterns,
      type,
      key,
    });
  }
  return entries;
}

/** Whether a pattern list or a hashed name stands for `name` (lower case; `[host]:port` for ports other than 22). */
export function matchesHost(patterns: string, name: string): boolean {
  if (patterns.startsWith('|')) return matchesHash(patterns, name);
  let matched = false;
  for (const pattern of patterns.toLowerCase().split(',')) {
    const negated = pattern.startsWith('!');
    if (!wildcard(negated ? pattern.slice(1) : pattern).test(name)) continue;
    if (negated) return false;
    matched = true;
  }
  return matched;
}

/** `|1|salt|HMAC-SHA1(salt, name)`, both base64. */
function matchesHash(hashed: string, name: string): boolean {
  const [, version, salt = '', digest = ''] = hashed.split('|');
  if (version !== '1') return false;
  const wanted = Buffer.from(digest, 'base64');
  const actual = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return wanted.length === actual.length && timingSafeEqual(wanted, actual);
}

/** `*` and `?` as in ssh_config(5), PATTERNS; brackets are literal. */
export function wildcard(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}

/** Judges the key that a host showed. Lines of certificate authorities are skipped: certificates are not supported. */
export function judgeHostKey(
  entries: readonly KnownHostsEntry[],
  name: string,
  key: Buffer,
): KnownHostsVerdict {
  const type = hostKeyType(key);
  const shown = key.toString('base64');
  const mine = entries.filter((e) => e.marker !== 'cert-authority' && matchesHost(e.patterns, name));
  const isShown = (e: KnownHostsEntry) => e.key === shown;
  const revoked = mine.find((e) => e.marker === 'revoked' && isShown(e));
  if (revoked) return { kind: 'revoked', entry: revoked };
  const trusted = mine.filter((e) => e.marker === '');
  if (trusted.some(isShown)) return { kind: 'known' };
  const other = trusted.find((e) => e.type === type);
  return other ? { kind: 'changed', entry: other } : { kind: 'unknown', others: trusted };
}

/** Key types that a host is trusted by. */
export function knownTypes(entries: readonly KnownHostsEntry[], name: string): Set<string> {
  return new Set(entries.filter((e) => e.marker === '' && matchesHost(e.patterns, name)).map((e) => e.type));
}

/** Key type at the start of a public key blob (RFC 4253, 6.6). */
export function hostKeyType(key: Buffer): string {
  return key.toString('latin1', 4, 4 + key.readUInt32BE(0));
}

/** As `ssh-keygen -l` prints it: SHA256, base64 without padding. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The line to store for a host, ending in a line break. */
export function knownHostsLine(name: string, key: Buffer, hashed: boolean): string {
  return `${hashed ? hashName(name) : name} ${hostKeyType(key)} ${key.toString('base64')}\n`;
}

function hashName(name: string): string {
  const salt = randomBytes(20);
  const digest = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${digest}`;
}
