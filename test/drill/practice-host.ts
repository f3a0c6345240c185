import { runDocker } from '../../src/drill/host/docker-cli.js';
import { Host, type Io } from '../../src/drill/host/host.js';
import { findProgram } from '../../src/drill/host/programs.js';
import { Input } from '../../src/drill/host/sh/input.js';
import { Shell } from '../../src/drill/host/sh/run.js';
import { Engine } from '../../src/drill/system/engine.js';
import { startHealthChecks } from '../../src/drill/system/health.js';
import { DrillSystem } from '../../src/drill/system/system.js';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** The machine without database, broker and SSH server; `close` ends its timers. */
export function practiceHost() {
  const system = new DrillSystem();
  const engine = new Engine(system);
  const host = new Host(
    system,
    engine,
    {
      execInStore: () => undefined,
      signal: () => false,
      backends: () => [],
      revise: () => undefined,
      renewCertificate: () => undefined,
    },
    findProgram,
  );
  const stopChecks = startHealthChecks(system);
  const docker = (...args: string[]): Promise<Ran> => captured(new Map(), (io) => runDocker(args, io, host));
  /** A line of the login shell. */
  const shell = (line: string, stdin = ''): Promise<Ran> => {
    const env = new Map([['HOME', '/home/ops']]);
    return captured(
      env,
      (io) => new Shell(host, { env, cwd: '/home/ops', name: 'bash' }).script(line, io),
      stdin,
    );
  };
  const close = () => {
    stopChecks();
    engine.close();
  };
  return { system, engine, host, docker, shell, close };
}

export async function captured(
  env: ReadonlyMap<string, string>,
  run: (io: Io) => number | Promise<number>,
  stdin = '',
): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const code = await run({
    stdin: new Input(stdin),
    env,
    cwd: '/opt/salon-gbp',
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
    signal: new AbortController().signal,
  });
  return { stdout, stderr, code };
}
