import { describe, expect, test } from 'vitest';
import type { HostReader } from '../../../src/domain/access.js';
import { createHostTicker } from '../../../src/probes/host-ticker.js';
import { createStatsProbe } from '../../../src/probes/stats/stats-probe.js';
import { fixture, recordedTick } from '../fixture.js';

const signal = new AbortController().signal;

function hostOf(run: HostReader['run']): HostReader & { ticks: number; paths: readonly string[] } {
  return {
    ticks: 0,
    paths: [],
    run,
    async tick(paths) {
      this.ticks += 1;
      this.paths = paths;
      return recordedTick(this.ticks === 1 ? 1 : 2);
    },
  };
}

const df: HostReader['run'] = async ({ id }) => ({ stdout: fixture(`proc/${id}.txt`), stderr: '', code: 0 });

describe('stats probe', () => {
  test('the first read has memory and disks, the second has rates', async () => {
    let now = 0;
    const probe = createStatsProbe({ now: () => now, ticker: createHostTicker({ now: () => now }) });
    const host = hostOf(df);
    const first = await probe.read({ host }, signal);
    expect(first.disks.map((disk) => disk.mount)).toEqual(['/', '/usr']);
    expect(first.disksAt).toBe(first.hostNow);
    now = 2000;
    const second = await probe.read({ host }, signal);
    expect(second.cpuPercent).toBeGreaterThan(0);
    expect(second.disksAt).toBe(second.hostNow - 2000);
  });

  test('df runs every 15 s, not every tick', async () => {
    let now = 0;
    const calls: string[] = [];
    const host = hostOf((command, abort) => {
      calls.push(command.id);
      return df(command, abort);
    });
    const probe = createStatsProbe({ now: () => now, ticker: createHostTicker({ now: () => now }) });
    for (now = 0; now <= 16_000; now += 2000) await probe.read({ host }, signal);
    expect(calls).toEqual(['df', 'dfInodes', 'df', 'dfInodes']);
  });

  test('df runs with the next figures after a change, and once more when one was under way', async () => {
    let now = 0;
    let calls = 0;
    let answer = () => {};
    const host = hostOf(async (command, abort) => {
      if (command.id === 'df') calls += 1;
      if (command.id === 'df' && now === 6000) await new Promise<void>((done) => (answer = done));
      return df(command, abort);
    });
    const probe = createStatsProbe({ now: () => now, ticker: createHostTicker({ now: () => now }) });
    const readAt = async (ms: number) => {
      now = ms;
      await probe.read({ host }, signal);
      return calls;
    };
    expect(await readAt(0)).toBe(1);
    expect(await readAt(4000)).toBe(1);
    probe.hasChanged();
    expect(await readAt(6000)).toBe(2);
    probe.hasChanged();
    now = 8000;
    answer();
    await new Promise(setImmediate);
    expect(await readAt(10_000)).toBe(3);
    expect(await readAt(12_000)).toBe(3);
  });

  test('a df that fails keeps the last rows and their age', async () => {
    let now = 0;
    let broken = false;
    const host = hostOf((command, abort) =>
      broken ? Promise.reject(new Error('hung')) : df(command, abort),
    );
    const probe = createStatsProbe({ now: () => now, ticker: createHostTicker({ now: () => now }) });
    await probe.read({ host }, signal);
    broken = true;
    now = 20_000;
    const later = await probe.read({ host }, signal);
    expect(later.disks).toHaveLength(2);
    expect(later.disksAt).toBe(later.hostNow - 20_000);
  });

  test('a df that hangs does not hold up the figures for longer than a second', async () => {
    const host = hostOf(() => new Promise(() => undefined));
    const begin = performance.now();
    const data = await createStatsProbe().read({ host }, signal);
    expect(data.disks).toEqual([]);
    expect(data.memory.totalBytes).toBeGreaterThan(0);
    expect(performance.now() - begin).toBeLessThan(1500);
  });
});

describe('host ticker', () => {
  test('one tick serves all that read within the interval, with the files of all', async () => {
    let now = 0;
    const host = hostOf(df);
    const ticker = createHostTicker({ now: () => now });
    ticker.want('a', ['/x', '/y']);
    ticker.want('b', ['/y', '/z']);
    const [one, two] = await Promise.all([ticker.read(host, signal), ticker.read(host, signal)]);
    expect(one).toBe(two);
    now = 1000;
    expect(await ticker.read(host, signal)).toBe(one);
    expect(host.ticks).toBe(1);
    expect(host.paths).toEqual(['/x', '/y', '/z']);
    now = 2000;
    await ticker.read(host, signal);
    expect(host.ticks).toBe(2);
  });

  test('a reader that gives up does not take the tick from the others', async () => {
    let finish: () => void = () => undefined;
    let aborted = false;
    const host: HostReader = {
      run: df,
      tick: (_paths, tickSignal) => {
        tickSignal.addEventListener('abort', () => {
          aborted = true;
        });
        return new Promise((resolve) => {
          finish = () => resolve(recordedTick(1));
        });
      },
    };
    const ticker = createHostTicker();
    const impatient = new AbortController();
    const one = ticker.read(host, impatient.signal);
    const two = ticker.read(host, signal);
    impatient.abort(new Error('late'));
    await expect(one).rejects.toThrow('late');
    expect(aborted).toBe(false);
    finish();
    await expect(two).resolves.toBeDefined();
  });

  test('a tick that nobody waits for any more is aborted', async () => {
    let aborted = false;
    const host: HostReader = {
      run: df,
      tick: (_paths, tickSignal) =>
        new Promise((_, reject) => {
          tickSignal.addEventListener('abort', () => {
            aborted = true;
            reject(tickSignal.reason);
          });
        }),
    };
    const impatient = new AbortController();
    const read = createHostTicker().read(host, impatient.signal);
    impatient.abort(new Error('late'));
    await expect(read).rejects.toThrow('late');
    expect(aborted).toBe(true);
  });
});
