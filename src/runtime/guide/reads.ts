import type { Seen, StepEvidence } from '../../domain/evidence.js';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Playbook, ProbeCall } from '../../domain/playbook.js';
import type { StepReaders } from '../../domain/step-probe.js';
import { typesOf, type Values } from '../../triage/values.js';
import { failureOf, withDeadline } from '../sampler.js';
import { argumentsOf } from './arguments.js';
import type { Context } from './context.js';

/** A probe keeps its own time limit; this much later it is given up. */
const graceMs = 1000;

export interface Reading {
  /** Declares the types of the values. */
  readonly playbook: Playbook;
  readonly calls: readonly ProbeCall[];
  readonly values: Values;
  readonly signal: AbortSignal;
  /** What has come so far, in the order of the calls. */
  onSome?(evidence: readonly StepEvidence[]): void;
}

/** Begins all reads at once; each becomes evidence, a failed one too. Rejects only when the signal aborts. */
export async function readAll(ctx: Context, reading: Reading): Promise<readonly StepEvidence[]> {
  const { calls, signal, onSome } = reading;
  const seen: (StepEvidence | undefined)[] = calls.map(() => undefined);
  const known = () => seen.filter((one) => one !== undefined);
  await Promise.all(
    calls.map(async (call, i) => {
      seen[i] = await readOne(ctx, call, reading);
      signal.throwIfAborted();
      onSome?.(known());
    }),
  );
  return known();
}

async function readOne(ctx: Context, call: ProbeCall, reading: Reading): Promise<StepEvidence> {
  const at = ctx.now();
  const begin = performance.now();
  const seen = await look(ctx, call, reading).catch(
    (error: unknown): Seen => ({
      command: call.probe,
      where: 'cockpit',
      lines: [],
      failure: failureOf(error),
    }),
  );
  return { ...seen, name: call.name, at: seen.at ?? at, ms: Math.round(performance.now() - begin) };
}

async function look(ctx: Context, call: ProbeCall, { playbook, values, signal }: Reading): Promise<Seen> {
  const probe = ctx.stepProbes.find(({ id }) => id === call.probe);
  if (!probe) throw fail('unsupported', msg('guide.run.no-probe', { probe: call.probe }));
  const args = argumentsOf(probe, call, values, typesOf(playbook));
  const timeoutMs = call.timeoutSeconds * 1000;
  return withDeadline(
    (s) => probe.read(readersOf(ctx), args, { signal: s, timeoutMs }),
    timeoutMs + graceMs,
    signal,
  );
}

const readersOf = ({ readers, live, operator, host, now }: Context): StepReaders => ({
  readers,
  live,
  commands: operator,
  host,
  compose: (signal) => operator.compose(signal),
  now,
});
