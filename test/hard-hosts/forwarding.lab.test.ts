import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createPostgresProbe } from '../../src/probes/postgres/probe.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import {
  connectHard,
  databaseName,
  failureOf,
  type HardHost,
  never,
  queueLengths,
  readQueues,
  salonWithQueues,
  timed,
} from './hard-host.js';

const [server] = salonWithQueues.postgres;

describeLab('a host whose sshd does not forward', () => {
  let lab: Lab;
  const undo: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    lab = await startLab();
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  afterAll(() => lab?.run('docker exec salon_gbp_redis redis-cli del cockpit-hard'));

  const open = async (name: string, lines: readonly string[]) => {
    const sshd = await lab.sshdVariant(name, lines);
    undo.push(() => sshd.stop());
    const host = await connectHard(lab, { port: sshd.port });
    undo.push(() => host.close());
    return host;
  };
  const rows = async (host: HardHost) => {
    if (!server) throw new Error('the salon has a database');
    return createPostgresProbe(server, host.entry).read(host.readers, never);
  };

  test('AllowStreamLocalForwarding no: Docker by its own command, all else as ever', async () => {
    const host = await open('hard-unix', ['AllowStreamLocalForwarding no']);
    expect((await host.readers.docker.list(never)).length).toBeGreaterThan(5);
    expect(host.readers.dockerPath).toBe('dial-stdio');
    expect(await databaseName(host)).toEqual([{ name: 'salon_gbp' }]);
    expect(host.readers.postgres.get('salon')?.via).toBe('connection');
    expect((await host.readers.host.tick([], never)).sections.get('loadavg')).toMatch(/^\d/);
  });

  test.each(['AllowTcpForwarding no', 'DisableForwarding yes'])(
    '%s: every pane fills through commands of the host',
    async (line) => {
      const host = await open('hard-all', [line]);
      const { value: list, ms } = await timed(host.readers.docker.list(never));
      expect(list.length).toBeGreaterThan(5);
      expect(ms).toBeLessThan(8_000);
      expect((await host.readers.host.tick([], never)).sections.get('loadavg')).toMatch(/^\d/);

      const first = await rows(host);
      expect(first).toMatchObject({ via: 'psql', severity: expect.not.stringMatching('critical|unknown') });
      expect(first).not.toHaveProperty('distress');
      expect(first.connections.total).toBeGreaterThan(0);
      const direct = await connectHard(lab);
      undo.push(() => direct.close());
      const shape = (data: object) =>
        Object.entries(data)
          .map(([key, value]) => `${key}: ${Array.isArray(value) ? 'list' : typeof value}`)
          .sort();
      await rows(host);
      await rows(direct);
      expect(shape(await rows(host))).toEqual(shape(await rows(direct)));

      const [pong, length, info] = (await queueLengths(host)) ?? [];
      expect(pong).toBe('PONG');
      expect(length).toEqual(expect.any(Number));
      expect(info).toContain('redis_version:');
      const queues = await readQueues(host);
      expect(queues.systems[0]).toMatchObject({ ok: true });
    },
  );

  test('redis-cli in the container gives the replies of a connection, whatever the values hold', async () => {
    const host = await open('hard-cli', ['DisableForwarding yes']);
    const direct = await connectHard(lab);
    undo.push(() => direct.close());
    const hostile = 'a "quoted" \\x41 line\r\n(nil)\n1) "x" 日本語 \u001b[31m';
    await lab.run(
      `docker exec salon_gbp_redis redis-cli del cockpit-hard && docker exec -i salon_gbp_redis redis-cli -x rpush cockpit-hard <<'X'\n${hostile}\nX`,
    );
    await lab.run(
      `docker exec salon_gbp_redis redis-cli rpush cockpit-hard ${Array.from({ length: 11 }, (_, i) => i).join(' ')}`,
    );
    const commands = [
      ['PING'],
      ['LRANGE', 'cockpit-hard', 0, 20],
      ['GET', 'cockpit-hard'],
      ['GET', 'nothing of the kind'],
      ['SSCAN', 'nothing', '0', 'COUNT', 10],
      ['TYPE', 'cockpit-hard'],
      ['SLOWLOG', 'GET', 128],
      ['HMGET', 'nothing', 'a', hostile],
      ['ZSCORE', 'nothing', 'x'],
      ['INFO', 'replication'],
      ['LLEN', 'cockpit-hard'],
    ] as const;
    const plain = (replies: readonly unknown[] | undefined) =>
      replies?.map((reply) => (reply instanceof Error ? reply.message : reply));
    const inside = plain(await host.readers.redis.get('broker')?.pipeline(commands, never));
    const outside = plain(await direct.readers.redis.get('broker')?.pipeline(commands, never));
    // The slow log goes on meanwhile.
    expect(inside?.[6]).toEqual(expect.any(Array));
    expect(inside?.toSpliced(6, 1)).toEqual(outside?.toSpliced(6, 1));
  });

  test('what needs a connection says so, with the next step', async () => {
    const host = await open('hard-next', ['DisableForwarding yes']);
    const messages = host.readers.redis.get('broker')?.psubscribe('*', () => undefined, never);
    expect(await messages?.catch(failureOf)).toMatchObject({
      kind: 'unsupported',
      what: { id: 'access.redis.no-subscription' },
      next: { id: 'access.redis.no-subscription.next' },
    });
    const options = { from: 'host', timeoutMs: 4_000, address: lab.httpsAddress } as const;
    const { value, ms } = await timed(
      host.readers.web.get(`https://${lab.serverName}/`, options, never).catch(failureOf),
    );
    expect(value).toMatchObject({
      kind: 'denied',
      what: { id: 'access.web.prohibited' },
      next: { id: 'access.web.prohibited.next' },
    });
    expect(ms).toBeLessThan(3_000);
    expect((await host.readers.host.tick([], never)).rttMs).toBeLessThan(5_000);
  });
});
