import type { HostEntry } from '../../../../src/domain/host.js';
import type { CommandEnd } from '../../../../src/domain/perform.js';
import type { Snapshot } from '../../../../src/domain/snapshot.js';
import type { LiveData, StepReaders } from '../../../../src/domain/step-probe.js';
import { hostEntry } from '../../support/host-entry.js';

const pending = { state: 'pending' } as const;

/** Live data of a few slots; the others were never read. */
export function liveOf(
  slots: Readonly<Record<string, Snapshot<unknown>>>,
  fresh?: LiveData['fresh'],
): LiveData {
  const slot = <T>(name: string) => (slots[name] ?? pending) as Snapshot<T>;
  return {
    containers: () => slot('containers'),
    stats: () => slot('stats'),
    postgres: (name) => slot(`postgres:${name}`),
    queues: () => slot('queues'),
    checks: () => slot('checks'),
    fresh: fresh ?? (() => Promise.resolve()),
  };
}

/** Only what a test gives; the rest is not there. */
export const readersWith = (
  parts: Partial<StepReaders> & { readonly entry?: Partial<HostEntry> },
): StepReaders => ({
  readers: {} as StepReaders['readers'],
  live: liveOf({}),
  commands: { run: () => Promise.reject(new Error('not used')) },
  compose: () => Promise.reject(new Error('not used')),
  now: () => 1_000_000,
  ...parts,
  host: { ...hostEntry, ...parts.entry },
});

/** How a command ended, with its output as text. */
export const ended = (
  exit: number | undefined,
  output: { readonly stdout?: string; readonly stderr?: string } = {},
  more: Partial<CommandEnd> = {},
): CommandEnd => ({
  ...(exit === undefined ? {} : { exit }),
  lost: false,
  timedOut: false,
  cut: false,
  ms: 12,
  lines: (['stdout', 'stderr'] as const).flatMap((stream) =>
    (output[stream] ?? '')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => ({ text, stream })),
  ),
  ...more,
});
