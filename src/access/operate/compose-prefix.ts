import { posix } from 'node:path';
import { byDockerWay } from '../../domain/docker-way.js';
import { fail } from '../../domain/failure.js';
import type { HostEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { CommandEnd, CommandRunner } from '../../domain/perform.js';
import type { RemoteLink } from '../remote-link.js';

const probeTimeoutMs = 15_000;
/** The plugin first: it is what today's engines come with. */
const programs = [['docker', 'compose'], ['docker-compose']] as const;

/** Finds out, once per connection, how compose is called on the host and which files speak for the host entry. */
export class ComposePrefix {
  readonly #link: RemoteLink;
  readonly #host: HostEntry;
  readonly #run: CommandRunner['run'];
  #known: { readonly epoch: number; readonly words: readonly string[] } | undefined;

  constructor(link: RemoteLink, host: HostEntry, run: CommandRunner['run']) {
    this.#link = link;
    this.#host = host;
    this.#run = run;
  }

  /** The words in front of a compose command; it then does the same from any folder as it would in the project's. */
  async words(signal: AbortSignal): Promise<readonly string[]> {
    const { stack, name } = this.#host;
    if (stack.kind !== 'compose') {
      throw fail('unsupported', msg('operate.compose.other-stack', { host: name }), {
        next: msg('operate.compose.other-stack.next'),
      });
    }
    const { epoch } = this.#link.status;
    if (this.#known?.epoch === epoch) return this.#known.words;
    const program = await this.#program(signal);
    const words = [...byDockerWay(program, this.#host), ...projectOptions(stack)];
    this.#known = { epoch, words };
    return words;
  }

  async #program(signal: AbortSignal): Promise<readonly string[]> {
    let detail: string | undefined;
    for (const program of programs) {
      const { exit, lines } = await this.#ask([...program, 'version', '--short'], signal);
      const version = lines.some(({ text, stream }) => stream === 'stdout' && /^v?\d+\.\d+/.test(text));
      if (exit === 0 && version) return program;
      detail ??= lines[0]?.text;
    }
    throw fail('unsupported', msg('operate.compose.missing', { host: this.#host.name }), {
      ...(detail ? { detail } : {}),
      next: msg('operate.compose.missing.next'),
    });
  }

  async #ask(argv: readonly string[], signal: AbortSignal): Promise<CommandEnd> {
    const end = await this.#run({ on: 'host', argv }, { timeoutMs: probeTimeoutMs, signal });
    if (end.exit !== undefined) return end;
    throw fail(end.lost ? 'unreachable' : 'timeout', msg('access.process.lost', { what: argv.join(' ') }));
  }
}

type ComposeStack = Extract<HostEntry['stack'], { kind: 'compose' }>;

/**
 * Options that stand for "in the project's folder". Without options compose names a project after the folder of its first
 * file and reads .env there, not where it is called (seen with 1.29.2 and 2.26.1): absolute paths are enough.
 */
const projectOptions = ({ dir, files, envFile, project }: ComposeStack): string[] => [
  ...(project === undefined ? [] : ['-p', project]),
  ...(envFile === undefined ? [] : ['--env-file', posix.resolve(dir, envFile)]),
  ...(files.length > 0
    ? files.flatMap((file) => ['-f', posix.resolve(dir, file)])
    : ['--project-directory', dir]),
];
