import http from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DockerDialer } from '../../../src/access/docker/docker-dialer.js';
import { openSocket } from '../../../src/access/open-socket.js';
import { createReaders } from '../../../src/access/readers.js';
import { FailureError } from '../../../src/domain/failure.js';
import type { HostEntry } from '../../../src/domain/host.js';
import { StubLink } from '../stub-link.js';
import { startEngine } from './fake-engine.js';

const never = new AbortController().signal;
const failureOf = (error: unknown) => (error instanceof FailureError ? error.failure : error);
const host = {
  connection: { kind: 'ssh', destination: 'x' },
  postgres: [],
  redis: [],
  checks: [],
} as unknown as HostEntry;

/** What the host says about its socket, as the diagnosis prints it. */
const facts = (lines: readonly string[]) => ['printf', '%s\n', ...lines];
const login = ['user=ops', 'groups=ops users'];

describe('the way to Docker', () => {
  let engine: Awaited<ReturnType<typeof startEngine>>;
  let link: StubLink;
  let said: readonly string[];
  let dialStdio: readonly string[];
  beforeEach(async () => {
    engine = await startEngine((request, response) =>
      request.url?.startsWith('/events') ? void response.write('\n') : response.end('[]'),
    );
    link = new StubLink();
    link.route = () => undefined;
    said = ['exists=1', 'writable=1', ...login, 'docker=/usr/bin/docker'];
    dialStdio = ['sh', '-c', 'echo refused >&2; exit 1'];
    link.command = (argv) => (argv[0] === 'docker' ? dialStdio : facts(said));
  });
  afterEach(() => engine.stop());

  const execs = (name: string) => link.executed.filter(([file]) => file === name).length;
  const bridge = () => [
    process.execPath,
    '-e',
    `const s = require('net').connect(${JSON.stringify(engine.path)}); process.stdin.pipe(s).pipe(process.stdout)`,
  ];

  test('where forwarding is refused, the docker command carries at most six connections', async () => {
    dialStdio = bridge();
    const readers = createReaders(link, host, { mode: 'watch' });
    const lists = await Promise.all(Array.from({ length: 12 }, () => readers.docker.list(never)));
    expect(lists).toHaveLength(12);
    expect(readers.dockerPath).toBe('dial-stdio');
    // One more proved the way.
    expect(execs('docker')).toBeLessThanOrEqual(7);
    expect(execs('sh')).toBe(1);
    await readers.close();
  });

  test('there, streams leave connections for calls and for logs that are not followed', async () => {
    dialStdio = bridge();
    const readers = createReaders(link, host, { mode: 'watch' });
    const controller = new AbortController();
    const streams = Array.from({ length: 6 }, () =>
      readers.docker.events(undefined, () => undefined, controller.signal).catch(failureOf),
    );
    await expect(streams[5]).resolves.toMatchObject({ kind: 'unsupported' });
    await expect(readers.docker.list(never)).resolves.toEqual([]);
    const told: string[] = [];
    const take = (_stream: string, chunk: Uint8Array) => void told.push(Buffer.from(chunk).toString());
    const bounds = { tail: 5, tty: true };
    await readers.docker.logs('web', { ...bounds, follow: false }, take, never);
    expect(told).toEqual(['[]']);
    const follow = readers.docker.logs('web', { ...bounds, follow: true }, take, never).catch(failureOf);
    await expect(follow).resolves.toMatchObject({ kind: 'unsupported' });
    controller.abort();
    await Promise.all(streams);
    await readers.close();
  });

  test.each([
    [
      'no right',
      ['exists=1', ...login, 'docker=/usr/bin/docker'],
      'permission denied while trying',
      'denied',
      'access.docker.denied',
    ],
    [
      'a stopped engine',
      ['exists=1', 'writable=1', ...login, 'docker=/usr/bin/docker'],
      'Cannot connect. Is the docker daemon running?',
      'unreachable',
      'access.docker.daemon-down',
    ],
    [
      'a missing socket',
      [...login, 'docker=/usr/bin/docker'],
      'no such file',
      'unreachable',
      'access.docker.no-socket',
    ],
    ['a host without Docker', [...login, 'docker='], '', 'unsupported', 'access.docker.absent'],
    [
      'a policy of sshd',
      ['exists=1', 'writable=1', ...login, 'docker='],
      '',
      'denied',
      'access.docker.forward-refused',
    ],
  ])('%s is told apart, with the next step', async (_title, lines, stderr, kind, id) => {
    said = lines;
    dialStdio = ['sh', '-c', `echo '${stderr}' >&2; exit 1`];
    const dialer = new DockerDialer(link, { socketPath: '/var/run/docker.sock' });
    const failure = await dialer.dial().catch(failureOf);
    expect(failure).toMatchObject({
      kind,
      what: { id },
      next: { id: `${id.replace('daemon-down', 'no-socket')}.next` },
    });
    if (stderr) expect(failure).toMatchObject({ detail: stderr });
    expect(dialer.path).toBeUndefined();
  });

  test('many reads that fail together make one diagnosis', async () => {
    const dialer = new DockerDialer(link, { socketPath: '/x' });
    await Promise.allSettled(Array.from({ length: 20 }, () => dialer.dial()));
    await dialer.dial().catch(() => undefined);
    expect(execs('sh')).toBe(1);
  });

  test('a new connection of the host tries the socket again', async () => {
    dialStdio = bridge();
    const dialer = new DockerDialer(link, { socketPath: '/x' });
    (await dialer.dial()).destroy();
    expect(dialer.path).toBe('dial-stdio');
    link.become('up');
    link.route = () => engine.path;
    (await dialer.dial()).destroy();
    expect(dialer.path).toBe('socket');
  });

  test('a socket that was reached once is waited for: no command takes its place while the engine is away', async () => {
    dialStdio = bridge();
    link.route = () => engine.path;
    const dialer = new DockerDialer(link, { socketPath: '/x' });
    (await dialer.dial()).destroy();
    link.route = () => undefined;
    await expect(dialer.dial()).rejects.toThrow(FailureError);
    expect(execs('docker')).toBe(0);
    link.route = () => engine.path;
    await expect
      .poll(
        () =>
          dialer.dial().then(
            (socket) => {
              socket.destroy();
              return dialer.path;
            },
            () => 'not yet',
          ),
        { timeout: 15_000, interval: 500 },
      )
      .toBe('socket');
  }, 20_000);

  test('on the machine itself the socket is local', async () => {
    link.route = () => engine.path;
    const dialer = new DockerDialer(link, {
      socketPath: '/x',
      local: () => openSocket(link.unix(engine.path), 1000),
    });
    const socket = await dialer.dial();
    const status = await new Promise((resolve) =>
      http.get({ createConnection: () => socket, path: '/_ping' }, (response) =>
        resolve(response.statusCode),
      ),
    );
    expect([status, dialer.path]).toEqual([200, 'local']);
    socket.destroy();
  });
});
