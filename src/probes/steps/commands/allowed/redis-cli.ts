import { type Judge, needs, refuse } from './judge.js';
import { parseOptions } from './options.js';

type RedisRule = (args: readonly string[]) => boolean;
const any: RedisRule = () => true;
const first =
  (...words: readonly string[]): RedisRule =>
  ([word = '']) =>
    words.includes(word.toUpperCase());

const maxRange = 1000;
/** Both ends count from the same side, and are near each other. */
const isBounded: RedisRule = ([, from, to]) => {
  const [start, stop] = [Number(from), Number(to)];
  return (
    Number.isInteger(start) && Number.isInteger(stop) && start < 0 === stop < 0 && stop - start < maxRange
  );
};
const redisReads: Readonly<Record<string, RedisRule>> = {
  PING: any,
  INFO: any,
  DBSIZE: any,
  ROLE: any,
  TIME: any,
  LASTSAVE: any,
  TYPE: any,
  TTL: any,
  PTTL: any,
  EXISTS: any,
  STRLEN: any,
  LLEN: any,
  LINDEX: any,
  LRANGE: isBounded,
  HLEN: any,
  SCARD: any,
  ZCARD: any,
  ZCOUNT: any,
  ZRANGE: isBounded,
  CLIENT: first('LIST', 'INFO', 'ID'),
  SLOWLOG: first('GET', 'LEN'),
  LATENCY: first('LATEST', 'DOCTOR', 'HISTORY'),
  MEMORY: first('USAGE', 'STATS', 'DOCTOR'),
  // Others would show the password.
  CONFIG: ([get = '', name = '']) =>
    get.toUpperCase() === 'GET' &&
    /^(?:maxmemory(?:-policy)?|maxclients|timeout|save|appendonly|databases|dir|stop-writes-on-bgsave-error)$/i.test(
      name,
    ),
};

/** Without a command it would read commands from its input. */
export const redisCli: Judge = (args) => {
  const parsed = parseOptions(args, {
    values: 'hpnst',
    flags: '3',
    long: ['raw', 'no-raw', 'csv', 'no-auth-warning', 'tls'],
    inFront: true,
  });
  if (parsed.refused !== undefined) return refuse('redis-cli', parsed.refused);
  const [command, ...rest] = parsed.operands;
  if (command === undefined) return needs('redis-cli', 'INFO');
  const name = command.toUpperCase();
  const rule = Object.hasOwn(redisReads, name) ? redisReads[name] : undefined;
  return rule?.(rest) ? undefined : refuse('redis-cli', [command, ...rest].join(' '));
};
