import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSsh2Link, type Ssh2Link } from '../../../src/access/ssh/ssh2-link.js';
import type { FailureError } from '../../../src/domain/failure.js';
import type { LinkPhase } from '../../../src/domain/link.js';
import { type LinkProxy, startLinkProxy } from '../../lab/link-proxy.js';
import { noSshd, RealSshd, run, TestHome, until } from './real-sshd.js';

describe.skipIf(noSshd)(`the life of a link to a real sshd${noSshd ? ` (skipped: ${noSshd})` : ''}`, () => {
  let home: TestHome;
  let sshd: RealSshd;
  let proxy: LinkProxy;
  let link: Ssh2Link;
  let phases: LinkPhase[];

  beforeAll(async () => {
    home = new TestHome();
    sshd = await RealSshd.start([home.keygen('id_ed25519')], [], { unprivileged: true });
    home.config('Host *\n  StrictHostKeyChecking accept-new');
  });
  afterAll(async () => {
    await sshd.remove();
    home.remove();
  });
  beforeEach(async () => {
    proxy = await startLinkProxy({ host: '127.0.0.1', port: sshd.port });
    link = createSsh2Link(
      { kind: 'ssh', destination: 'lab', host: '127.0.0.1', port: proxy.port, user: sshd.user },
      { home: home.dir, env: {} },
    );
    phases = [];
    link.onStatus(({ phase }) => {
      if (phases.at(-1) !== phase) phases.push(phase);
    });
  });
  const roundTrip = async () => {
    const socket = link.tcp('127.0.0.1', sshd.port);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
  };
  const processes = () => execFileSync('ps', ['-e', '-o', 'args='], { encoding: 'utf8' });
  afterEach(async () => {
    await link.close();
    await proxy.close();
  });

  it('comes up by way of connecting and authenticating', async () => {
    await link.connectOnce();
    expect(phases).toEqual(['connecting', 'authenticating', 'up']);
    expect(link.status).toMatchObject({ phase: 'up', epoch: 1, attempt: 0 });
    expect(link.status.bytesIn).toBeGreaterThan(1000);
    expect(link.status.bytesOut).toBeGreaterThan(1000);
  });

  it('passes every word of a command unchanged', async () => {
    await link.connectOnce();
    const words = [' ', `'"\\$HOME\`id\``, 'a\nb', '', '日本語', '-n', '!!', '*'];
    expect(await run(link, 'printf', '[%s]', ...words)).toBe(words.map((word) => `[${word}]`).join(''));
  });

  it('gives stdout, stderr, stdin and the exit code of a command', async () => {
    await link.connectOnce();
    const process = await link.exec(['sh', '-c', 'cat; echo oops >&2; exit 3']);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    process.stdout.on('data', (chunk) => out.push(chunk));
    process.stderr.on('data', (chunk) => err.push(chunk));
    process.stdin.end('in');
    expect(await process.exit).toEqual({ code: 3, lost: false });
    await until(() => Buffer.concat(err).length === 5);
    expect(Buffer.concat(out).toString()).toBe('in');
    expect(Buffer.concat(err).toString()).toBe('oops\n');
  });

  it('uses one TCP connection for everything', async () => {
    await link.connectOnce();
    await Promise.all(Array.from({ length: 20 }, () => run(link, 'true')));
    expect(proxy.counters.connections).toBe(1);
  });

  it('runs eight commands at once, and the others as slots become free', async () => {
    await link.connectOnce();
    await until(() => link.status.channels === 0);
    const running = await Promise.all(Array.from({ length: 8 }, () => link.exec(['cat'])));
    let ninth = false;
    const waiting = link.exec(['echo', 'nine']).then((process) => {
      ninth = true;
      return process.exit;
    });
    // A round trip on another channel: the ninth has had time to start if it could.
    await roundTrip();
    expect(ninth).toBe(false);
    expect(sshd.sessions().length).toBeGreaterThanOrEqual(8);
    running[0]?.close();
    expect(await waiting).toMatchObject({ code: 0 });
    for (const process of running) process.close();
  });

  it('stops waiting for a slot when its signal aborts', async () => {
    await link.connectOnce();
    const running = await Promise.all(Array.from({ length: 8 }, () => link.exec(['cat'])));
    const abort = new AbortController();
    const waiting = link.exec(['true'], abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    for (const process of running) process.close();
  });

  it('ends a command that ignores the end of its input by a signal', async () => {
    await link.connectOnce();
    const process = await link.exec(['sleep', '60']);
    process.close();
    expect(await process.exit).toEqual({ code: undefined, signal: 'SIGTERM', lost: false });
  });

  it('notices a killed server at once, says which commands were lost, and comes back with the next epoch', async () => {
    await link.connectOnce();
    const process = await link.exec(['cat']);
    const socket = link.tcp('127.0.0.1', sshd.port);
    const error = new Promise<FailureError>((resolve) => socket.once('error', resolve));
    await new Promise((resolve) => socket.once('data', resolve));
    const killedAt = performance.now();
    sshd.killSessions();
    expect(await process.exit).toEqual({ code: undefined, lost: true });
    expect((await error).failure).toMatchObject({ kind: 'unreachable', what: { id: 'link.lost' } });
    expect(performance.now() - killedAt).toBeLessThan(1000);
    expect(link.status).toMatchObject({ phase: 'down', failure: { what: { id: 'link.lost' } } });
    expect(link.status.nextRetryAt).toBeGreaterThan(Date.now() - 1000);
    await until(() => link.status.epoch === 2);
    expect(await run(link, 'echo', 'back')).toBe('back\n');
  });

  it('notices a frozen link within 6 s: suspect first, then down, with every socket closed', async () => {
    await link.connectOnce();
    const socket = link.tcp('127.0.0.1', sshd.port);
    const closed = new Promise<FailureError>((resolve) => socket.once('error', resolve));
    await new Promise((resolve) => socket.once('data', resolve));
    const frozenAt = performance.now();
    proxy.freeze();
    await until(() => link.status.phase === 'suspect', 4000);
    expect((await closed).failure.what.id).toBe('link.lost');
    expect(performance.now() - frozenAt).toBeLessThan(6000);
    expect(link.status.phase).toBe('down');
    proxy.thaw();
    await until(() => link.status.phase === 'up');
    expect(link.status.epoch).toBe(2);
  });

  it('goes from suspect back to up when a short freeze ends', async () => {
    await link.connectOnce();
    proxy.freeze();
    await until(() => link.status.phase === 'suspect', 4000);
    proxy.thaw();
    await until(() => link.status.phase === 'up', 4000);
    expect(link.status.epoch).toBe(1);
  });

  it('stays up on a slow link', async () => {
    proxy.setDelay(400);
    await link.connectOnce();
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(phases).toEqual(['connecting', 'authenticating', 'up']);
  });

  it('does not hang on a channel that never opens', async () => {
    await link.connectOnce();
    const socket = link.tcp('192.0.2.1', 9);
    const error = await new Promise<FailureError>((resolve) => socket.once('error', resolve));
    expect(['timeout', 'unreachable']).toContain(error.failure.kind);
    await until(() => link.status.channels === 0);
  });

  it('keeps trying while the host is away, and at once on a key press', async () => {
    await link.connectOnce();
    await proxy.refuse();
    proxy.cut();
    await until(() => link.status.phase === 'down');
    const { lostAt } = link.status;
    expect(lostAt).toBeGreaterThan(0);
    await until(() => link.status.attempt >= 3);
    // Each attempt is a phase of its own; the loss is still the first.
    expect(link.status.since).toBeGreaterThan(lostAt ?? Infinity);
    expect(link.status).toMatchObject({
      phase: 'down',
      lostAt,
      failure: { what: { id: 'link.port-closed' } },
    });
    await proxy.accept();
    link.retryNow();
    await until(() => link.status.phase === 'up', 1500);
    expect(link.status.lostAt).toBeUndefined();
  });

  it('rejects the first connection to a host that does not answer, and connects in the background once it does', async () => {
    await proxy.refuse();
    const error: FailureError = await link.connectOnce().then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error.failure).toMatchObject({ kind: 'unreachable', what: { id: 'link.port-closed' } });
    await proxy.accept();
    link.start();
    await until(() => link.status.phase === 'up');
  });

  it('fails everything at once while it is down', async () => {
    await expect(link.exec(['true'])).rejects.toMatchObject({ failure: { kind: 'unreachable' } });
    const socket = link.unix('/run/x.sock');
    expect(await new Promise((resolve) => socket.once('error', resolve))).toMatchObject({
      failure: { what: { id: 'link.not-up' } },
    });
  });

  it('leaves no process on the host when it closes', async () => {
    await link.connectOnce();
    await link.exec(['cat']);
    await link.exec(['sleep', '61.7']);
    expect(sshd.sessions().length).toBeGreaterThan(2);
    await link.close();
    await until(() => sshd.sessions().length === 0 && !processes().includes('sleep 61.7'), 3000);
    expect(link.status).toMatchObject({ phase: 'closed', channels: 0 });
    await expect(link.exec(['true'])).rejects.toMatchObject({ failure: { what: { id: 'link.closed' } } });
  });
});
