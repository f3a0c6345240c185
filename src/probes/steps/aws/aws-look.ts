import { type AwsRead, argvOfAwsRead } from '../../../domain/aws.js';
import type { EvidenceLine, Seen } from '../../../domain/evidence.js';
import { fail } from '../../../domain/failure.js';
import type { EcsStack } from '../../../domain/host.js';
import { msg } from '../../../domain/message.js';
import type { StepReaders } from '../../../domain/step-probe.js';
import { quoteArgv } from '../../../domain/text/quote-argv.js';
import { capped, type Row, shown, tableOf } from '../seen.js';

/** What a look at AWS asked so far, and how it asks on. */
export interface AwsLook {
  readonly stack: EcsStack;
  /** Operator's clock, ms; AWS's own differs little. */
  readonly now: number;
  /** The JSON of a listed read; rejects with a FailureError. */
  read(call: AwsRead): Promise<unknown>;
  seen(fields: readonly string[], rows: readonly Row[], more?: AwsLines): Seen;
}

interface AwsLines {
  /** Oldest first. */
  readonly lines?: readonly string[];
  readonly cut?: boolean;
}

/** Looks at AWS for one step; rejects `unsupported` on a host that is not on ECS. */
export function awsLook(from: StepReaders, signal: AbortSignal): AwsLook {
  const { stack } = from.host;
  if (stack.kind !== 'ecs') throw fail('unsupported', msg('access.aws.none', { host: from.host.name }));
  const asked: AwsRead[] = [];
  return {
    stack,
    now: from.now(),
    read(call) {
      asked.push(call);
      return from.readers.aws.read(call, signal);
    },
    seen(fields, rows, { lines = [], cut = false } = {}) {
      const kept = capped(lines.map((text): EvidenceLine => ({ text: shown(text), stream: 'stdout' })));
      return {
        command: commandOf(asked, stack),
        where: stack.aws,
        lines: kept.lines,
        ...(cut || kept.cut ? { cut: true } : {}),
        table: tableOf(fields, rows),
      };
    },
  };
}

const mostTold = 3;

/** What one would type; of many calls the last ones, which the first ones only prepared. */
function commandOf(asked: readonly AwsRead[], stack: EcsStack): string {
  const told = asked.slice(-mostTold).map((call) => shown(quoteArgv(argvOfAwsRead(call, stack))));
  return told.join('; ');
}

/** Parts of a list of at most that many, since AWS describes only so many at once. */
export function inParts<T>(list: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.ceil(list.length / most);
  return Array.from({ length: count }, (_, i) => list.slice(i * most, (i + 1) * most));
}

/** Whole seconds since a time; none before it, since two clocks differ. */
export const secondsAgo = (at: number | undefined, now: number): number | undefined =>
  at === undefined || at === 0 ? undefined : Math.max(0, Math.round((now - at) / 1000));

/** "2026-11-22 18:03:04", UTC. */
export const clockText = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
