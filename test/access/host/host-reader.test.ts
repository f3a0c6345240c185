import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { LinkHostReader } from '../../../src/access/host/host-reader.js';
import { FailureError } from '../../../src/domain/failure.js';
import { readCommand } from '../../../src/domain/read-commands.js';
import { StubLink } from '../stub-link.js';

const never = new AbortController().signal;
const kindOf = (error: unknown) => (error instanceof FailureError ? error.failure.kind : error);

describe('the host reader on a real machine', () => {
  let link = new StubLink();
  let reader = new LinkHostReader(link);
  const fresh = () => {
    link = new StubLink();
    reader = new LinkHostReader(link);
  };
  afterEach(() => {
    reader.close();
    fresh();
  });

  test('a tick brings every standard section, as the files themselves read', async () => {
    const { sections } = await reader.tick([], never);
    expect([...sections.keys()].sort()).toEqual([
      'diskstats',
      'loadavg',
      'meminfo',
      'netdev',
      'stat',
      'uptime',
    ]);
    expect(sections.get('stat')).toMatch(/^cpu {2}\d+/);
    expect(sections.get('meminfo')).toMatch(/^MemTotal:/);
    expect(sections.get('netdev')).toMatch(/^Inter-\|/);
    const total = (text: string) => /MemTotal:\s+\d+/.exec(text)?.[0];
    expect(total(sections.get('meminfo')!)).toBe(total(readFileSync('/proc/meminfo', 'utf8')));
    expect(sections.get('loadavg')).toMatch(/^[\d.]+ [\d.]+ [\d.]+ \d+\/\d+ \d+\n$/);
  });

  test('extra paths come back under their own names, whole', async () => {
    const { sections } = await reader.tick(['/proc/version', '/etc/passwd'], never);
    expect(sections.get('/proc/version')).toBe(readFileSync('/proc/version', 'utf8'));
    expect(sections.get('/etc/passwd')).toBe(readFileSync('/etc/passwd', 'utf8'));
  });

  test('a missing or unreadable file leaves out its section alone', async () => {
    const { sections } = await reader.tick(['/nowhere', '/proc', '/proc/version'], never);
    expect(sections.has('/nowhere')).toBe(false);
    expect(sections.get('/proc/version')).toBe(readFileSync('/proc/version', 'utf8'));
    expect(sections.size).toBeGreaterThanOrEqual(7);
  });

  test('a path that the shell could take for more than a word is never sent', async () => {
    const { sections } = await reader.tick(['/tmp/$(touch /tmp/pwned)', '/etc/pass*', '/a b', '-n'], never);
    expect(sections.size).toBe(6);
  });

  test('the host clock is within 30 ms of date(1)', async () => {
    await reader.tick([], never);
    for (let i = 0; i < 3; i++) {
      const before = Date.now();
      const { hostNow } = await reader.tick([], never);
      expect(hostNow).toBeGreaterThan(before - 30);
      expect(hostNow).toBeLessThan(Date.now() + 30);
    }
  });

  test('all ticks go through one process, and each reports its round trip', async () => {
    await Promise.all([
      reader.tick([], never),
      reader.tick(['/proc/version'], never),
      reader.tick([], never),
    ]);
    expect(link.executed).toHaveLength(1);
    expect(link.roundTrips).toHaveLength(3);
    expect(Math.min(...link.roundTrips)).toBeGreaterThan(0);
  });

  test('a new connection gets a new loop', async () => {
    await reader.tick([], never);
    link.become('down');
    await expect(reader.tick([], never).catch(kindOf)).resolves.toBe('unreachable');
    link.become('up');
    await reader.tick([], never);
    expect(link.executed).toHaveLength(2);
  });

  test('a loop that was killed is replaced at the next tick', async () => {
    link.command = (argv) => (link.executed.length === 1 ? ['sh', '-c', 'read x; exit 3'] : argv);
    await expect(reader.tick([], never).catch(kindOf)).resolves.toBe('unreachable');
    await expect(reader.tick([], never)).resolves.toMatchObject({ rttMs: expect.any(Number) });
  });

  test('closing ends the remote process by EOF', async () => {
    const marker = `cockpit-${process.pid}-${Date.now()}`;
    link.command = (argv) => [...argv, marker];
    await reader.tick([], never);
    const running = () => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).includes(marker);
    expect(running()).toBe(true);
    reader.close();
    await expect.poll(running).toBe(false);
  });

  test('an aborted tick rejects at once and the next one still gets its own reply', async () => {
    await reader.tick([], never);
    const controller = new AbortController();
    const first = reader.tick(['/proc/version'], controller.signal);
    const second = reader.tick(['/etc/passwd'], never);
    controller.abort();
    await expect(first).rejects.toBeInstanceOf(FailureError);
    expect((await second).sections.has('/etc/passwd')).toBe(true);
    expect(link.listenerCount).toBe(0);
  });

  test('a host without /proc is named as such', async () => {
    link.command = () => [
      'sh',
      '-c',
      'while read -r n rest; do echo "@@clock 1.0"; echo; echo "@@end $n"; done',
    ];
    await expect(reader.tick([], never).catch(kindOf)).resolves.toBe('unsupported');
  });

  test('a listed command runs in the C locale and gives its output and exit code', async () => {
    const { stdout, code } = await reader.run(readCommand('uname'), never);
    expect(stdout).toBe(execFileSync('uname', ['-sr'], { encoding: 'utf8' }));
    expect(code).toBe(0);
    expect(link.executed.at(-1)).toEqual(['env', 'LC_ALL=C', 'uname', '-sr']);
    const missing = await reader.run(readCommand('tail', '/nowhere', '5'), never);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('No such file');
  });

  test('more output than the cap is refused, not cut', async () => {
    link.command = () => ['head', '-c', '2000000', '/dev/zero'];
    await expect(reader.run(readCommand('df'), never).catch(kindOf)).resolves.toBe('malformed');
  });

  test('a command that never ends is stopped with its caller', async () => {
    link.command = () => ['sh', '-c', 'cat'];
    const controller = new AbortController();
    const run = reader.run(readCommand('df'), controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(run).rejects.toBeInstanceOf(FailureError);
  });
});
