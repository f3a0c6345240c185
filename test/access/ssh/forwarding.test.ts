import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSsh2Link, type Ssh2Link } from '../../../src/access/ssh/ssh2-link.js';
import type { Failure, FailureError } from '../../../src/domain/failure.js';
import { noSshd, RealSshd, run, TestHome, until } from './real-sshd.js';

describe.skipIf(noSshd)(`forwards through a real sshd${noSshd ? ` (skipped: ${noSshd})` : ''}`, () => {
  const home = new TestHome();
  const dir = mkdtempSync(join(tmpdir(), 'cockpit-forward-'));
  const path = join(dir, 'web.sock');
  const web = createServer((request, reply) => {
    if (request.url === '/slow') reply.write('begun');
    else reply.end(`you asked for ${request.url}`);
  });
  const echo = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.pipe(socket);
  });
  let key = '';
  let echoPort = 0;
  const cleanups: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    key = home.keygen('id_ed25519');
    home.config('Host *\n  StrictHostKeyChecking accept-new');
    await new Promise<void>((resolve) => web.listen(path, resolve));
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const address = echo.address();
    echoPort = typeof address === 'object' && address ? address.port : 0;
  });
  afterAll(() => {
    web.closeAllConnections();
    web.close();
    echo.close();
    rmSync(dir, { recursive: true });
    home.remove();
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  const start = async (...options: string[]) => {
    const sshd = await RealSshd.start([key], options);
    cleanups.push(() => sshd.remove());
    return sshd;
  };
  const linkTo = async (sshd: RealSshd, jump?: string): Promise<Ssh2Link> => {
    const link = createSsh2Link(
      { kind: 'ssh', destination: 'lab', host: '127.0.0.1', port: sshd.port, ...(jump ? { jump } : {}) },
      { home: home.dir, env: {} },
    );
    cleanups.push(() => link.close());
    await link.connectOnce();
    return link;
  };
  const agentOf = (link: Ssh2Link) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    let opened = 0;
    agent.createConnection = () => {
      opened += 1;
      return link.unix(path) as never;
    };
    return { agent, opened: () => opened };
  };
  const fetchText = (agent: Agent, url: string) =>
    new Promise<string>((resolve, reject) => {
      get({ agent, path: url, host: 'docker' }, (reply) => {
        let text = '';
        reply.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        reply.on('end', () => resolve(text));
        reply.on('error', reject);
      }).on('error', reject);
    });
  const echoed = (link: Ssh2Link, bytes: Buffer) =>
    new Promise<Buffer>((resolve, reject) => {
      const chunks: Buffer[] = [];
      const socket = link.tcp('127.0.0.1', echoPort);
      socket.on('data', (chunk: Buffer) => chunks.push(chunk));
      socket.on('error', reject);
      socket.on('end', () => resolve(Buffer.concat(chunks)));
      socket.end(bytes);
    });
  const failureOf = (socket: NodeJS.EventEmitter) =>
    new Promise<Failure>((resolve) => socket.once('error', (error: FailureError) => resolve(error.failure)));

  it('carries HTTP over a unix socket, with one channel for many requests', async () => {
    const link = await linkTo(await start());
    const { agent, opened } = agentOf(link);
    for (const url of ['/a', '/b', '/c']) expect(await fetchText(agent, url)).toBe(`you asked for ${url}`);
    expect(opened()).toBe(1);
    agent.destroy();
    await until(() => link.status.channels === 0);
  });

  it('carries megabytes both ways, unchanged', async () => {
    const link = await linkTo(await start());
    const bytes = Buffer.alloc(5_000_000, 'cockpit ');
    expect((await echoed(link, bytes)).equals(bytes)).toBe(true);
  });

  it('renews its keys under way without anybody noticing', async () => {
    const link = await linkTo(await start('RekeyLimit 200K'));
    const phases: string[] = [];
    link.onStatus(({ phase }) => phases.push(phase));
    const bytes = Buffer.alloc(2_000_000, 'cockpit ');
    expect((await echoed(link, bytes)).equals(bytes)).toBe(true);
    expect(new Set(phases)).toEqual(new Set());
  });

  it('has no delayed acknowledgements: a request takes a few ms on loopback', async () => {
    const link = await linkTo(await start());
    const { agent } = agentOf(link);
    await fetchText(agent, '/warm');
    const times: number[] = [];
    for (let i = 0; i < 21; i += 1) {
      const begun = performance.now();
      await fetchText(agent, '/x');
      times.push(performance.now() - begun);
    }
    agent.destroy();
    // With Nagle on either side the median is 44 ms and more.
    expect(times.sort((a, b) => a - b)[10]).toBeLessThan(35);
  });

  it('breaks a response off with an error when the link dies', async () => {
    const sshd = await start();
    const link = await linkTo(sshd);
    const { agent } = agentOf(link);
    const broken = fetchText(agent, '/slow');
    broken.catch(() => {});
    await until(() => link.status.channels > 0);
    sshd.killSessions();
    await expect(broken).rejects.toThrow();
    await until(() => link.status.epoch === 2);
    expect(await fetchText(agent, '/again')).toBe('you asked for /again');
    agent.destroy();
  });

  it('closes locally at once, before the channel is open', async () => {
    const link = await linkTo(await start());
    const socket = link.tcp('127.0.0.1', echoPort);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy();
    await closed;
    await until(() => link.status.channels === 0);
  });

  it('reports a socket that is not there, and a port that nobody listens on', async () => {
    const link = await linkTo(await start());
    expect(await failureOf(link.unix('/nonexistent.sock'))).toMatchObject({
      what: { id: 'link.unix.refused' },
    });
    expect(await failureOf(link.tcp('127.0.0.1', 1))).toMatchObject({
      kind: 'unreachable',
      what: { id: 'link.open.failed', params: { target: '127.0.0.1:1' } },
    });
  });

  it('works with MaxSessions 0 as far as the host allows: forwards, but no commands', async () => {
    const link = await linkTo(await start('MaxSessions 0'));
    expect((await echoed(link, Buffer.from('hi'))).toString()).toBe('hi');
    await expect(link.exec(['true'])).rejects.toMatchObject({
      failure: { kind: 'denied', what: { id: 'link.exec.refused' } },
    });
  });

  it('queues commands on a host that allows only one at a time', async () => {
    const link = await linkTo(await start('MaxSessions 1'));
    const outputs = await Promise.all(['a', 'b', 'c'].map((word) => run(link, 'echo', word)));
    expect(outputs).toEqual(['a\n', 'b\n', 'c\n']);
  });

  it('says that AllowTcpForwarding no forbids both kinds of forwards, and runs commands', async () => {
    const link = await linkTo(await start('AllowTcpForwarding no'));
    expect(await failureOf(link.tcp('127.0.0.1', echoPort))).toMatchObject({
      kind: 'denied',
      what: { id: 'link.tcp.prohibited' },
    });
    expect(await failureOf(link.unix(path))).toMatchObject({
      kind: 'denied',
      what: { id: 'link.unix.refused' },
    });
    expect(await run(link, 'echo', 'ok')).toBe('ok\n');
  });

  it('says that AllowStreamLocalForwarding no may be why a socket does not open, and forwards TCP', async () => {
    const link = await linkTo(await start('AllowStreamLocalForwarding no'));
    expect(await failureOf(link.unix(path))).toMatchObject({
      kind: 'denied',
      next: { id: 'link.unix.refused.next', params: { target: path } },
    });
    expect((await echoed(link, Buffer.from('hi'))).toString()).toBe('hi');
  });

  it('goes through a jump host and back to it after a loss', async () => {
    const gate = await start();
    const inner = await start();
    const link = await linkTo(inner, `127.0.0.1:${gate.port}`);
    expect(await run(link, 'echo', 'inside')).toBe('inside\n');
    expect((await echoed(link, Buffer.from('through'))).toString()).toBe('through');
    inner.killSessions();
    await until(() => link.status.epoch === 2);
    gate.killSessions();
    await until(() => link.status.epoch === 3);
    expect(await run(link, 'echo', 'back')).toBe('back\n');
    await link.close();
    await until(() => gate.sessions().length + inner.sessions().length === 0);
  });

  it('names the jump host that does not pass on', async () => {
    const gate = await start('AllowTcpForwarding no');
    const inner = await start();
    await expect(linkTo(inner, `127.0.0.1:${gate.port}`)).rejects.toMatchObject({
      failure: { kind: 'unreachable', what: { id: 'link.jump.failed', params: { jump: '127.0.0.1' } } },
    });
    await until(() => gate.sessions().length === 0);
  });
});
