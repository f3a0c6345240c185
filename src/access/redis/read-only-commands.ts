import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';

export type RedisCommand = readonly [name: string, ...args: (string | number)[]];

/** Commands that read one key or the server's state in bounded time; containers with their allowed subcommands. */
const allowed: ReadonlyMap<string, readonly string[] | undefined> = new Map<
  string,
  readonly string[] | undefined
>([
  ...[
    'PING',
    'INFO',
    'DBSIZE',
    'SCAN',
    'TYPE',
    'TTL',
    'PTTL',
    'EXISTS',
    'GET',
    'STRLEN',
    'LLEN',
    'LINDEX',
    'LRANGE',
    'HLEN',
    'HGET',
    'HMGET',
    'SCARD',
    'SMEMBERS',
    'SSCAN',
    'ZCARD',
    'ZCOUNT',
    'ZSCORE',
    'ZRANGE',
  ].map((name) => [name, undefined] as const),
  ['CLIENT', ['LIST', 'ID', 'INFO']],
  ['SLOWLOG', ['GET', 'LEN']],
  ['LATENCY', ['LATEST', 'DOCTOR', 'HISTORY']],
  ['MEMORY', ['USAGE']],
]);

const longestRange = 1_000;

/** Throws a FailureError (`denied`) for whatever is not on the closed list, or could read a whole big key at once. */
export function assertReadOnly([name, ...args]: RedisCommand): void {
  const command = name.toUpperCase();
  const subcommands = allowed.get(command);
  const isListed =
    allowed.has(command) && (!subcommands || subcommands.includes(String(args[0]).toUpperCase()));
  if (!isListed) {
    const shown = subcommands ? `${command} ${String(args[0]).toUpperCase()}` : command;
    throw fail('denied', msg('access.redis.not-read-only', { command: shown.slice(0, 40) }));
  }
  if ((command === 'LRANGE' || command === 'ZRANGE') && !isBounded(args[1], args[2])) {
    throw fail('denied', msg('access.redis.unbounded', { command, limit: longestRange }));
  }
}

/** Both ends count from the same side, and are near each other. */
function isBounded(start: string | number | undefined, stop: string | number | undefined): boolean {
  const [from, to] = [Number(start), Number(stop)];
  return Number.isInteger(from) && Number.isInteger(to) && from < 0 === to < 0 && to - from < longestRange;
}
