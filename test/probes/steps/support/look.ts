import { expect } from 'vitest';
import { FailureError } from '../../../../src/domain/failure.js';
import type { StepReaders } from '../../../../src/domain/step-probe.js';
import { stepProbes } from '../../../../src/probes/steps/index.js';
import type { Look } from './situations.js';

/** Looks once, and holds the outcome against what is expected. */
export async function lookOnce(from: StepReaders, look: Look, timeoutMs = 15_000): Promise<void> {
  const probe = stepProbes.find(({ id }) => id === look.probe);
  if (!probe) throw new Error(`no probe ${look.probe}`);
  const read = probe.read(from, look.args ?? {}, { signal: new AbortController().signal, timeoutMs });
  if (look.fails !== undefined) {
    const error = await read.then(
      (seen) => new Error(`it was read: ${JSON.stringify(seen)}`),
      (reason: unknown) => reason,
    );
    expect(error instanceof FailureError ? error.failure.kind : error).toBe(look.fails);
    return;
  }
  const seen = await read;
  expect(seen.command).not.toBe('');
  if (probe.gives !== 'lines' && !probe.fields.includes('*')) {
    expect(seen.table?.columns.map(({ id }) => id)).toEqual(probe.fields);
  }
  look.expect(seen);
}

export const nameOf = ({ probe, args }: Look): string => `${probe} ${JSON.stringify(args ?? {})}`;
