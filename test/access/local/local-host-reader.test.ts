import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LocalHostReader, type LocalHostReaderOptions } from '../../../src/access/local/local-host-reader.js';
import { loadSystemSource, type SystemSource } from '../../../src/access/local/system-figures.js';
import { readCommand } from '../../../src/domain/read-commands.js';
import { parseFiles } from '../../../src/probes/checks/backup.js';
import { parseDf } from '../../../src/probes/stats/df.js';
import { figuresOf, sampleOf } from '../../../src/probes/stats/figures.js';
import { StubLink } from '../stub-link.js';

const never = new AbortController().signal;
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const gib = 1024 ** 3;

let open: LocalHostReader[] = [];
const readerOf = (options: Partial<LocalHostReaderOptions> = {}, link = new StubLink()) => {
  const reader = new LocalHostReader(link, { containersHere: async () => true, ...options });
  open.push(reader);
  return reader;
};
afterEach(() => {
  for (const reader of open) reader.close();
  open = [];
});

describe('a tick of the machine itself, on Linux', () => {
  it('has the kernel files as they read, without starting a process', async () => {
    const link = new StubLink();
    const { sections, hostNow } = await readerOf({}, link).tick([], never);
    const sample = sampleOf({ sections, hostNow, rttMs: 0 });
    expect([...sections.keys()].sort()).toEqual(
      ['diskstats', 'loadavg', 'meminfo', 'netdev', 'stat', 'uptime'].sort(),
    );
    expect(sections.get('stat')?.split('\n')[0]).toMatch(/^cpu {2}(\d+ ?){10}$/);
    expect(sample.network.has('lo')).toBe(true);
    expect(link.executed).toEqual([]);
    expect(link.roundTrips).toHaveLength(1);
    expect(Math.abs(hostNow - Date.now())).toBeLessThan(1000);
  });

  it('has the memory of systeminformation, which is that of /proc/meminfo', async () => {
    const [{ sections, hostNow }, file] = [
      await readerOf().tick([], never),
      readFileSync('/proc/meminfo', 'utf8'),
    ];
    const { memory, swap } = sampleOf({ sections, hostNow, rttMs: 0 }).memory;
    const truth = sampleOf({
      sections: new Map([...sections, ['meminfo', file]]),
      hostNow,
      rttMs: 0,
    }).memory;
    expect(memory.totalBytes).toBe(truth.memory.totalBytes);
    expect(Math.abs(memory.availableBytes - truth.memory.availableBytes)).toBeLessThan(gib / 4);
    expect(Math.abs(memory.cachedBytes - truth.memory.cachedBytes)).toBeLessThan(gib / 4);
    expect(swap.totalBytes).toBe(truth.swap.totalBytes);
  });

  it("brings the files of containers, of the kernel's alone", async () => {
    const paths = [
      '/proc/version',
      '/etc/passwd',
      '/proc/1/../../etc/passwd',
      '/proc/none',
      '/proc/self/cgroup',
    ];
    const { sections } = await readerOf().tick(paths, never);
    expect(sections.get('/proc/version')).toBe(readFileSync('/proc/version', 'utf8'));
    expect(paths.filter((path) => sections.has(path))).toEqual(['/proc/version', '/proc/self/cgroup']);
  });

  it('reads no process of this machine for a container of another one', async () => {
    const reader = readerOf({ containersHere: async () => false });
    expect((await reader.tick(['/proc/version'], never)).sections.has('/proc/version')).toBe(false);
  });

  it('ends with a failure when its link is closed', async () => {
    const link = new StubLink();
    const reader = readerOf({}, link);
    await link.close();
    await expect(reader.tick([], never)).rejects.toMatchObject({ failure: { kind: 'unreachable' } });
  });
});

describe('the figures of systeminformation, held against the kernel of this machine', () => {
  it('agree on CPU, load, uptime, network and disks over some seconds of work', async () => {
    const files = readerOf();
    const system = readerOf({ platform: 'darwin' });
    const both = async () => {
      const [a, b] = await Promise.all([files.tick([], never), system.tick([], never)]);
      return [sampleOf(a), sampleOf(b)] as const;
    };
    await both();
    await later(2200);
    // The second reading of the counters.
    await both();
    await later(300);
    const before = await both();
    execFileSync('sh', ['-c', 'i=0; while [ $i -lt 150000 ]; do i=$((i+1)); done']);
    await later(1500);
    const after = await both();
    const [truth, told] = [figuresOf(before[0], after[0]), figuresOf(before[1], after[1])];
    expect(told.cpus).toBe(truth.cpus);
    expect(told.load[0]).toBeCloseTo(truth.load[0], 0);
    expect(Math.abs((told.uptimeSeconds ?? 0) - (truth.uptimeSeconds ?? 0))).toBeLessThan(2);
    // Time spent waiting for disks is missing there, so that the others' shares are larger.
    const waited = truth.cpuParts?.iowait ?? 0;
    expect(Math.abs((told.cpuPercent ?? 0) - (truth.cpuPercent ?? 0))).toBeLessThan(10 + waited);
    expect(told.perCpuPercent).toHaveLength(truth.cpus);
    const network = new Map(after[0].network);
    for (const { name, rxBytesPerSecond } of told.network) {
      expect(network.has(name)).toBe(true);
      expect(rxBytesPerSecond).toBeGreaterThanOrEqual(0);
    }
    expect(told.network.length).toBeGreaterThan(0);
    expect(told.diskIo?.writeBytesPerSecond).toBeGreaterThanOrEqual(0);
  }, 30_000);

  it('name the same disks as df', async () => {
    const [truth, told] = await Promise.all(
      ['linux', 'darwin'].map(async (platform) => {
        const reader = readerOf({ platform: platform as NodeJS.Platform });
        const [bytes, inodes] = await Promise.all([
          reader.run(readCommand('df'), never),
          reader.run(readCommand('dfInodes'), never),
        ]);
        return parseDf(bytes.stdout, inodes.stdout);
      }),
    );
    const root = (rows: typeof truth) => rows?.find(({ mount }) => mount === '/');
    expect(root(told)).toMatchObject({ device: root(truth)?.device, sizeBytes: root(truth)?.sizeBytes });
    expect(Math.abs((root(told)?.usedPercent ?? 0) - (root(truth)?.usedPercent ?? 50))).toBeLessThan(2);
    expect(Math.abs((root(told)?.inodesPercent ?? 0) - (root(truth)?.inodesPercent ?? 50))).toBeLessThan(2);
  });
});

/** What systeminformation gives on a Mac with a disk image mounted: one APFS container, its system volumes. */
const mac: Partial<SystemSource> = {
  mem: async () => ({
    ...(await (await loadSystemSource()).mem()),
    total: 16 * gib,
    free: gib,
    available: 6 * gib,
    buffers: 0,
    cached: 0,
    buffcache: 5 * gib,
    reclaimable: 4 * gib,
    swaptotal: 2 * gib,
    swapused: gib,
    swapfree: gib,
  }),
  fsSize: async () => {
    const volume = (fs: string, mount: string, used: number, available: number, rw: boolean) => ({
      fs,
      type: 'APFS',
      size: 460 * gib,
      used: used * gib,
      available: available * gib,
      use: 0,
      mount,
      rw,
    });
    return [
      volume('/dev/disk3s1s1', '/', 10, 60, false),
      volume('/dev/disk3s5', '/System/Volumes/Data', 380, 60, true),
      volume('/dev/disk3s6', '/System/Volumes/VM', 4, 60, true),
      volume('/dev/disk5s1', '/Volumes/Installer', 1, 0, false),
      { ...volume('/dev/disk7s1', '/Volumes/USB stick', 3, 57, true), type: 'exfat', size: 60 * gib },
      volume('map auto_home', '/System/Volumes/Data/home', 0, 0, true),
    ];
  },
};

describe('a machine without the files of Linux', () => {
  const source = async () => ({ ...(await loadSystemSource()), ...mac });

  it('shows its memory, with what macOS keeps as cache', async () => {
    const { sections } = await readerOf({ platform: 'darwin', source }).tick([], never);
    const { memory, swap } = sampleOf({ sections, hostNow: 0, rttMs: 0 }).memory;
    expect(memory).toEqual({
      totalBytes: 16 * gib,
      availableBytes: 6 * gib,
      usedBytes: 10 * gib,
      cachedBytes: 5 * gib,
    });
    expect(swap).toEqual({ totalBytes: 2 * gib, usedBytes: gib });
  });

  it('shows one row for all volumes that share their space, and no disk images', async () => {
    const { stdout } = await readerOf({ platform: 'darwin', source }).run(readCommand('df'), never);
    expect(parseDf(stdout).map(({ mount, usedPercent }) => [mount, usedPercent])).toEqual([
      ['/', 87],
      ['/Volumes/USB stick', 5],
    ]);
  });

  it('has no files of containers, which live in a virtual machine there', async () => {
    const { sections } = await readerOf({ platform: 'darwin', source }).tick(['/proc/version'], never);
    expect(sections.has('/proc/version')).toBe(false);
  });

  it('fails in words when the figures do not come', async () => {
    const hung = async () => ({ ...(await source()), mem: () => new Promise<never>(() => {}) });
    const tick = readerOf({ platform: 'darwin', source: hung }).tick([], never);
    await expect(tick).rejects.toMatchObject({ failure: { kind: 'timeout' } });
  }, 10_000);
});

describe('read commands on the machine itself', () => {
  it('list files as GNU find does', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'cockpit-files-'));
    try {
      for (const name of ['a-1.gz', 'a-2.gz', 'b.gz', '.a-3.gz', 'a-[x].gz'])
        writeFileSync(join(dir, name), name);
      mkdirSync(join(dir, 'a-dir.gz'));
      symlinkSync(join(dir, 'b.gz'), join(dir, 'a-link.gz'));
      utimesSync(join(dir, 'a-1.gz'), 1_700_000_000.25, 1_700_000_000.25);
      for (const pattern of [
        'a-*.gz',
        '*',
        'a-?.gz',
        'a-[0-1].gz',
        'a-[!1].gz',
        'a-\\[x\\].gz',
        '*[x]*',
        '(',
      ]) {
        const find = execFileSync(
          'find',
          [dir, '-maxdepth', '1', '-type', 'f', '-name', pattern, '-printf', '%T@\t%s\t%p\n'],
          { encoding: 'utf8' },
        );
        const { stdout, code } = await readerOf().run(readCommand('files', dir, pattern), never);
        const same = (text: string) =>
          JSON.stringify(
            parseFiles(text)
              .map((file) => JSON.stringify(file))
              .sort(),
          );
        expect(`${pattern} ${same(stdout)}`).toBe(`${pattern} ${same(find)}`);
        expect(code).toBe(0);
      }
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('say that a folder is missing', async () => {
    const { stderr, code } = await readerOf().run(readCommand('files', '/no/such', '*'), never);
    expect([stderr, code]).toEqual(['/no/such: No such file or directory\n', 1]);
  });

  it('tell the clock and the end of a file', async () => {
    const [clock, end] = await Promise.all([
      readerOf().run(readCommand('date'), never),
      readerOf().run(readCommand('tail', '/etc/passwd', '1'), never),
    ]);
    expect(Math.abs(Number(clock.stdout) * 1000 - Date.now())).toBeLessThan(5000);
    expect(end.stdout).toBe(execFileSync('tail', ['-n', '1', '/etc/passwd'], { encoding: 'utf8' }));
  });
});
