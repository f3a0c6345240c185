import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LogSource } from '../../../src/domain/host.js';
import { createLogFollower, type LogFollower } from '../../../src/probes/logs/log-follower.js';
import { LogRing } from '../../../src/probes/logs/log-ring.js';
import { FakeLog, fakeEngine, fakeFiles } from './fake-engine.js';

const begin = Date.parse('2026-01-01T00:00:00Z');
let follower: LogFollower | undefined;
afterEach(() => follower?.stop());

function set(
  names: readonly string[],
  sources: readonly LogSource[] = [],
  files = new Map<string, string>(),
) {
  const containers = new Map(names.map((name) => [`id-${name}`, { name, log: new FakeLog() }]));
  const docker = fakeEngine(containers);
  const ring = new LogRing();
  const onVersion = vi.fn();
  const started = createLogFollower({
    docker,
    host: fakeFiles(files),
    ring,
    sources,
    now: () => begin,
    onVersion,
  });
  follower = started;
  const log = (name: string) => containers.get(`id-${name}`)!.log;
  const texts = () =>
    ring.tail(100_000).map(({ kind, text, note }) => (kind === 'line' ? text : `<${note?.id}>`));
  return { containers, docker, ring, onVersion, follower: started, log, texts };
}

const container = (name: string): LogSource => ({ kind: 'container', container: name });

describe('log follower', () => {
  test('brings the histories of all sources in one order, then what follows', async () => {
    const { follower, log, texts, onVersion } = set(['a', 'b']);
    for (let i = 0; i < 10; i++) log(i % 2 ? 'a' : 'b').write(`line ${i}`, begin + i * 1000);
    follower.start();
    await vi.waitFor(() => expect(texts()).toHaveLength(10));
    log('a').write('new', begin + 20_000);
    await vi.waitFor(() =>
      expect(texts()).toEqual([...Array.from({ length: 10 }, (_, i) => `line ${i}`), 'new']),
    );
    expect(onVersion).toHaveBeenCalled();
    expect(follower.status.sources.map(({ name, state }) => [name, state])).toEqual([
      ['a', 'following'],
      ['b', 'following'],
    ]);
  });

  test('goes on after lost links without loss or repeat, also when they cut a line in two', async () => {
    const { follower, log, docker, texts } = set(['a']);
    log('a').write('line 0', begin);
    follower.start();
    await vi.waitFor(() => expect(log('a').follows.size).toBe(1));
    for (let i = 1; i <= 30; i++) {
      log('a').write(`line ${i}`, begin + i);
      if (i % 5 !== 0) continue;
      if (i % 2 === 0) log('a').write(`cut in two ${i}`, begin + i, 35);
      docker.down = true;
      log('a').cut();
      log('a').write(`while away ${i}`, begin + i);
      docker.down = false;
      follower.resume(i);
      await vi.waitFor(() => expect(log('a').follows.size).toBe(1));
    }
    const written = log('a').lines.map((line) => line.slice(31, -1));
    await vi.waitFor(() => expect(texts()).toEqual(written));
  });

  test('a log that was rotated away while the link was lost has its gap marked', async () => {
    const { follower, log, texts } = set(['a']);
    log('a').write('old', begin);
    follower.start();
    await vi.waitFor(() => expect(log('a').follows.size).toBe(1));
    log('a').cut();
    log('a').lines.length = 0;
    log('a').write('new', begin + 60_000);
    follower.resume(2);
    await vi.waitFor(() => expect(texts()).toEqual(['old', '<logs.gap.rotated>', 'new']));
  });

  test('a container that ends is waited for, and goes on when it starts', async () => {
    const { follower, log, texts } = set(['a']);
    log('a').write('one', begin);
    follower.start();
    await vi.waitFor(() => expect(log('a').follows.size).toBe(1));
    log('a').end();
    await vi.waitFor(() => expect(follower.status.sources[0]).toMatchObject({ state: 'waiting' }));
    log('a').running = true;
    log('a').write('two', begin + 1000);
    follower.noteEvent({ at: begin, id: 'id-a', name: 'a', kind: 'start' });
    await vi.waitFor(() => expect(texts()).toEqual(['one', 'two']));
    expect(follower.status.sources[0]).toMatchObject({ state: 'following' });
  });

  test('a container that is created anew is followed from its first line on', async () => {
    const { follower, containers, log, texts } = set(['a']);
    log('a').write('one', begin);
    follower.start();
    await vi.waitFor(() => expect(log('a').follows.size).toBe(1));
    const successor = new FakeLog();
    for (let i = 0; i < 300; i++) successor.write(`first ${i}`, begin + 1000 + i);
    containers.delete('id-a');
    containers.set('id-a2', { name: 'a', log: successor });
    follower.noteEvent({ at: begin, id: 'id-a2', name: 'a', kind: 'start' });
    await vi.waitFor(() => expect(texts()).toHaveLength(302));
    expect(texts()).toContain('<logs.marker.recreated>');
  });

  test('sources that are not there wait, files are followed, a file that can not be read says so', async () => {
    const files = new Map([['/var/log/x.log', 'first\nsecond\nunfinis']]);
    const sources: LogSource[] = [
      container('nobody'),
      { kind: 'file', path: '/var/log/x.log', name: 'x' },
      { kind: 'file', path: '/none' },
    ];
    const { follower, texts } = set(['a'], sources, files);
    follower.start();
    await vi.waitFor(() => expect(texts()).toEqual(['first', 'second']));
    expect(follower.status.sources).toMatchObject([
      { name: 'x', state: 'following' },
      { name: '/none', state: 'failed', why: { id: 'logs.why.unreadable' } },
      { name: 'nobody', state: 'waiting', why: { id: 'logs.why.no-container' } },
    ]);
    files.set('/var/log/x.log', 'first\nsecond\nunfinished ERROR \u001b[31mthird\n');
    await vi.waitFor(() => expect(texts()).toEqual(['first', 'second', 'unfinished ERROR third']), {
      timeout: 4000,
    });
    expect(follower.status.errors).toBe(1);
  });

  test('under a flood what is left out is counted, once a second, and the errors stay', async () => {
    const { follower, log, ring } = set(['a']);
    log('a').write('start', begin);
    follower.start();
    await vi.waitFor(() => expect(log('a').follows.size).toBe(1));
    for (let i = 0; i < 20_000; i++)
      log('a').write(i % 1000 === 999 ? `ERROR ${i}` : `line ${i}`, begin + 1000 + i / 20);
    await vi.waitFor(() => expect(ring.tail(50).some(({ kind }) => kind === 'gap')).toBe(true), {
      timeout: 3000,
    });
    const kept = ring.tail(100_000).filter(({ kind }) => kind === 'line').length;
    expect(kept + follower.status.skipped).toBe(20_001);
    expect(kept).toBeLessThan(4000);
    expect(follower.status.errors).toBe(20);
  });

  test('nothing is left running after stop', async () => {
    const { follower, log } = set(['a', 'b']);
    follower.start();
    await vi.waitFor(() => expect(log('a').follows.size + log('b').follows.size).toBe(2));
    await follower.stop();
    expect(log('a').follows.size + log('b').follows.size).toBe(0);
  });
});
