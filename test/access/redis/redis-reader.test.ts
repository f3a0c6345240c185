import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { LinkRedisReader } from '../../../src/access/redis/redis-reader.js';
import type { DockerReader } from '../../../src/domain/access.js';
import { FailureError } from '../../../src/domain/failure.js';
import type { RedisEntry } from '../../../src/domain/host.js';
import { freePort } from '../free-port.js';
import { StubLink } from '../stub-link.js';
import { type RealRedis, redisMissing, startRedis } from './real-redis.js';

const never = new AbortController().signal;
const noDocker = {} as DockerReader;
const failureOf = (error: unknown) => (error instanceof FailureError ? error.failure : error);

describe.skipIf(redisMissing)(
  `a real Redis server${redisMissing ? ` (skipped: ${redisMissing})` : ''}`,
  () => {
    let open: RealRedis;
    let locked: RealRedis;
    let link: StubLink;
    const readers: LinkRedisReader[] = [];

    beforeAll(async () => {
      [open, locked] = await Promise.all([startRedis(), startRedis({ password: 'pw-secret' })]);
      locked.cli(
        'ACL',
        'SETUSER',
        'guest',
        'on',
        '>guest-secret',
        'allkeys',
        'nocommands',
        '+ping',
        '+llen',
        '+select',
      );
    }, 30_000);
    afterAll(() => Promise.all([open?.stop(), locked?.stop()]));
    afterEach(async () => {
      await Promise.all(readers.splice(0).map((reader) => reader.close()));
      vi.restoreAllMocks();
    });

    const reader = (
      server: RealRedis,
      change: Partial<RedisEntry> = {},
      env: Record<string, string> = { PW: 'pw-secret' },
    ) => {
      link = new StubLink();
      const entry: RedisEntry = {
        name: 'jobs',
        address: { kind: 'tcp', host: '127.0.0.1', port: server.port },
        db: 0,
        password: { from: 'none' },
        ...change,
      };
      const made = new LinkRedisReader({ link, docker: noDocker, entry, env });
      readers.push(made);
      return made;
    };
    const fromPw = { password: { from: 'env', variable: 'PW' } } as const;

    test('a pipeline gives each reply or its own error, in order, in the database of the entry', async () => {
      open.cli('-n', '3', 'RPUSH', 'queue', 'a', 'b', 'c');
      open.cli('-n', '3', 'SET', 'text', 'x');
      const replies = await reader(open, { db: 3 }).pipeline(
        [
          ['LLEN', 'queue'],
          ['LINDEX', 'queue', -1],
          ['LLEN', 'text'],
          ['lrange', 'queue', 0, 1],
          ['INFO', 'memory'],
        ],
        never,
      );
      expect(replies[0]).toBe(3);
      expect(replies[1]).toBe('c');
      expect(replies[2]).toBeInstanceOf(Error);
      expect(String(replies[2])).toContain('WRONGTYPE');
      expect(replies[3]).toEqual(['a', 'b']);
      expect(replies[4]).toContain('used_memory:');
    });

    test('all pipelines share one connection that bears our name', async () => {
      const made = reader(open);
      await Promise.all([
        made.pipeline([['PING']], never),
        made.pipeline([['PING']], never),
        made.pipeline([['DBSIZE']], never),
      ]);
      expect(link.opened).toHaveLength(1);
      expect(open.cli('CLIENT', 'LIST').match(/name=cockpit/g)).toHaveLength(1);
    });

    test.each([
      [['KEYS', '*']],
      [['FLUSHALL']],
      [['CLIENT', 'KILL', 'TYPE', 'normal']],
      [['CONFIG', 'GET', 'requirepass']],
      [['SLOWLOG', 'RESET']],
      [['HGETALL', 'unacked']],
      [['LRANGE', 'queue', 0, -1]],
      [['MONITOR']],
      [['EVAL', 'return 1', 0]],
    ] as const)('%j is refused before anything is opened', async (command) => {
      const made = reader(open);
      const failure = await made.pipeline([['PING'], [...command]], never).catch(failureOf);
      expect(failure).toMatchObject({ kind: 'denied' });
      expect(link.opened).toHaveLength(0);
    });

    test('the password and an ACL user let in', async () => {
      await expect(reader(locked, fromPw).pipeline([['PING']], never)).resolves.toEqual(['PONG']);
      const guest = reader(
        locked,
        { user: 'guest', password: { from: 'env', variable: 'PW' } },
        { PW: 'guest-secret' },
      );
      const [pong, denied] = await guest.pipeline([['PING'], ['INFO']], never);
      expect(pong).toBe('PONG');
      expect(String(denied)).toContain('NOPERM');
    });

    test.each([
      ['a wrong password', fromPw, { PW: 'wrong-secret' }],
      ['no password', {}, {}],
    ])('%s is denied, and the failure holds no secret', async (_title, change, env) => {
      const failure = await reader(locked, change, env as Record<string, string>)
        .pipeline([['PING']], never)
        .catch(failureOf);
      expect(failure).toMatchObject({ kind: 'denied', what: { id: 'access.redis.password' } });
      expect(JSON.stringify(failure)).not.toContain('secret');
    });

    test('a password that the server does not ask for is no error, and nothing is written to the console', async () => {
      const spies = (['warn', 'error', 'log'] as const).map((name) =>
        vi.spyOn(console, name).mockReturnValue(),
      );
      await expect(reader(open, fromPw).pipeline([['PING']], never)).resolves.toEqual(['PONG']);
      await reader(open, { address: { kind: 'tcp', host: '127.0.0.1', port: 1 } })
        .pipeline([['PING']], never)
        .catch(() => undefined);
      for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    });

    test('the unix socket of the host works too', async () => {
      await expect(
        reader(open, { address: { kind: 'socket', path: open.socket } }).pipeline([['PING']], never),
      ).resolves.toEqual(['PONG']);
    });

    test('over TLS the certificate must bear the configured name', async () => {
      const dir = mkdtempSync(join(tmpdir(), 'cockpit-redis-tls-'));
      const [key, cert, port] = [join(dir, 'key.pem'), join(dir, 'cert.pem'), await freePort()];
      const subject = ['-subj', '/CN=cache.example', '-addext', 'subjectAltName=DNS:cache.example'];
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          '2',
          '-keyout',
          key,
          '-out',
          cert,
          ...subject,
        ],
        { stdio: 'ignore' },
      );
      const secure = await startRedis({ tls: { port, key, cert } });
      const address = { kind: 'tcp', host: 'cache.example', port, tls: 'verify', ca: cert } as const;
      const made = reader(secure, { address });
      link.route = () => `127.0.0.1:${port}`;
      await expect(made.pipeline([['PING']], never)).resolves.toEqual(['PONG']);
      const other = reader(secure, { address: { ...address, host: 'other.example' } });
      link.route = () => `127.0.0.1:${port}`;
      await expect(other.pipeline([['PING']], never).catch(failureOf)).resolves.toMatchObject({
        kind: 'denied',
        what: { id: 'access.tls.untrusted' },
      });
      await secure.stop();
      rmSync(dir, { recursive: true, force: true });
    });

    test('a server at its limit of clients says so', async () => {
      const small = await startRedis();
      small.cli('CONFIG', 'SET', 'maxclients', '1');
      await reader(small).pipeline([['PING']], never);
      const failure = await reader(small)
        .pipeline([['PING']], never)
        .catch(failureOf);
      await small.stop();
      expect(failure).toMatchObject({ kind: 'unreachable', what: { id: 'access.redis.full' } });
    });

    test('a frozen server is a time-out, and its late replies are not taken for later ones', async () => {
      const made = reader(open);
      await made.pipeline([['PING']], never);
      open.freeze(true);
      const failure = await made.pipeline([['DBSIZE']], never).catch(failureOf);
      open.freeze(false);
      expect(failure).toMatchObject({ kind: 'timeout' });
      await expect(made.pipeline([['PING']], never)).resolves.toEqual(['PONG']);
    });

    test('a restarted server and a new connection of the link are found again', async () => {
      const made = reader(open);
      await made.pipeline([['PING']], never);
      await open.restart();
      await expect
        .poll(() => made.pipeline([['PING']], never).catch(() => 0), { timeout: 8_000 })
        .toEqual(['PONG']);
      link.become('down');
      link.cut();
      await expect(made.pipeline([['PING']], never).catch(failureOf)).resolves.toMatchObject({
        kind: 'unreachable',
      });
      link.become('up');
      await expect(made.pipeline([['PING']], never)).resolves.toEqual(['PONG']);
    });

    test('messages of a pattern arrive until aborted, beside running commands', async () => {
      const made = reader(open);
      const controller = new AbortController();
      const heard: string[] = [];
      const listening = made.psubscribe(
        'news.*',
        (channel, message) => heard.push(`${channel}=${message}`),
        controller.signal,
      );
      await expect.poll(() => open.cli('PUBSUB', 'NUMPAT')).toBe('1');
      open.cli('PUBLISH', 'news.a', 'one');
      open.cli('PUBLISH', 'other', 'two');
      await expect.poll(() => heard).toEqual(['news.a=one']);
      await expect(made.pipeline([['PING']], never)).resolves.toEqual(['PONG']);
      controller.abort();
      await listening;
      await expect.poll(() => open.cli('PUBSUB', 'NUMPAT')).toBe('0');
    });

    test('a subscription rejects when the server goes away', async () => {
      const made = reader(open);
      const listening = made.psubscribe('x*', () => undefined, never).catch(failureOf);
      await expect.poll(() => open.cli('PUBSUB', 'NUMPAT')).toBe('1');
      await open.restart();
      await expect(listening).resolves.toMatchObject({ kind: 'unreachable' });
    });

    test('closing leaves no client on the server', async () => {
      const made = reader(open);
      await made.pipeline([['PING']], never);
      await made.close();
      await expect.poll(() => open.cli('CLIENT', 'LIST').includes('name=cockpit')).toBe(false);
    });
  },
);
