import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RealRedis, redisMissing, startRedis } from '../access/redis/real-redis.js';
import { type Bench, storesBench } from './stores-bench.js';

/** redis-cli with these arguments; one command a line on stdin. Both servers hold only what the test puts there. */
type Cli = (args: readonly string[], stdin?: string) => Promise<string>;

let real: RealRedis | undefined;
let bench: Bench;
beforeAll(async () => {
  if (!redisMissing) real = await startRedis();
  bench = await storesBench();
  bench.lives.beat.state = 'stopped';
  bench.lives.worker.state = 'stopped';
  await bench.pass(500);
}, 60_000);
afterAll(async () => {
  await bench?.[Symbol.asyncDispose]();
  await real?.stop();
});

const drillCli: Cli = async (args, stdin = '') =>
  (await bench.stores.exec('redis', ['redis-cli', ...args], { stdin }))?.stdout ?? '';
const realCli: Cli = async (args, stdin = '') =>
  execFileSync('redis-cli', ['-p', String(real?.port), ...args], { input: stdin, encoding: 'utf8' });

/** What playbooks and the readers' fallback ask, with types and quotes as `--no-raw` shows them. */
const script = [
  'FLUSHALL',
  'PING',
  'PING "a mark"',
  'LLEN celery',
  'LPUSH celery one two "three \\"x\\" \\xe3\\x81\\x82"',
  'LLEN celery',
  'LINDEX celery -1',
  'LINDEX celery 9',
  'LRANGE celery 0 1',
  'TYPE celery',
  'EXISTS celery nobody',
  'TTL celery',
  'TTL nobody',
  'GET celery',
  'ZCARD unacked_index',
  'ZCOUNT unacked_index 0 100',
  'SMEMBERS nobody',
  'HMGET nobody a b',
  'SET k v',
  'GET k',
  'STRLEN k',
  'DBSIZE',
  'SCAN 0 MATCH cel* COUNT 100',
  'CONFIG SET maxmemory 128mb',
  'CONFIG GET maxmemory',
  'DEL celery nobody',
  'LLEN',
  'NONSENSE a b',
].join('\n');

describe.skipIf(redisMissing)('the practice broker and a real Redis', () => {
  test('answer the same commands in the same words', async () => {
    for (const way of [['--no-raw'], []]) {
      expect((await drillCli(way, script)).split('\n')).toEqual((await realCli(way, script)).split('\n'));
    }
  });

  test('tell memory and clients under the same names', async () => {
    // The practice server says it is a 7.4, which tells one more.
    const names = (text: string) => new Set(text.match(/^\w+(?=:)/gm));
    const known = names(await realCli(['info', 'everything']));
    const own = names(await drillCli(['info']));
    expect([...own].filter((name) => !known.has(name) && !/^(?:db0|pubsub_clients)$/.test(name))).toEqual([]);
    expect(await drillCli(['info', 'memory'])).toMatch(/^# Memory\r\nused_memory:\d+\r\n/);
  });

  test('refuse what would take memory, and nothing else, in the same words', async () => {
    const full = [
      'CONFIG SET maxmemory 1',
      'LPUSH celery x',
      'LLEN celery',
      'DEL celery',
      'CONFIG SET maxmemory 0',
    ].join('\n');
    expect((await drillCli(['--no-raw'], full)).split('\n')).toEqual(
      (await realCli(['--no-raw'], full)).split('\n'),
    );
  });
});
