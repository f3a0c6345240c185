import { readFileSync } from 'node:fs';
import type { HostTick } from '../../src/domain/access.js';

/** Text of a file under test/fixtures. */
export const fixture = (path: string): string =>
  readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8');

export const fixtureJson = <T>(path: string): T => JSON.parse(fixture(path)) as T;

/** One of the two recorded ticks, with further sections. */
export function recordedTick(n: 1 | 2, more: Readonly<Record<string, string>> = {}): HostTick {
  const names = ['stat', 'meminfo', 'loadavg', 'netdev', 'diskstats', 'uptime'];
  return {
    sections: new Map([
      ...names.map((name) => [name, fixture(`proc/${name}.${n}`)] as const),
      ...Object.entries(more),
    ]),
    hostNow: Math.round(Number.parseFloat(fixture(`proc/date.${n}`)) * 1000),
    rttMs: 1,
  };
}
