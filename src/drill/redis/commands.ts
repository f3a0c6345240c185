import type { Broker } from './broker.js';
import { globOf } from './glob.js';
import type { Reply } from './resp.js';

const ok: Reply = { simple: 'OK' };

/** The server around the data. */
export interface CommandContext {
  readonly broker: Broker;
  info(section: string | undefined): string;
  clientList(args: readonly string[]): string;
  readonly clientId: number;
}

/** Fewest arguments of a command; what changes something has `true`; what takes memory `'grows'`. */
const commands: Readonly<Record<string, readonly [least: number, changes?: true | 'grows']>> = {
  ping: [0], echo: [1], auth: [1], select: [1], quit: [0], hello: [0], reset: [0], client: [1], info: [0],
  dbsize: [0], type: [1], exists: [1], ttl: [1], pttl: [1], get: [1], strlen: [1], hget: [2], hmget: [2], hlen: [1],
  llen: [1], lindex: [2], lrange: [3], scard: [1], smembers: [1], sscan: [2], zcard: [1], zcount: [3], zrange: [3],
  zscore: [2], scan: [1], keys: [1], slowlog: [1], latency: [1], command: [0], memory: [1], config: [2],
  set: [2, 'grows'], lpush: [2, 'grows'], rpush: [2, 'grows'], rpop: [1, true], del: [1, true], unlink: [1, true],
  expire: [2, true], flushdb: [0, true], flushall: [0, true],
}; // biome-ignore format: a table, which one command a line would spread over two pages

export const changes = (name: string, args: readonly string[]): boolean =>
  commands[name]?.[1] !== undefined || (name === 'config' && args[0]?.toLowerCase() === 'set');

/** The reply to one command; pub/sub is the connection's own. */
export function replyTo(context: CommandContext, typed: string, args: readonly string[]): Reply {
  const name = typed.toLowerCase();
  const known = commands[name];
  if (!known) return unknown(typed, args);
  if (args.length < known[0]) return { error: `ERR wrong number of arguments for '${name}' command` };
  if (known[1] === 'grows') {
    const full = context.broker.full();
    if (full !== undefined) return { error: full };
  }
  return changes(name, args) ? change(context, name, args) : read(context, name, args);
}

const unknown = (name: string, args: readonly string[]): Reply => ({
  error: `ERR unknown command '${name}', with args beginning with: ${args.map((arg) => `'${arg}' `).join('')}`,
});

const wrongType: Reply = {
  error: 'WRONGTYPE Operation against a key holding the wrong kind of value',
};

/** The kind of key that a command is for. */
const kindOf = (name: string): string | undefined =>
  ({ get: 'string', strlen: 'string', llen: 'list', lindex: 'list', lrange: 'list', rpop: 'list', lpush: 'list', rpush: 'list', scard: 'set', smembers: 'set', sscan: 'set', zcard: 'zset', zcount: 'zset', zrange: 'zset', zscore: 'zset', hget: 'hash', hmget: 'hash', hlen: 'hash' })[name]; // biome-ignore format: a table, which one command a line would spread over two pages

function isWrongType(context: CommandContext, name: string, key: string): boolean {
  const kind = kindOf(name);
  const type = context.broker.keys.typeOf(key);
  return kind !== undefined && type !== 'none' && type !== kind;
}

function read(context: CommandContext, name: string, args: readonly string[]): Reply {
  const { keys } = context.broker;
  const [key = '', first = '', second = ''] = args;
  if (isWrongType(context, name, key)) return wrongType;
  const list = keys.lists.get(key) ?? [];
  const scores = keys.sortedSets.get(key) ?? new Map<string, number>();
  switch (name) {
    case 'ping':
      return args.length > 0 ? key : { simple: 'PONG' };
    case 'echo':
      return key;
    case 'client':
      return client(context, key.toLowerCase(), args.slice(1));
    case 'info':
      return context.info(args.length > 0 && !/^(?:all|default|everything)$/i.test(key) ? key : undefined);
    case 'dbsize':
      return keys.keys().length;
    case 'type':
      return { simple: keys.typeOf(key) };
    case 'exists':
      return args.filter((k) => keys.typeOf(k) !== 'none').length;
    case 'ttl':
    case 'pttl':
      return keys.typeOf(key) === 'none' ? -2 : -1;
    case 'get':
      return keys.strings.get(key) ?? null;
    case 'strlen':
      return Buffer.byteLength(keys.strings.get(key) ?? '');
    case 'hget':
      return null;
    case 'hmget':
      return args.slice(1).map(() => null);
    case 'hlen':
      return 0;
    case 'llen':
      return keys.length(key);
    case 'lindex':
      return list.at(Number(first)) ?? null;
    case 'lrange':
      return slice(list, Number(first), Number(second));
    case 'scard':
      return keys.sets.get(key)?.size ?? 0;
    case 'smembers':
      return [...(keys.sets.get(key) ?? [])];
    case 'sscan':
      return ['0', [...(keys.sets.get(key) ?? [])]];
    case 'zcard':
      return scores.size;
    case 'zscore':
      return scores.has(first) ? String(scores.get(first)) : null;
    case 'zcount':
      return [...scores.values()].filter((score) => within(score, first, second)).length;
    case 'zrange':
      return slice([...scores.keys()], Number(first), Number(second));
    case 'scan':
      return ['0', keys.keys().filter((one) => globOf(matchOf(args)).test(one))];
    case 'keys':
      return keys.keys().filter((one) => globOf(key).test(one));
    case 'memory':
      return /^usage$/i.test(key) ? (keys.bytesOf(first) ?? null) : [];
    case 'config':
      return config(context, first);
    case 'slowlog':
      return /^len$/i.test(key) ? 0 : [];
    case 'latency':
    case 'command':
      return [];
    default:
      return ok;
  }
}

function change(context: CommandContext, name: string, args: readonly string[]): Reply {
  const { broker } = context;
  const { keys } = broker;
  const [key = '', first = '', second = ''] = args;
  if (isWrongType(context, name, key)) return wrongType;
  switch (name) {
    case 'set':
      keys.delete(key);
      keys.strings.set(key, first);
      return ok;
    case 'lpush':
      return args.slice(1).reduce((_length, value) => keys.pushLeft(key, value), 0);
    case 'rpush':
      return args.slice(1).reduce((_length, value) => keys.pushRight(key, value), 0);
    case 'rpop':
      return keys.popRight(key) ?? null;
    case 'del':
    case 'unlink':
      return args.filter((one) => keys.delete(one)).length;
    case 'expire':
      // Nothing here is looked at for so long that it would matter when.
      return keys.typeOf(key) === 'none' ? 0 : 1;
    case 'config': {
      const bytes = bytesOf(second);
      if (first.toLowerCase() !== 'maxmemory' || bytes === undefined) {
        return {
          error: `ERR CONFIG SET failed (possibly related to argument '${first}') - the practice server knows maxmemory alone`,
        };
      }
      broker.maxMemory = bytes;
      return ok;
    }
    default:
      keys.clear();
      return ok;
  }
}

function client(context: CommandContext, verb: string, args: readonly string[]): Reply {
  if (verb === 'id') return context.clientId;
  if (verb === 'list') return context.clientList(args);
  return ok;
}

function config({ broker }: CommandContext, pattern: string): Reply {
  const settings = {
    maxmemory: String(broker.maxMemory),
    'maxmemory-policy': 'noeviction',
    maxclients: '10000',
  };
  return Object.entries(settings).flatMap((pair) => (globOf(pattern).test(pair[0]) ? pair : []));
}

/** `256mb`, `1gb`, `134217728` (memtoull of Redis). */
function bytesOf(text: string): number | undefined {
  const [, figure, unit = ''] = /^(\d+)(b|k|kb|m|mb|g|gb)?$/i.exec(text) ?? [];
  const factors: Record<string, number> = {
    '': 1,
    b: 1,
    k: 1e3,
    kb: 1024,
    m: 1e6,
    mb: 1024 ** 2,
    g: 1e9,
    gb: 1024 ** 3,
  };
  return figure === undefined ? undefined : Number(figure) * (factors[unit.toLowerCase()] ?? 1);
}

function matchOf(args: readonly string[]): string {
  const at = args.findIndex((arg) => arg.toLowerCase() === 'match');
  return at < 0 ? '*' : (args[at + 1] ?? '*');
}

const slice = (list: readonly string[], from: number, to: number) =>
  list.slice(from, to === -1 ? undefined : to + 1);

function within(score: number, min: string, max: string): boolean {
  const bound = (text: string) => Number(text.replace('(', '').replace('inf', 'Infinity'));
  const above = min.startsWith('(') ? score > bound(min) : score >= bound(min);
  return above && (max.startsWith('(') ? score < bound(max) : score <= bound(max));
}
