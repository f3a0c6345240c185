import { createLink } from '../access/create-link.js';
import { LocalLink } from '../access/local/local-link.js';
import { createReaders, type LinkReaders } from '../access/readers.js';
import type { LoginLink, RemoteLink } from '../access/remote-link.js';
import { createSsh2Link } from '../access/ssh/ssh2-link.js';
import { TerminalPrompter } from '../access/ssh/terminal-prompter.js';
import { FailureError } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { type Drill, type Script, startDrill } from '../drill/launch.js';
import { type Lang, translate } from '../i18n/t.js';

export interface ReachOptions {
  readonly lang: Lang;
  /** `watch`: nobody attends; nothing is ever asked, and whatever is refused is tried again. */
  readonly mode: 'watch' | 'operate';
  /** Questions may be asked on the terminal. */
  readonly interactive: boolean;
  /** What goes wrong on the practice host; none: nothing. */
  readonly script?: Script;
}

/** A host with its link and readers. */
export interface Reach {
  readonly entry: HostEntry;
  readonly mode: ReachOptions['mode'];
  readonly link: RemoteLink;
  readonly readers: LinkReaders;
  /** Logs in again with prompts on the terminal; the screen must be away. */
  askAgain?(): Promise<void>;
  readonly needsPrompt: () => boolean;
  readonly drill?: Drill;
  /** For a host without an entry: waits for the link and finds out what runs there; undefined when nothing was found. */
  discoverWhenUp?(signal: AbortSignal): Promise<HostEntry | undefined>;
}

/**
 * Connects to a host, with prompts on the terminal. A host that does not answer is still given back: its link goes on
 * trying. Rejects with a FailureError when the login is refused or the host key can't be trusted; in watch mode never.
 */
export async function reachHost(entry: HostEntry, options: ReachOptions): Promise<Reach> {
  const { connection } = entry;
  const { mode } = options;
  if (connection.kind === 'local') {
    const link = new LocalLink();
    const readers = createReaders(link, entry, { mode });
    return { entry, mode, link, readers, needsPrompt: () => false };
  }
  if (connection.kind === 'drill') {
    const drill = await startDrill(options.script ? { script: options.script } : {});
    const settings = { kind: 'ssh', destination: 'drill' } as const;
    const link = createSsh2Link(settings, { home: drill.connection.home, env: withoutAgent(process.env) });
    return connect(entry, link, { ...options, interactive: false }, drill);
  }
  return connect(entry, createLink(connection, { unattended: mode === 'watch' }), options);
}

/** The same host with an entry that was found; the readers of the old one are closed. */
export async function withEntry(reach: Reach, entry: HostEntry): Promise<Reach> {
  await reach.readers.close().catch(() => {});
  const { discoverWhenUp: _done, ...rest } = reach;
  return { ...rest, entry, readers: readersOf(reach.link, entry, reach.mode, reach.drill) };
}

const readersOf = (link: RemoteLink, entry: HostEntry, mode: ReachOptions['mode'], drill?: Drill) =>
  createReaders(link, entry, { mode, ...(drill ? { ca: [drill.connection.siteCertificate] } : {}) });

async function connect(
  entry: HostEntry,
  link: LoginLink,
  { lang, interactive, mode }: ReachOptions,
  drill?: Drill,
): Promise<Reach> {
  const t = (message: Msg) => translate(lang, message);
  const prompter =
    interactive && mode === 'operate'
      ? new TerminalPrompter({ input: process.stdin, output: process.stderr, translate: t })
      : undefined;
  // Loading the drivers takes as long as a handshake: they go side by side.
  const readers = readersOf(link, entry, mode, drill);
  const reach: Reach = {
    entry,
    mode,
    link,
    readers,
    ...(mode === 'operate' ? { askAgain: () => link.connectOnce(prompter) } : {}),
    needsPrompt: () => mode === 'operate' && link.needsPrompt,
    ...(drill ? { drill } : {}),
  };
  if (mode === 'operate') {
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
  }
  link.start();
  return reach;
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
