import { Redis } from 'ioredis';
import type { RedisReader } from '../../../src/domain/access.js';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';

export interface TestRedisReader extends RedisReader {
  /** Names of the commands sent, one list a round trip. */
  readonly sent: string[][];
  close(): void;
}

export function redisReaderOf(port: number, db = 0): TestRedisReader {
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    db,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => {});
  const subscribers = new Set<Redis>();
  const sent: string[][] = [];
  return {
    sent,
    async pipeline(commands, signal) {
      signal.throwIfAborted();
      sent.push(commands.map(([name]) => name));
      const pipeline = redis.pipeline();
      for (const [name, ...args] of commands) pipeline.call(name, ...args);
      try {
        return ((await pipeline.exec()) ?? []).map(([error, reply]) => error ?? reply);
      } catch (cause) {
        throw fail('unreachable', msg('test.redis'), { cause });
      }
    },
    psubscribe(pattern, onMessage, signal) {
      const own = redis.duplicate();
      subscribers.add(own);
      return new Promise((resolve, reject) => {
        own.on('error', () => {});
        own.on('pmessage', (_pattern, channel, message) => onMessage(channel, message));
        own.on('end', () => reject(fail('unreachable', msg('test.redis'))));
        signal.addEventListener('abort', () => {
          own.removeAllListeners('end');
          own.disconnect();
          resolve();
        });
        own.psubscribe(pattern).catch(() => {});
      });
    },
    close() {
      for (const own of subscribers) own.disconnect();
      redis.disconnect();
    },
  };
}
