import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import type { DrillConnection, DrillOptions } from './ready.js';
import type { ScenarioId } from './scenario.js';

export { type DrillConnection, drillAlias } from './ready.js';

/** The bundle beside this module, which may itself stand in a folder of chunks below it. */
function bundledProgram(): string {
  const places = ['./drill.mjs', '../drill.mjs'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return places.find(existsSync) ?? (places[0] as string);
}

const startTimeoutMs = 15_000;
const stopTimeoutMs = 2000;

export interface Drill {
  readonly connection: DrillConnection;
  /** Resolves when the process is gone, however it ended. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the practice host in a process of its own; it ends with {@link Drill.stop}, and by itself when this process
 * does, since its stdin ends then. Rejects with a FailureError when it does not come up.
 * @param options.program the bundle; default `drill.mjs` beside the running one
 * @param options.afterMs when the trouble begins, default 20 s after the start
 */
export async function startDrill(
  options: {
    readonly scenario?: ScenarioId;
    readonly afterMs?: number;
    readonly program?: string;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Drill> {
  const { scenario = '502', afterMs = 20_000, signal } = options;
  const program = options.program ?? bundledProgram();
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, COCKPIT_DRILL: JSON.stringify({ scenario, afterMs } satisfies DrillOptions) },
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
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    child.stdin.end();
    const kill = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(kill);
    if (home) await rm(home, { recursive: true, force: true });
  };
  const late = AbortSignal.timeout(startTimeoutMs);
  const stopped = signal ? AbortSignal.any([signal, late]) : late;
  try {
    const lines = createInterface({ input: child.stdout });
    const first = await Promise.race([
      once(lines, 'line', { signal: stopped }).then(([line]) => String(line)),
      ended.then(() => undefined),
    ]);
    if (first === undefined) throw new Error(said);
    const connection = JSON.parse(first) as DrillConnection;
    ({ home } = connection);
    return { connection, ended, stop };
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
