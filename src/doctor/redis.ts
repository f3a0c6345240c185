import type { RedisReader } from '../domain/access.js';
import type { RedisEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { type Finding, hostWords } from './finding.js';

/** A key that no application uses: whatever is asked of it, nothing is there. */
const noKey = 'cockpit:doctor';

type Command = readonly [name: string, ...args: (string | number)[]];

/** Harmless calls of the commands that cockpit sends, by the part of it that needs them. */
export const redisCommands: readonly Command[] = [
  ['PING'],
  ['INFO'],
  ['DBSIZE'],
  ['SCAN', 0, 'COUNT', 1],
  ['TYPE', noKey],
  ['TTL', noKey],
  ['PTTL', noKey],
  ['EXISTS', noKey],
  ['GET', noKey],
  ['STRLEN', noKey],
  ['LLEN', noKey],
  ['LINDEX', noKey, 0],
  ['LRANGE', noKey, 0, 0],
  ['HLEN', noKey],
  ['HGET', noKey, 'x'],
  ['HMGET', noKey, 'x'],
  ['SCARD', noKey],
  ['SMEMBERS', noKey],
  ['SSCAN', noKey, 0],
  ['ZCARD', noKey],
  ['ZCOUNT', noKey, 0, 0],
  ['ZSCORE', noKey, 'x'],
  ['ZRANGE', noKey, 0, 0],
  ['CLIENT', 'ID'],
  ['CLIENT', 'INFO'],
  ['CLIENT', 'LIST'],
  ['SLOWLOG', 'LEN'],
  ['SLOWLOG', 'GET', 1],
  ['LATENCY', 'LATEST'],
  ['LATENCY', 'DOCTOR'],
  ['LATENCY', 'HISTORY', 'command'],
  ['MEMORY', 'USAGE', noKey],
];

/** One server: login and every command of the read-only list. Rejects when it can't be asked at all. */
export async function examineRedis(
  entry: RedisEntry,
  reader: RedisReader,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  return judgeRedis(entry, await reader.pipeline(redisCommands, signal));
}

/** `replies` in the order of {@link redisCommands}. */
export function judgeRedis({ name: server, user }: RedisEntry, replies: readonly unknown[]): Finding[] {
  const area = 'redis';
  const info = String(replies[1] ?? '');
  const version = sanitizeLine(/^redis_version:(.*)$/m.exec(info)?.[1] ?? '?');
  const login = user ?? 'default';
  const findings: Finding[] = [
    { area, state: 'ok', what: msg('doctor.redis.login', { server, login, version }) },
  ];
  const errors = redisCommands.flatMap(([name, ...args], at) => {
    const reply = replies[at];
    const command = subcommanded.has(name) ? `${name} ${args[0]}` : name;
    return reply instanceof Error ? [{ command, words: hostWords(reply.message) }] : [];
  });
  const refused = errors.filter(({ words }) => words.startsWith('NOPERM'));
  const keys = refused.filter(({ words }) => /keys?\b.*arguments?/i.test(words));
  const commands = refused.filter((error) => !keys.includes(error)).map(({ command }) => command);
  const tried = redisCommands.length;
  if (commands.length > 0)
    findings.push({
      area,
      state: commands.includes('INFO') ? 'fail' : 'warn',
      what: msg('doctor.redis.refused', { server, login, commands: commands.join(', ') }),
      next: msg('doctor.redis.refused.next'),
    });
  else findings.push({ area, state: 'ok', what: msg('doctor.redis.commands', { server, n: tried }) });
  if (keys.length > 0)
    findings.push({
      area,
      state: 'warn',
      what: msg('doctor.redis.keys', { server, login }),
      next: msg('doctor.redis.refused.next'),
    });
  const absent = errors.filter(({ words }) => /unknown (?:sub)?command/i.test(words));
  if (absent.length > 0) {
    const list = absent.map(({ command }) => command).join(', ');
    findings.push({ area, state: 'skipped', what: msg('doctor.redis.absent', { server, commands: list }) });
  }
  return findings;
}

const subcommanded = new Set(['CLIENT', 'SLOWLOG', 'LATENCY', 'MEMORY']);
