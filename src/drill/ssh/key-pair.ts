import ssh2 from 'ssh2';

export interface KeyPair {
  /** OpenSSH form, "ssh-ed25519 AAAA… comment". */
  readonly public: string;
  readonly private: string;
}

const isReadable = (key: string): boolean => !(ssh2.utils.parseKey(key) instanceof Error);

/**
 * A new ed25519 pair. ssh2's generator (1.17) drops the leading zero of a key that begins with one, and then can't read
 * what it wrote: one pair of some 300, which is made anew here.
 */
export function newKeyPair(comment?: string): KeyPair {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', comment === undefined ? {} : { comment });
    if (isReadable(pair.public) && isReadable(pair.private)) return pair;
  }
}
