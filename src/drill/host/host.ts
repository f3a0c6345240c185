import type { Engine } from '../system/engine.js';
import { isBackup } from '../system/first-files.js';
import type { Said } from '../system/inside.js';
import type { DrillSystem } from '../system/system.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Deed, Service } from '../world.js';
import { weightOf } from './archive.js';
import { parentOf } from './paths.js';
import { ProcFiles } from './proc.js';
import type { Input } from './sh/input.js';

/** What a program inside of a container gets. */
export interface InsideInput {
  /** `NAME=value`. */
  readonly env?: readonly string[];
  readonly stdin?: string;
  /** Somebody sits there: what talks does so, and writes there itself. */
  readonly terminal?: Terminal | undefined;
}

/** What the data stores and the site do for commands. */
export interface Neighbours {
  /** Programs inside of db, redis, worker and beat; undefined: they know none of that name. */
  execInStore(service: Service, argv: readonly string[], input: InsideInput): Promise<Said> | undefined;
  /** `kill` of a database process by its pid inside of the container; false: there is none. */
  signal(pid: number, name: 'TERM' | 'INT' | 'KILL'): boolean;
  backends(): readonly { readonly pid: number; readonly startedAt: number; readonly title: string }[];
  /** The database is at this revision of its migrations now. */
  revise(revision: string): void;
  /** The gateway gets a new certificate. */
  renewCertificate(): void;
}

/** Where a command reads and writes. */
export interface Io {
  readonly stdin: Input;
  /** Variables of its environment. */
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** File descriptors above 2. */
  readonly more?: ReadonlyMap<number, (text: string) => void>;
  /** Whoever began it is gone. */
  readonly signal: AbortSignal;
  /** It runs with the rights of root. */
  readonly root?: boolean;
}

/** Runs with its arguments and gives its exit status. */
export type Program = (args: readonly string[], io: Io, host: Host) => number | Promise<number>;

/** Finds a program by its name or path; a file that is a script runs in its shell. Undefined: there is none. */
export type FindProgram = (name: string, host: Host, io: Pick<Io, 'cwd'>) => Program | undefined;

/** What commands of the machine work on. */
export class Host {
  readonly system: DrillSystem;
  readonly engine: Engine;
  readonly proc: ProcFiles;
  readonly neighbours: Neighbours;
  /** Texts behind `/dev/fd/…`. */
  readonly pipes = new Map<string, string>();
  readonly #find: FindProgram;

  /** @param find given from outside, since programs run programs */
  constructor(system: DrillSystem, engine: Engine, neighbours: Neighbours, find: FindProgram) {
    this.#find = find;
    this.system = system;
    this.engine = engine;
    this.neighbours = neighbours;
    this.proc = new ProcFiles(system);
  }

  program(name: string, io: Pick<Io, 'cwd'>): Program | undefined {
    return this.#find(name, this, io);
  }

  /** Text of a file; undefined when there is none. */
  read(path: string): string | undefined {
    const pipe = this.pipes.get(path);
    if (pipe !== undefined) {
      this.pipes.delete(path);
      return pipe;
    }
    const file = this.system.files.file(path);
    return file ? (file.text ?? '') : this.proc.read(path);
  }

  write(path: string, text: string, mode?: number): void {
    const bytes = weightOf(text);
    this.system.files.write(path, {
      text,
      at: this.system.now(),
      ...(bytes === undefined ? {} : { bytes }),
      ...(mode === undefined ? {} : { mode }),
    });
  }

  /** Whether the login may write there: its own files and folders, and those of everybody. */
  writable(path: string, root = false): boolean {
    if (root || path === '/dev/null' || /docker\.sock$/.test(path)) return true;
    const file = this.system.files.file(path);
    if (file && file.owner !== 'ops') return false;
    const places = ['/opt/salon-gbp', '/opt/gateway', '/home/ops', '/tmp', '/var/tmp', '/var/backups'];
    return places.some((place) => path === place || path.startsWith(`${place}/`));
  }

  /** Removes a file or a folder with all below it; whether a backup went that was the only one. */
  removeFile(path: string): 'data' | 'none' {
    const { files } = this.system;
    const gone = files.below(path).filter((one) => isBackup(one));
    files.remove(path);
    const left = files.below(parentOf(path)).some((one) => isBackup(one));
    return gone.length > 0 && !left ? 'data' : 'none';
  }
}

/** Notes what a command did to the machine, as one would type it. */
export function record(
  { system }: Host,
  words: readonly string[],
  done: { readonly ok: boolean; readonly harm?: Deed['harm']; readonly service?: Service | undefined },
): void {
  const { ok, harm, service } = done;
  system.record({
    at: system.now(),
    command: words.map(quoted).join(' '),
    ok,
    ...(harm === undefined ? {} : { harm }),
    ...(service === undefined ? {} : { service }),
  });
}

const quoted = (word: string) =>
  /^[\w@%+=:,./~{}*-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** The service of a container as scenarios name it. */
export function serviceOf(container: {
  readonly spec: { readonly service: string; readonly project: string };
}): Service {
  return container.spec.project === 'gateway' ? 'gateway' : (container.spec.service as Service);
}
