import type { HostReader, HostTick } from '../../domain/access.js';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { ReadCommand } from '../../domain/read-commands.js';
import { attempt } from '../attempt.js';
import { LinkHostReader } from '../host/host-reader.js';
import { standardFiles } from '../host/metrics-script.js';
import type { Output } from '../process-output.js';
import type { RemoteLink } from '../remote-link.js';
import { dfText, inodesOf, volumesOf } from './file-systems.js';
import { readKernelFiles } from './kernel-files.js';
import { listFiles, seconds } from './list-files.js';
import { loadSystemSource, SystemFigures, type SystemSource } from './system-figures.js';

const tickTimeoutMs = 5_000;
const commandTimeoutMs = 10_000;
/** On macOS the list of volumes takes a diskutil, which takes a quarter of a second. */
const volumesEveryMs = 30_000;

export interface LocalHostReaderOptions {
  /** Whether pids and control groups that the engine names are those of this machine. */
  readonly containersHere: () => Promise<boolean>;
  readonly platform?: NodeJS.Platform;
  readonly source?: () => Promise<SystemSource>;
}

/**
 * The machine itself without a process of its own. On Linux the kernel's files are read as they are, because
 * systeminformation knows no time spent waiting for disks, and starts eight processes for each interface; memory is from
 * it there too. On every other system all figures are.
 */
export class LocalHostReader implements HostReader {
  readonly #link: RemoteLink;
  readonly #containersHere: () => Promise<boolean>;
  readonly #linux: boolean;
  readonly #source: () => Promise<SystemSource>;
  readonly #figures: SystemFigures;
  readonly #commands: LinkHostReader;
  #volumes: { readonly rows: Promise<ReturnType<typeof volumesOf>>; readonly until: number } | undefined;

  constructor(link: RemoteLink, options: LocalHostReaderOptions) {
    const { containersHere, platform = process.platform, source = loadSystemSource } = options;
    this.#link = link;
    this.#containersHere = containersHere;
    this.#linux = platform === 'linux';
    this.#source = source;
    this.#figures = new SystemFigures(source);
    this.#commands = new LinkHostReader(link);
  }

  /** The clock of the host is the operator's own. */
  async tick(paths: readonly string[], signal: AbortSignal): Promise<HostTick> {
    const bounds = { what: msg('access.what.metrics'), timeoutMs: tickTimeoutMs, signal };
    const began = performance.now();
    const tick = await attempt(this.#link, bounds, async () => {
      const [own, containers] = await Promise.all([
        this.#linux ? this.#kernelSections() : this.#figures.sections(),
        this.#containerFiles(paths),
      ]);
      const sections = new Map([...own, ...containers]);
      return { sections, hostNow: Date.now(), rttMs: performance.now() - began };
    });
    this.#link.noteRoundTrip(tick.rttMs);
    return tick;
  }

  /** Where the system's own commands differ from those of Linux, the same is told without them. */
  run(command: ReadCommand, signal: AbortSignal): Promise<Output> {
    const own = this.#own(command);
    if (!own) return this.#commands.run(command, signal);
    const what = msg('access.what.command', { command: command.id });
    return attempt(this.#link, { what, timeoutMs: commandTimeoutMs, signal }, own);
  }

  #own({ id, args }: ReadCommand): (() => Promise<Output>) | undefined {
    const [dir = '', pattern = ''] = args;
    if (id === 'files') return () => listFiles(dir, pattern);
    if (id === 'date') return async () => said(seconds(BigInt(Date.now()) * 1_000_000n));
    // On Linux df(1) leaves out remote file systems, on which systeminformation's would hang.
    if (this.#linux) return undefined;
    if (id === 'df') return async () => said(dfText(await this.#volumesNow()));
    if (id === 'dfInodes') return async () => said(dfText(await inodesOf(await this.#volumesNow())));
    return undefined;
  }

  close(): void {
    this.#commands.close();
  }

  async #kernelSections(): Promise<Map<string, string>> {
    const { meminfo: _, ...files } = standardFiles;
    const [texts, meminfo] = await Promise.all([
      readKernelFiles(Object.values(files)),
      this.#figures.memory(),
    ]);
    if (!texts.has(files.uptime)) {
      throw fail('unsupported', msg('access.host.no-proc'), { next: msg('access.host.no-proc.next') });
    }
    const sections = Object.entries(files).map(([name, path]): [string, string] => [
      name,
      texts.get(path) ?? '',
    ]);
    return new Map([...sections, ['meminfo', meminfo]]);
  }

  async #containerFiles(paths: readonly string[]): Promise<Map<string, string>> {
    if (!this.#linux || paths.length === 0 || !(await this.#containersHere())) return new Map();
    return readKernelFiles(paths);
  }

  #volumesNow(): Promise<ReturnType<typeof volumesOf>> {
    const now = performance.now();
    if (!this.#volumes || now >= this.#volumes.until) {
      const rows = this.#source().then(async (source) => volumesOf(await source.fsSize()));
      this.#volumes = { rows, until: now + volumesEveryMs };
      rows.catch(() => {
        this.#volumes = undefined;
      });
    }
    return this.#volumes.rows;
  }
}

const said = (text: string): Output => ({
  stdout: text.endsWith('\n') ? text : `${text}\n`,
  stderr: '',
  code: 0,
});
