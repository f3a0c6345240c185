import ssh2, { type ParsedKey } from 'ssh2';
import type { Attempt } from './attempt.js';
import { type KeyFile, readKeyFile } from './key-file.js';
import { unlockKey } from './passphrase.js';
import type { SshTarget } from './target.js';

/** A key to offer to the server; `sign` is only called for keys that the server would accept. */
export interface Identity {
  readonly key: ParsedKey;
  sign(data: Buffer, hash: string | undefined): Promise<Buffer>;
}

const agentTimeoutMs = 3000;

/** The keys in the order of ssh(1): agent keys named by an IdentityFile, other agent keys, then files. */
export async function collectIdentities(
  target: SshTarget,
  attempt: Attempt,
): Promise<{ identities: Identity[]; unusable: KeyFile[] }> {
  const read = await Promise.all([...new Set(target.identityFiles)].map(readKeyFile));
  const files = read.filter((file) => file !== undefined);
  const held = await agentKeys(target.agentSocket);
  const blob = (key: ParsedKey) => key.getPublicSSH().toString('base64');
  const heldByBlob = new Map(held.map((key) => [blob(key), key]));
  const named = new Map<string, ParsedKey>();
  const fromFiles: Identity[] = [];
  for (const file of files) {
    const id = 'key' in file && file.key ? blob(file.key) : undefined;
    const inAgent = id === undefined ? undefined : heldByBlob.get(id);
    if (inAgent && id) named.set(id, inAgent);
    else fromFiles.push(...(await identityOf(file, target, attempt)));
  }
  const others = target.identitiesOnly ? [] : held.filter((key) => !named.has(blob(key)));
  const agent = target.agentSocket ? new ssh2.OpenSSHAgent(target.agentSocket) : undefined;
  const fromAgent = agent
    ? [...named.values(), ...others].map((key) => ({ key, sign: signWith(agent, key) }))
    : [];
  return {
    identities: [...fromAgent, ...fromFiles],
    unusable: files.filter((file) => file.state === 'unusable'),
  };
}

async function identityOf(file: KeyFile, target: SshTarget, attempt: Attempt): Promise<Identity[]> {
  if (file.state === 'ready') return [{ key: file.key, sign: signer(() => Promise.resolve(file.key)) }];
  if (file.state !== 'encrypted') return [];
  const unlock = () => unlockKey(file, target, attempt);
  if (file.key) return [{ key: file.key, sign: signer(unlock) }];
  const key = await unlock().catch(() => undefined);
  return key ? [{ key, sign: signer(() => Promise.resolve(key)) }] : [];
}

function signer(unlock: () => Promise<ParsedKey>): Identity['sign'] {
  return async (data, hash) => {
    const signature: Buffer | Error = (await unlock()).sign(data, hash);
    if (signature instanceof Error) throw signature;
    return signature;
  };
}

function signWith(agent: InstanceType<typeof ssh2.OpenSSHAgent>, key: ParsedKey): Identity['sign'] {
  return (data, hash) =>
    new Promise((resolve, reject) => {
      const options = (hash ? { hash } : {}) as { hash?: 'sha256' | 'sha512' };
      agent.sign(key, data, options, (error, signature) => (signature ? resolve(signature) : reject(error)));
    });
}

/** Keys of the agent; none when there is no agent or it does not answer, as with ssh(1). */
function agentKeys(socket: string | undefined): Promise<ParsedKey[]> {
  if (!socket) return Promise.resolve([]);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve([]), agentTimeoutMs);
    new ssh2.OpenSSHAgent(socket).getIdentities((error, keys) => {
      clearTimeout(timer);
      resolve(error ? [] : ((keys ?? []) as ParsedKey[]));
    });
  });
}

/** One identity in the shape in which ssh2 offers a key before it has it signed. */
export class IdentityAgent extends ssh2.BaseAgent<ParsedKey> {
  readonly #identity: Identity;

  constructor(identity: Identity) {
    super();
    this.#identity = identity;
  }

  override getIdentities(done: (error?: Error | null, keys?: ParsedKey[]) => void): void {
    done(null, [this.#identity.key]);
  }

  override sign(_key: ParsedKey, data: Buffer, ...rest: unknown[]): void {
    const done = rest.at(-1) as (error?: Error | null, signature?: Buffer) => void;
    const { hash } = rest.length > 1 ? (rest[0] as { hash?: string }) : {};
    this.#identity.sign(data, hash).then(
      (signature) => done(null, signature),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  }
}
