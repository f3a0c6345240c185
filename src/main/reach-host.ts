import { LocalLink } from '../access/local/local-link.js';
import { createReaders, type LinkReaders } from '../access/readers.js';
import type { RemoteLink } from '../access/remote-link.js';
import { createSsh2Link, type Ssh2Link } from '../access/ssh/ssh2-link.js';
import { TerminalPrompter } from '../access/ssh/terminal-prompter.js';
import { FailureError } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { type Drill, startDrill } from '../drill/launch.js';
import { type Lang, translate } from '../i18n/t.js';

/** A host with its link and readers. */
export interface Reach {
  readonly entry: HostEntry;
  readonly link: RemoteLink;
  readonly readers: LinkReaders;
  /** Logs in again with prompts on the terminal; the screen must be away. */
  askAgain?(): Promise<void>;
  readonly needsPrompt: () => boolean;
  readonly drill?: Drill;
}

/**
 * Connects to a host, with prompts on the terminal. A host that does not answer is still given back: its link goes on
 * trying. Rejects with a FailureError when the login is refused or the host key can't be trusted.
 */
export async function reachHost(
  entry: HostEntry,
  { lang, interactive }: { lang: Lang; interactive: boolean },
): Promise<Reach> {
  const { connection } = entry;
  if (connection.kind === 'local') {
    const link = new LocalLink();
    return {
      entry,
      link,
      readers: createReaders(link, entry, { mode: 'operate' }),
      needsPrompt: () => false,
    };
  }
  if (connection.kind === 'drill') {
    const drill = await startDrill();
    const settings = { kind: 'ssh', destination: 'drill' } as const;
    const link = createSsh2Link(settings, { home: drill.connection.home, env: withoutAgent(process.env) });
    return connect(entry, link, { lang, interactive: false }, drill);
  }
  return connect(entry, createSsh2Link(connection), { lang, interactive });
}

async function connect(
  entry: HostEntry,
  link: Ssh2Link,
  { lang, interactive }: { lang: Lang; interactive: boolean },
  drill?: Drill,
): Promise<Reach> {
  const t = (message: Msg) => translate(lang, message);
  const prompter = interactive
    ? new TerminalPrompter({ input: process.stdin, output: process.stderr, translate: t })
    : undefined;
  // Loading the drivers takes as long as a handshake: they go side by side.
  const readers = createReaders(link, entry, {
    mode: 'operate',
    ...(drill ? { ca: [drill.connection.siteCertificate] } : {}),
  });
  try {
    await link.connectOnce(prompter);
  } catch (error) {
    const failure = error instanceof FailureError ? error.failure : undefined;
    if (!failure || (failure.kind !== 'unreachable' && failure.kind !== 'timeout')) {
      await link.close();
      await drill?.stop();
      throw error;
    }
    process.stderr.write(`${t(msg('cli.unreachable', { host: entry.name, why: failure.what }))}\n`);
  }
  link.start();
  return {
    entry,
    link,
    readers,
    askAgain: () => link.connectOnce(prompter),
    needsPrompt: () => link.needsPrompt,
    ...(drill ? { drill } : {}),
  };
}

/** The drill's key is its own: the operator's agent has no business there. */
function withoutAgent(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { SSH_AUTH_SOCK: _agent, ...rest } = env;
  return rest;
}

/** Ends everything that {@link reachHost} began; remote processes end with their channels. */
export async function closeReach({ readers, link, drill }: Reach): Promise<void> {
  await readers.close().catch(() => {});
  await link.close().catch(() => {});
  await drill?.stop();
}
