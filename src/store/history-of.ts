import { cloudHistory } from './cloud-history.js';
import type { Event } from './events.js';
import { forget, type History, record } from './history.js';

/** What a sample adds to the sparklines. */
export function historyOf(history: History, event: Extract<Event, { type: 'sampled' }>): History {
  if (event.slot === 'stats') {
    const s = event.data as Extract<Extract<Event, { type: 'sampled' }>, { slot: 'stats' }>['data'];
    const rate = (pick: (n: (typeof s.network)[number]) => number | undefined) =>
      s.network.reduce<number | undefined>((sum, n) => {
        const value = pick(n);
        return value === undefined ? sum : (sum ?? 0) + value;
      }, undefined);
    return record(history, {
      'host.cpu': s.cpuPercent,
      'host.memory': s.memory.totalBytes > 0 ? (100 * s.memory.usedBytes) / s.memory.totalBytes : undefined,
      'host.swap': s.swap.totalBytes > 0 ? (100 * s.swap.usedBytes) / s.swap.totalBytes : undefined,
      'host.load': s.load[0],
      'host.rx': rate((n) => n.rxBytesPerSecond),
      'host.tx': rate((n) => n.txBytesPerSecond),
      'host.read': s.diskIo?.readBytesPerSecond,
      'host.write': s.diskIo?.writeBytesPerSecond,
    });
  }
  if (event.slot === 'containers') {
    const { rows } = event.data as Extract<
      Extract<Event, { type: 'sampled' }>,
      { slot: 'containers' }
    >['data'];
    const names = new Set(rows.map((row) => row.name));
    const samples: Record<string, number | undefined> = {};
    for (const row of rows) {
      samples[`container.cpu:${row.name}`] = row.cpuPercent;
      samples[`container.memory:${row.name}`] = row.memoryBytes;
    }
    const kept = forget(forget(history, 'container.cpu:', names), 'container.memory:', names);
    return record(kept, samples);
  }
  if (event.slot === 'cloud') {
    const data = event.data as Extract<Extract<Event, { type: 'sampled' }>, { slot: 'cloud' }>['data'];
    return cloudHistory(history, data);
  }
  if (event.slot.startsWith('postgres:')) {
    const data = event.data as Extract<
      Extract<Event, { type: 'sampled' }>,
      { slot: `postgres:${string}` }
    >['data'];
    return record(history, { [`${event.slot}.connections`]: data.connections.total });
  }
  return history;
}
