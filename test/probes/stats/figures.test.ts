import { describe, expect, test } from 'vitest';
import { figuresOf, sampleOf } from '../../../src/probes/stats/figures.js';
import { parseMeminfo } from '../../../src/probes/stats/meminfo.js';
import { cpuShare, parseProcStat } from '../../../src/probes/stats/proc-stat.js';
import { fixture, recordedTick } from '../fixture.js';

const figures = () => figuresOf(sampleOf(recordedTick(1)), sampleOf(recordedTick(2)));

describe('host figures of recorded proc files', () => {
  test('memory is what free -b printed at the same moment', () => {
    const [, total, used, , , cached, available] = fixture('proc/free.txt')
      .split('\n')[1]!
      .split(/\s+/)
      .map(Number);
    const { memory, swap } = parseMeminfo(fixture('proc/meminfo.1'))!;
    expect(memory.totalBytes).toBe(total);
    expect(Math.abs(memory.usedBytes - used!) / used!).toBeLessThan(0.01);
    expect(Math.abs(memory.cachedBytes - cached!) / cached!).toBeLessThan(0.01);
    expect(Math.abs(memory.availableBytes - available!) / available!).toBeLessThan(0.01);
    expect(swap).toEqual({ totalBytes: 0, usedBytes: 0 });
  });

  test('CPU parts of an interval and idle make a hundred, and busy is user, system and steal', () => {
    const { cpuPercent, cpuParts, perCpuPercent, cpus } = figures();
    const { user, system, iowait, steal } = cpuParts!;
    expect(user + system + steal).toBeCloseTo(cpuPercent!, 6);
    expect(cpuPercent! + iowait).toBeLessThanOrEqual(100);
    expect(cpuPercent!).toBeGreaterThan(0);
    expect(cpus).toBe(2);
    expect((perCpuPercent![0]! + perCpuPercent![1]!) / 2).toBeCloseTo(cpuPercent!, 0);
  });

  test('load and uptime are taken as printed', () => {
    const [one, five, fifteen] = fixture('proc/loadavg.2').split(' ').map(Number);
    expect(figures().load).toEqual([one, five, fifteen]);
    expect(figures().uptimeSeconds).toBe(Number(fixture('proc/uptime.2').split(' ')[0]));
  });

  test('interfaces of containers are left out and the default bridge comes last', () => {
    const names = figures().network.map((row) => row.name);
    expect(names).toEqual(['eth0', 'docker0']);
  });

  test('a rate is the difference of the counters over the uptime that passed', () => {
    const rx = (n: 1 | 2) => Number(/eth0:\s*(\d+)/.exec(fixture(`proc/netdev.${n}`))![1]);
    const uptime = (n: 1 | 2) => Number.parseFloat(fixture(`proc/uptime.${n}`));
    const row = figures().network[0]!;
    expect(row.rxBytesPerSecond).toBeCloseTo((rx(2) - rx(1)) / (uptime(2) - uptime(1)), 6);
  });

  test('the first tick has no rates', () => {
    const first = figuresOf(undefined, sampleOf(recordedTick(1)));
    expect(first.cpuPercent).toBeUndefined();
    expect(first.diskIo).toBeUndefined();
    expect(first.network[0]).toEqual({ name: 'eth0' });
  });

  test('after a reboot, with counters that went backwards, there are no rates', () => {
    const after = figuresOf(sampleOf(recordedTick(2)), sampleOf(recordedTick(1)));
    expect(after.cpuPercent).toBeUndefined();
    expect(after.diskIo).toBeUndefined();
    expect(after.network.every((row) => row.rxBytesPerSecond === undefined)).toBe(true);
  });

  test('a host without proc files is unsupported, with a next step', () => {
    const tick = { sections: new Map<string, string>(), hostNow: 0, rttMs: 0 };
    expect(() => sampleOf(tick)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ kind: 'unsupported' }) }),
    );
  });
});

test('idle that steps back by a tick counts as nothing, not as a negative share', () => {
  const times = (idle: number, user: number) => parseProcStat(`cpu  ${user} 0 0 ${idle} 0 0 0 0 0 0\n`)!.all;
  expect(cpuShare(times(1000, 10), times(999, 20))).toMatchObject({ busy: 100, user: 100 });
});

test('kernels without MemAvailable count what is free', () => {
  const text = 'MemTotal: 1000 kB\nMemFree: 400 kB\nBuffers: 10 kB\nCached: 20 kB\n';
  expect(parseMeminfo(text)!.memory).toEqual({
    totalBytes: 1_024_000,
    availableBytes: 409_600,
    usedBytes: 614_400,
    cachedBytes: 30_720,
  });
});
