import type { PostgresData } from '../../domain/model.js';
import type { CountersJson, RefreshRow } from './refresh-row.js';

type Rates = NonNullable<PostgresData['rates']>;

/** Turns the server's running totals into rates; remembers the last totals and the deadlocks since the first read. */
export function createCounters() {
  let last: Pick<RefreshRow, 'now_s' | 'started' | 'counters'> | undefined;
  let deadlocksSeen = 0;

  return {
    next(row: Pick<RefreshRow, 'now_s' | 'started' | 'counters'>): {
      rates?: Rates;
      deadlocksSeen: number;
      hitPercentTotal?: number;
    } {
      const previous = last;
      last = row;
      const total = hitPercent(row.counters.hit, row.counters.read);
      const rates = previous && previous.started === row.started ? ratesOf(previous, row) : undefined;
      if (rates && previous) deadlocksSeen += row.counters.deadlocks - previous.counters.deadlocks;
      return {
        ...(rates ? { rates } : {}),
        deadlocksSeen,
        ...(total === undefined ? {} : { hitPercentTotal: total }),
      };
    },
  };
}

function ratesOf(
  from: Pick<RefreshRow, 'now_s' | 'counters'>,
  to: Pick<RefreshRow, 'now_s' | 'counters'>,
): Rates | undefined {
  const seconds = to.now_s - from.now_s;
  const delta = (key: keyof CountersJson) => to.counters[key] - from.counters[key];
  const keys = Object.keys(to.counters) as (keyof CountersJson)[];
  // Totals shrink when statistics are reset or a database is dropped: that interval says nothing.
  if (seconds <= 0 || keys.some((key) => delta(key) < 0)) return undefined;
  const hit = hitPercent(delta('hit'), delta('read'));
  return {
    commits: delta('commits') / seconds,
    rollbacks: delta('rollbacks') / seconds,
    ...(hit === undefined ? {} : { hitPercent: hit }),
    deadlocks: delta('deadlocks') / seconds,
    tempBytes: delta('temp_bytes') / seconds,
  };
}

/** Share of block reads that shared buffers answered, 0–100; undefined without any. */
function hitPercent(hit: number, read: number): number | undefined {
  return hit + read > 0 ? (100 * hit) / (hit + read) : undefined;
}
