import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs ssh in a process group of its own and ends it with all that it started (jumps, proxy commands) when the input
 * closes, as it does when we die in whatever way; the folder goes with it. Reports ssh's exit status on its output.
 */
const guard = `
dir=$1; shift
{ "$@" </dev/null >/dev/null; echo "$?"; } &
exec 2>/dev/null
while read -r _; do :; done
trap '' TERM
kill -TERM 0
wait
rm -rf -- "$dir"
`;

const graceMs = 1500;
/** OpenSSH cuts none of its lines shorter; a host that floods us is not kept. */
const maxLines = 200;

/** An ssh under guard, from its start to its end. */
export class MasterProcess {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #unsaid: string[] = [];
  #code: number | undefined;
  #stopped: Promise<void> | undefined;
  /** Resolves with ssh's exit status, once it has ended and what it wrote is read. */
  readonly ended: Promise<number>;

  /** `argv` begins with ssh; `dir` is removed at the end; `onDebug` gets the lines of -v without their prefix. */
  constructor(
    argv: readonly string[],
    options: {
      readonly dir: string;
      readonly env: NodeJS.ProcessEnv;
      readonly onDebug: (line: string) => void;
    },
  ) {
    const { dir, env, onDebug } = options;
    this.#child = spawn('sh', ['-c', guard, 'cockpit-ssh', dir, ...argv], {
      env,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const { stdin, stdout, stderr } = this.#child;
    stdin?.on('error', () => {});
    const { promise, resolve } = Promise.withResolvers<number>();
    this.ended = promise;
    const end = (code: number) => {
      this.#code ??= code;
      // The last words may still be on their way.
      void sleep(20).then(() => resolve(this.#code ?? code));
    };
    this.#child.once('error', () => end(127));
    this.#child.once('exit', () => end(255));
    if (stdout) createInterface(stdout).on('line', (line) => end(Number(line) || 255));
    if (stderr)
      createInterface(stderr).on('line', (raw) => {
        const debug = /^debug\d: (.*?)\r?$/.exec(raw)?.[1];
        if (debug !== undefined) onDebug(debug);
        else this.#keep(raw.replace(/\r$/, ''));
      });
  }

  /** What ssh wrote besides its debugging lines: errors, the host's banner. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Exit status of ssh, once known. */
  get code(): number | undefined {
    return this.#code;
  }

  /** The lines that came since the last call. */
  takeLines(): readonly string[] {
    const lines = this.#unsaid;
    this.#unsaid = [];
    return lines;
  }

  /** Ends ssh and everything below it; resolves when it is gone. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const child = this.#child;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<boolean>((resolve) => child.once('exit', () => resolve(true)));
    child.stdin?.end();
    if (await Promise.race([gone, sleep(graceMs, false)])) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // it has ended meanwhile
    }
    await gone;
  }

  #keep(line: string): void {
    if (line.trim() === '') return;
    this.#lines.push(line);
    this.#unsaid.push(line);
    if (this.#lines.length > maxLines) this.#lines.shift();
    if (this.#unsaid.length > maxLines) this.#unsaid.shift();
  }
}
