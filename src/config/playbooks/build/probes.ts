import type { Capture, CaptureSource, ProbeCall } from '../../../domain/playbook.js';
import { parseSeconds } from '../../units.js';
import type { CallInput, CapturesInput, ProbeCallInput } from '../schema/probes.js';
import { given } from './given.js';

export const seconds = (text: string | undefined, otherwise: number): number =>
  (text === undefined ? undefined : parseSeconds(text)) ?? otherwise;

const readSeconds = 10;

export function probeCallOf(name: string, input: CallInput, timeout?: string): ProbeCall {
  return {
    name,
    probe: input.use,
    with: input.with ?? {},
    timeoutSeconds: seconds(timeout, readSeconds),
  };
}

export const probeCallsOf = (input: Record<string, ProbeCallInput>): ProbeCall[] =>
  Object.entries(input).map(([name, call]) => probeCallOf(name, call, call.timeout));

/** `row.FIELD`, `match.N`, `json.PATH` or `stdout`; undefined for anything else. */
export function captureSource(from: string, within: string | undefined): CaptureSource | undefined {
  const [, kind, rest = ''] = /^(row|match|json)\.(.+)$/.exec(from) ?? [];
  if (kind === 'row') return { from: 'row', field: rest };
  if (kind === 'match' && /^\d{1,2}$/.test(rest)) return { from: 'match', group: Number(rest) };
  if (kind === 'json') return { from: 'json', path: rest, ...given({ in: within }) };
  return from === 'stdout' ? { from: 'stdout', ...given({ in: within }) } : undefined;
}

/** Captures whose source is understood; lint tells of the others. */
export function capturesOf(input: CapturesInput | undefined): Capture[] {
  return Object.entries(input ?? {}).flatMap(([name, capture]) => {
    const source = captureSource(capture.from, capture.in);
    return source ? [{ name, type: capture.type, source, ...given({ choices: capture.choices }) }] : [];
  });
}
