import type { Duplex } from 'node:stream';
import type { DrillSystem } from '../system/system.js';
import { CeleryBroker } from './celery.js';
import { redisInfo } from './info.js';
import { CommandParser, encodeReply, type Reply } from './resp.js';

const ok: Reply = { simple: 'OK' };
const unknown = (name: string): Reply => ({
  error: `ERR unknown command '${name}', with args beginning with: `,
});

interface Client {
  readonly socket: Duplex;
  readonly patterns: Set<string>;
}

/** A small Redis with Celery's keys in it: what a reader asks, in RESP2. */
export class DrillRedis {
  readonly broker: CeleryBroker;
  readonly #system: DrillSystem;
  readonly #clients = new Set<Client>();

  constructor(system: DrillSystem) {
    this.#system = system;
    const worker = system.container('worker').id.slice(0, 12);
    this.broker = new CeleryBroker(worker, (channel, message) => this.#publish(channel, message));
  }

  serve(socket: Duplex): void {
    const client: Client = { socket, patterns: new Set() };
    const parser = new CommandParser();
    this.#clients.add(client);
    socket.on('close', () => this.#clients.delete(client));
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end());
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const [name = '', ...args] of parser.push(chunk)) {
          socket.write(this.#answer(client, name.toLowerCase(), args).map(encodeReply).join(''));
          if (name.toLowerCase() === 'quit') socket.end();
        }
      } catch {
        socket.end(encodeReply({ error: 'ERR Protocol error' }));
      }
    });
  }

  #publish(channel: string, message: string): void {
    for (const { socket, patterns } of this.#clients) {
      for (const pattern of patterns) {
        if (globOf(pattern).test(channel)) {
          socket.write(encodeReply(['pmessage', pattern, channel, message]));
        }
      }
    }
  }

  /** Replies in order; only (un)subscribing to several patterns gives more than one. */
  #answer(client: Client, name: string, args: readonly string[]): Reply[] {
    if (name === 'psubscribe') {
      return args.map((pattern) => ['psubscribe', pattern, client.patterns.add(pattern).size]);
    }
    if (name === 'punsubscribe') {
      const gone = args.length > 0 ? args : [...client.patterns];
      return gone.map((pattern) => {
        client.patterns.delete(pattern);
        return ['punsubscribe', pattern, client.patterns.size];
      });
    }
    return [this.#reply(name, args)];
  }

  #reply(name: string, args: readonly string[]): Reply {
    const { keys } = this.broker;
    const [key = '', first = '', second = ''] = args;
    switch (name) {
      case 'ping':
        return args.length > 0 ? key : { simple: 'PONG' };
      case 'auth':
      case 'select':
      case 'quit':
        return ok;
      case 'client':
        return key.toLowerCase() === 'id' ? 7 : ok;
      case 'info':
        return redisInfo(this.#system, this.#clients.size, keys.keys().length);
      case 'dbsize':
        return keys.keys().length;
      case 'type':
        return { simple: keys.typeOf(key) };
      case 'exists':
        return args.filter((k) => keys.typeOf(k) !== 'none').length;
      case 'ttl':
        return keys.typeOf(key) === 'none' ? -2 : -1;
      case 'get':
      case 'hget':
        return null;
      case 'hmget':
        return args.slice(1).map(() => null);
      case 'hlen':
        return 0;
      case 'llen':
        return keys.lists.get(key)?.length ?? 0;
      case 'lindex':
        return keys.lists.get(key)?.at(Number(first)) ?? null;
      case 'lrange':
        return slice(keys.lists.get(key) ?? [], Number(first), Number(second));
      case 'scard':
        return keys.sets.get(key)?.size ?? 0;
      case 'smembers':
        return [...(keys.sets.get(key) ?? [])];
      case 'sscan':
        return ['0', [...(keys.sets.get(key) ?? [])]];
      case 'zcard':
        return keys.sortedSets.get(key)?.size ?? 0;
      case 'zcount':
        return [...(keys.sortedSets.get(key)?.values() ?? [])].filter((s) => within(s, first, second)).length;
      case 'zrange':
        return slice([...(keys.sortedSets.get(key)?.keys() ?? [])], Number(first), Number(second));
      case 'scan':
        return ['0', this.#scan(args)];
      case 'slowlog':
      case 'latency':
      case 'command':
        return [];
      default:
        return unknown(name);
    }
  }

  #scan(args: readonly string[]): string[] {
    const at = args.findIndex((arg) => arg.toLowerCase() === 'match');
    const pattern = at < 0 ? '*' : (args[at + 1] ?? '*');
    return this.broker.keys.keys().filter((key) => globOf(pattern).test(key));
  }
}

const slice = (list: readonly string[], from: number, to: number) =>
  list.slice(from, to === -1 ? undefined : to + 1);

function within(score: number, min: string, max: string): boolean {
  const bound = (text: string) => Number(text.replace('(', '').replace('inf', 'Infinity'));
  const above = min.startsWith('(') ? score > bound(min) : score >= bound(min);
  return above && (max.startsWith('(') ? score < bound(max) : score <= bound(max));
}

const globOf = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );
