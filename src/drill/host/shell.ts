import type { Readable, Writable } from 'node:stream';
import type { DrillSystem } from '../system/system.js';
import { type Output, runCommand } from './commands.js';
import { runDocker } from './docker-cli.js';
import { isMetricsLoop, runMetricsLoop } from './metrics-loop.js';
import { ProcFiles } from './proc.js';
import { shellWords } from './shell-words.js';

export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** The login shell of the practice machine: it knows the read-only commands and scripts that cockpit sends. */
export class DrillShell {
  readonly #system: DrillSystem;
  readonly #files: ProcFiles;

  constructor(system: DrillSystem) {
    this.#system = system;
    this.#files = new ProcFiles(system);
  }

  /** Runs a command line; resolves with its exit status. */
  async run(line: string, streams: Streams): Promise<number> {
    const words = shellWords(line);
    const [argv, script] = [words, scriptOf(words)];
    if (script !== undefined && isMetricsLoop(script)) {
      return runMetricsLoop(this.#system, this.#files, streams.stdin, streams.stdout);
    }
    const docker = dockerArguments(argv);
    const output = docker
      ? await runDocker(docker, this.#system)
      : script === undefined
        ? runCommand(argv, this.#system, this.#files)
        : this.#script(script);
    streams.stdout.write(output.stdout ?? '');
    if (output.stderr) streams.stderr.write(output.stderr);
    return output.code ?? 0;
  }

  #script(script: string): Output {
    if (script.includes('exists=1')) {
      return { stdout: 'exists=1\nwritable=1\nuser=ops\ngroups=ops docker\ndocker=/usr/bin/docker\n' };
    }
    return runCommand(shellWords(script), this.#system, this.#files);
  }
}

/** What follows `[env NAME=value …] docker`. */
function dockerArguments(words: readonly string[]): readonly string[] | undefined {
  const first = words.findIndex((word) => word !== 'env' && !/^\w+=/.test(word));
  return words[first] === 'docker' ? words.slice(first + 1) : undefined;
}

/** The script of `[exec] [env …] sh -c SCRIPT`. */
function scriptOf(words: readonly string[]): string | undefined {
  const shell = words.findIndex((word) => word === 'sh' || word === '/bin/sh');
  const before = words.slice(0, Math.max(0, shell));
  if (shell < 0 || !before.every((word) => word === 'exec' || word === 'env' || /^\w+=/.test(word)))
    return undefined;
  return words[shell + 1] === '-c' ? words[shell + 2] : undefined;
}
