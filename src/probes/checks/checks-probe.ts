import type { Probe, Readers } from '../../domain/access.js';
import type { Check, HostEntry } from '../../domain/host.js';
import type { CheckResult } from '../../domain/model.js';
import { checkBackup } from './backup.js';
import { checkCommand } from './command-check.js';
import { checkCron } from './cron.js';
import { type Finding, resultOf } from './finding.js';
import { checkHttp, httpTimeoutMs } from './http.js';
import { checkTls } from './tls.js';
import { unread } from './web-failure.js';

type From = Pick<Readers, 'web' | 'host' | 'commands'>;

/** A check that is not fine is made again this soon, so that an end of trouble shows. */
const retrySeconds = 5;
/** One that costs more is made again at least this often; a certificate that was not seen, ever more rarely up to this. */
const mostRetrySeconds = 60;
/** So long after a change those that are not fine are made again soonest, whatever they cost. */
const changedSeconds = 60;
const atOnce = 4;
/** Commands may take long: they leave room for the others. */
const commandsAtOnce = 2;
const deadlineMs = (check: Check): number =>
  (check.kind === 'command' ? check.timeoutSeconds * 1000 : httpTimeoutMs) + 1000;

export interface ChecksProbeOptions {
  /** Operator's clock, ms. */
  readonly now?: () => number;
  /** How long one read waits for slow checks; what is still running shows in a later read. Default 2000 ms. */
  readonly patienceMs?: number;
}

/**
 * The checks of a host entry, each on its own interval, at most four at once, none failing another.
 * A read gives the last result of every check made so far, in the order of the entry.
 */
export function createChecksProbe(
  host: HostEntry,
  { now = Date.now, patienceMs = 2000 }: ChecksProbeOptions = {},
): Probe<'checks', 'web' | 'host' | 'commands', readonly CheckResult[]> & {
  /** Something on the host was changed just now, perhaps what was not fine. */
  hasChanged(): void;
} {
  let changedAt = -Infinity;
  const results = new Map<string, CheckResult>();
  const startedAt = new Map<string, number>();
  const running = new Map<string, Promise<void>>();
  const unseen = new Map<string, number>();

  const dueSeconds = (check: Check): number => {
    const last = results.get(check.id);
    // What a command that did not answer has done is unknown: it waits for its turn as any other time.
    if (last === undefined || last.severity === 'ok' || check.kind === 'command') return check.everySeconds;
    if (now() - changedAt < changedSeconds * 1000) return Math.min(check.everySeconds, retrySeconds);
    const times = unseen.get(check.id);
    if (times !== undefined)
      return Math.min(check.everySeconds, mostRetrySeconds, retrySeconds * 2 ** (times - 1));
    const soon = last.kind === 'http' || last.reason === 'unread' ? retrySeconds : mostRetrySeconds;
    return Math.min(check.everySeconds, soon);
  };
  const commandsRunning = (): number =>
    host.checks.filter((check) => check.kind === 'command' && running.has(check.id)).length;
  const due = (check: Check): boolean => {
    if (running.has(check.id)) return false;
    const started = startedAt.get(check.id);
    return started === undefined || now() - started >= dueSeconds(check) * 1000;
  };

  const start = (check: Check, from: From, called: AbortSignal): void => {
    startedAt.set(check.id, now());
    const run = runCheck(check, from, now, AbortSignal.any([called, AbortSignal.timeout(deadlineMs(check))]))
      .catch(unread)
      .then((finding) => {
        running.delete(check.id);
        if (called.aborted && check.kind !== 'command') startedAt.delete(check.id);
        if (called.aborted) return;
        results.set(check.id, resultOf(check, finding, now()));
        if (isUnseen(check, finding)) unseen.set(check.id, (unseen.get(check.id) ?? 0) + 1);
        else unseen.delete(check.id);
      });
    running.set(check.id, run);
  };

  return {
    id: 'checks',
    needs: ['web', 'host', 'commands'],
    everyMs: 1000 * Math.min(retrySeconds, ...host.checks.map((c) => c.everySeconds)),
    timeoutMs: patienceMs + 3000,
    hasChanged() {
      changedAt = now();
    },
    async read(from, signal) {
      // A check may outlive the read that began it: only while this read lasts does its signal end the check.
      const called = new AbortController();
      const callOff = (): void => called.abort();
      signal.addEventListener('abort', callOff, { once: true });
      if (signal.aborted) callOff();
      const waiting = host.checks.filter(due);
      const launch = (): void => {
        while (running.size < atOnce && !called.signal.aborted) {
          const at = waiting.findIndex(
            (check) => check.kind !== 'command' || commandsRunning() < commandsAtOnce,
          );
          const [next] = at < 0 ? [] : waiting.splice(at, 1);
          if (!next) return;
          if (!due(next)) continue;
          start(next, from, called.signal);
          void running.get(next.id)?.then(launch);
        }
      };
      launch();
      await settledWithin(() => (running.size > 0 ? [...running.values()] : undefined), patienceMs, signal);
      signal.removeEventListener('abort', callOff);
      return host.checks.flatMap((check) => results.get(check.id) ?? []);
    },
  };
}

/** The name gave no certificate to judge: the figure that every certificate has is missing. */
const isUnseen = (check: Check, { severity, reason, value }: Finding): boolean =>
  check.kind === 'tls' && severity !== 'ok' && reason !== 'unread' && value === undefined;

/** Waits until nothing runs, for `ms` at most, and stops waiting when called off. */
async function settledWithin(
  tasks: () => readonly Promise<void>[] | undefined,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let enough = signal.aborted;
  let stop = (): void => {};
  const deadline = new Promise<void>((resolve) => {
    stop = () => {
      enough = true;
      resolve();
    };
    timer = setTimeout(stop, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
  for (let left = tasks(); left && !enough; left = tasks()) {
    await Promise.race([deadline, Promise.all(left)]);
  }
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
}

function runCheck(check: Check, from: From, now: () => number, signal: AbortSignal): Promise<Finding> {
  switch (check.kind) {
    case 'http':
      return checkHttp(check, from.web, signal);
    case 'tls':
      return checkTls(check, from.web, now, signal);
    case 'backup':
      return checkBackup(check, from.host, signal);
    case 'cron':
      return checkCron(check, from.host, signal);
    case 'command':
      return checkCommand(check, from.commands, signal);
  }
}
