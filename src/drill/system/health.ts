import type { HealthLogEntry } from '../../domain/docker.js';
import type { DrillContainer } from './container.js';
import { askStore, fetchInside, type Said } from './inside.js';
import { healthTimes } from './specs.js';
import type { DrillSystem } from './system.js';

const tickMs = 250;
const kept = 5;
const goTime = (ms: number) => `${new Date(ms).toISOString().slice(0, -1)}417093Z`;

/** Runs the containers' health checks as the engine does; the returned function ends it. */
export function startHealthChecks(system: DrillSystem): () => void {
  const due = new WeakMap<DrillContainer, { run: number; at: number }>();
  const timer = setInterval(() => {
    const now = system.now();
    for (const container of system.containers) {
      if (!container.spec.healthcheck || container.state !== 'running') continue;
      const next = due.get(container);
      if (next?.run !== container.startedAt) {
        const first =
          now - container.startedAt > healthTimes.intervalMs
            ? now
            : container.startedAt + healthTimes.intervalMs;
        due.set(container, { run: container.startedAt, at: first });
      } else if (now >= next.at) {
        const tookMs = check(system, container, now);
        next.at = now + tookMs + healthTimes.intervalMs;
      }
    }
  }, tickMs);
  return () => clearInterval(timer);
}

/** One run; gives how long it takes, ms. */
function check(system: DrillSystem, container: DrillContainer, now: number): number {
  const said = probe(system, container, container.spec.healthcheck ?? []);
  const late = (said.afterMs ?? 0) >= healthTimes.timeoutMs;
  const tookMs = late ? healthTimes.timeoutMs : (said.afterMs ?? 61);
  const run = container.startedAt;
  const note = () => {
    if (container.state !== 'running' || container.startedAt !== run) return;
    const entry: HealthLogEntry = {
      Start: goTime(now),
      End: goTime(now + tookMs),
      ExitCode: late ? -1 : (said.code ?? 0),
      Output: late
        ? `Health check exceeded timeout (${healthTimes.timeoutMs / 1000}s)`
        : `${said.stdout ?? ''}${said.stderr ?? ''}`,
    };
    take(system, container, entry);
  };
  if (tookMs < 1000) note();
  else setTimeout(note, tookMs).unref();
  return tookMs;
}

function take(system: DrillSystem, container: DrillContainer, entry: HealthLogEntry): void {
  const { health } = container;
  const before = health.status;
  health.log = [...health.log, entry].slice(-kept);
  if (entry.ExitCode === 0) {
    health.failingStreak = 0;
    health.status = 'healthy';
  } else if (before !== 'starting' || system.now() - container.startedAt > healthTimes.startPeriodMs) {
    health.failingStreak++;
    if (health.failingStreak >= healthTimes.retries) health.status = 'unhealthy';
  }
  if (health.status !== before) system.emitContainerEvent(container, `health_status: ${health.status}`);
}

/** `["CMD", program, …]` or `["CMD-SHELL", line]` of the few programs that health checks use. */
function probe(system: DrillSystem, container: DrillContainer, test: readonly string[]): Said {
  const [kind, ...rest] = test;
  const [program = '', ...args] = kind === 'CMD-SHELL' ? (rest[0] ?? '').split(' ') : rest;
  if (program === 'wget' || program === 'curl') return fetchInside(system, container, program, args);
  if (program === 'redis-cli' || program === 'pg_isready') {
    const said = askStore(container, program);
    if (said) return said;
  }
  return {
    code: -1,
    stderr: `OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": executable file not found in $PATH: unknown`,
  };
}
