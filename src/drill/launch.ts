import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import type { DrillConnection, DrillOptions } from './ready.js';
import type { DrillEvent, Script } from './scenario.js';

export { type DrillConnection, drillAlias } from './ready.js';
export type { DrillEvent, Script } from './scenario.js';

/** The bundle beside this module, which may itself stand in a folder of chunks below it. */
function bundledProgram(): string {
  const places = ['./drill.mjs', '../drill.mjs'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return places.find(existsSync) ?? (places[0] as string);
}

/** Long: a small or busy machine unpacks and opens a database in this time. */
const startTimeoutMs = 30_000;
const stopTimeoutMs = 2000;

export interface Drill {
  readonly connection: DrillConnection;
  /** Resolves when the process is gone, however it ended. */
  readonly ended: Promise<void>;
  /** Hears of what happens in the scenario, also of what has happened already; the result ends that. */
  listen(hear: (event: DrillEvent) => void): () => void;
  stop(): Promise<void>;
}

/**
 * Starts the practice host in a process of its own; it ends with {@link Drill.stop}, and by itself when this process
 * does, since its stdin ends then. Rejects with a FailureError when it does not come up.
 * @param options.program the bundle; default `drill.mjs` beside the running one
 * @param options.timeoutMs within which it must be up; default 30 s
 * @param options.script what goes wrong; none: nothing does
 */
export async function startDrill(
  options: {
    readonly script?: Script;
    readonly program?: string;
    readonly signal?: AbortSignal;
    readonly timeoutMs?: number;
  } = {},
): Promise<Drill> {
  const { script, signal } = options;
  const program = options.program ?? bundledProgram();
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, COCKPIT_DRILL: JSON.stringify((script ? { script } : {}) satisfies DrillOptions) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {});
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (said.length < 2000) said += chunk.toString('utf8');
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  let home: string | undefined;
  const stop = async () => {
    const isUp = child.exitCode === null && child.signalCode === null && child.pid !== undefined;
    if (isUp) {
      child.stdin.end();
      const kill = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      await ended;
      clearTimeout(kill);
    }
    if (home) await rm(home, { recursive: true, force: true });
  };
  const late = AbortSignal.timeout(options.timeoutMs ?? startTimeoutMs);
  const stopped = signal ? AbortSignal.any([signal, late]) : late;
  try {
    const lines = createInterface({ input: child.stdout });
    const listen = eventsOf(lines);
    const first = await Promise.race([
      once(lines, 'line', { signal: stopped }).then(([line]) => String(line)),
      ended.then(() => undefined),
    ]);
    if (first === undefined) throw new Error(said);
    const connection = JSON.parse(first) as DrillConnection;
    ({ home } = connection);
    return { connection, ended, listen, stop };
  } catch (cause) {
    await stop();
    const lines = said.trim().split('\n');
    const detail = sanitizeLine(
      lines.find((line) => /^\s*(?:\w*Error\b|spawn)/.test(line)) ?? lines.at(-1) ?? '',
    );
    throw fail('unreachable', msg('drill.not-started'), {
      ...(detail ? { detail } : {}),
      next: msg('drill.not-started.next'),
      cause,
    });
  }
}

/** The lines after the first; what is told before anybody listens is kept. */
function eventsOf(lines: Interface): Drill['listen'] {
  const told: DrillEvent[] = [];
  const listeners = new Set<(event: DrillEvent) => void>();
  let lineNumber = 0;
  lines.on('line', (line) => {
    if (lineNumber++ === 0) return;
    const event = JSON.parse(line) as DrillEvent;
    told.push(event);
    for (const hear of listeners) hear(event);
  });
  return (hear) => {
    for (const event of told) hear(event);
    listeners.add(hear);
    return () => listeners.delete(hear);
  };
}
