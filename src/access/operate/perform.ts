import { type Failure, FailureError } from '../../domain/failure.js';
import type { HostEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { Approval, CommandEnd, Outcome, Plan } from '../../domain/perform.js';
import { errorText } from '../error-text.js';
import { sudoRefusal } from './by-sudo.js';
import { type DetachedOptions, runDetached } from './jobs/run-detached.js';
import { judgeCommand, judgeShell } from './outcome.js';
import { brokenPin, type PinReaders } from './pins.js';
import { Refusal } from './refusal.js';
import { type Machines, runCommand } from './run-command.js';
import { runSql } from './run-sql.js';

export interface PerformPlaces extends Machines, PinReaders {
  readonly host: HostEntry;
  /** Operator's clock, ms. */
  now(): number;
  shell(argv: readonly string[], signal: AbortSignal, mayRun: () => void): Promise<CommandEnd>;
}

type Result = Pick<Outcome, 'kind' | 'exit' | 'why' | 'lines'>;

const pinsTimeoutMs = 15_000;

/** Runs approved plans: each consent once, and only while everything is as it was shown. */
export class Performer {
  readonly #places: PerformPlaces;
  readonly #used = new WeakSet<Approval>();

  constructor(places: PerformPlaces) {
    this.#places = places;
  }

  /** Never rejects. `refused` and a `failed` without exit mean that nothing was begun. */
  async perform(approval: Approval, options: DetachedOptions): Promise<Outcome> {
    const { signal } = options;
    const startedAt = this.#places.now();
    let result: Result;
    let begun = false;
    try {
      const mayRun = this.#guard(approval, signal);
      await this.#checkPins(approval, signal);
      result = await this.#run(approval, options, () => {
        mayRun();
        begun = true;
      });
    } catch (error) {
      result = { ...judgeError(error, begun), lines: [] };
    }
    return { ...result, startedAt, endedAt: this.#places.now() };
  }

  /** Checks the consent now; what it returns checks again that neither time nor connection has gone on since. */
  #guard(approval: Approval, signal: AbortSignal): () => void {
    const { link, now } = this.#places;
    const here = isHere(approval);
    const { epoch } = link.status;
    if (this.#used.has(approval)) throw new Refusal('denied', msg('operate.refused.used'));
    this.#used.add(approval);
    const check = () => {
      signal.throwIfAborted();
      if (now() >= approval.expiresAt) throw new Refusal('denied', msg('operate.refused.expired'));
      const { hostKey } = link;
      if (hostKey === undefined) {
        if (!here) throw new Refusal('unreachable', msg('operate.refused.down'));
      } else if (hostKey !== approval.hostKey) {
        throw new Refusal('denied', msg('operate.refused.hostkey', { now: hostKey }));
      } else if (!here && link.status.epoch !== epoch) {
        throw new Refusal('denied', msg('operate.refused.reconnected'));
      }
    };
    check();
    return check;
  }

  async #checkPins({ plan }: Approval, signal: AbortSignal): Promise<void> {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(pinsTimeoutMs)]);
    const broken = await Promise.all(
      plan.pins.map(async (pin) => {
        try {
          return await brokenPin(this.#places, pin, bounded);
        } catch (error) {
          // What can't be looked at can't be vouched for.
          if (error instanceof FailureError) throw new Refusal(error.failure.kind, error.failure.what);
          throw error;
        }
      }),
    );
    const first = broken.find((reason) => reason !== undefined);
    if (first) throw new Refusal(first.kind, first.what);
  }

  async #run({ plan }: Approval, options: DetachedOptions, mayRun: () => void): Promise<Result> {
    const { run, timeoutMs, detached } = plan;
    const { signal, onLine } = options;
    if (detached) return this.#detached(plan, options, mayRun);
    switch (run.kind) {
      case 'command': {
        const end = await runCommand(this.#places, run, { timeoutMs, signal, onLine, mayRun });
        return { ...judgeCommand(end, plan), ...(await this.#bySudo(end)), lines: end.lines };
      }
      case 'sql':
        return runSql(this.#places, this.#places.host, run, { timeoutMs, signal, onLine, mayRun });
      case 'shell': {
        const end = await this.#places.shell(run.argv, signal, mayRun);
        return { ...judgeShell(end, plan), lines: end.lines };
      }
    }
  }

  async #detached(plan: Plan, options: DetachedOptions, mayRun: () => void): Promise<Result> {
    const result = await runDetached(this.#places, plan, options, mayRun);
    // Output and errors of a job are one stream.
    const lines = result.lines.map(({ text }) => ({ text, stream: 'stderr' as const }));
    return { ...result, ...(await this.#bySudo({ ...result, lines })) };
  }

  /** Why nothing was begun, where sudo did not let it. */
  async #bySudo(end: Pick<CommandEnd, 'exit' | 'lines'>): Promise<Pick<Outcome, 'why'>> {
    const { host, link } = this.#places;
    const refusal = host.sudo ? await sudoRefusal(link, end) : undefined;
    return refusal ? { why: refusal.failure } : {};
  }
}

/** It runs on the operator's own machine, for which the link need not be up. */
const isHere = ({ plan: { run } }: Approval): boolean => run.kind === 'command' && run.on === 'operator';

function judgeError(error: unknown, begun: boolean): Pick<Outcome, 'kind' | 'why'> {
  if (error instanceof Refusal) return { kind: 'refused', why: error.failure };
  if (error instanceof FailureError) return { kind: 'failed', why: error.failure };
  const bug: Failure = { kind: 'malformed', what: msg('operate.bug'), detail: errorText(error) };
  if (begun) return { kind: 'unknown', why: bug };
  return {
    kind: 'refused',
    why: { kind: 'timeout', what: msg('operate.refused.called-off'), detail: errorText(error) },
  };
}
