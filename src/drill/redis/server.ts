import type { Duplex } from 'node:stream';
import type { Surroundings } from '../stores.js';
import type { Broker } from './broker.js';
import { applicationClients, clientList } from './clients.js';
import { type CommandContext, changes, replyTo } from './commands.js';
import { globOf } from './glob.js';
import { redisInfo } from './info.js';
import { CommandParser, encodeReply, type Reply } from './resp.js';

interface Client {
  readonly id: number;
  readonly socket: Duplex | undefined;
  readonly patterns: Set<string>;
  readonly since: number;
  address: string;
  name: string;
  last: string;
  lastAt: number;
}

const waitMs = 50;

/** A small Redis with Celery's keys in it, in RESP2. It answers nothing while its container is paused. */
export class DrillRedis {
  readonly #around: Pick<Surroundings, 'now' | 'service'>;
  readonly #broker: Broker;
  readonly #sentAt: () => number | undefined;
  readonly #onChange: (words: readonly string[], ok: boolean) => void;
  readonly #clients = new Set<Client>();
  #ids = 1000;

  /** @param sentAt when beat last sent a task, ms */
  constructor(
    around: Pick<Surroundings, 'now' | 'service'>,
    broker: Broker,
    sentAt: () => number | undefined,
    onChange: (words: readonly string[], ok: boolean) => void,
  ) {
    this.#around = around;
    this.#broker = broker;
    this.#sentAt = sentAt;
    this.#onChange = onChange;
  }

  serve(socket: Duplex): void {
    const client = this.#client(socket);
    const parser = new CommandParser();
    let work = Promise.resolve();
    this.#clients.add(client);
    const run = async ([name = '', ...args]: readonly string[]) => {
      while (this.#broker.paused && !socket.destroyed) {
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
      const replies = this.#answer(client, name, args);
      if (!socket.destroyed && socket.writable) socket.write(replies.map(encodeReply).join(''));
      if (name.toLowerCase() === 'quit') socket.end();
    };
    socket.on('close', () => this.#clients.delete(client));
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end());
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const words of parser.push(chunk)) work = work.then(() => run(words));
      } catch {
        socket.end(encodeReply({ error: 'ERR Protocol error' }));
      }
    });
  }

  /** One command of a program in the container. */
  ask([name = '', ...args]: readonly string[]): Reply {
    return this.#answer(this.#client(undefined), name, args)[0] ?? null;
  }

  publish(channel: string, message: string): void {
    for (const { socket, patterns } of this.#clients) {
      for (const pattern of patterns) {
        if (socket?.writable && globOf(pattern).test(channel)) {
          socket.write(encodeReply(['pmessage', pattern, channel, message]));
        }
      }
    }
  }

  /** The server has gone: every connection ends. */
  dropAll(): void {
    for (const { socket } of this.#clients) socket?.destroy();
  }

  #client(socket: Duplex | undefined): Client {
    const now = this.#around.now();
    const id = ++this.#ids;
    const address = socket ? `172.18.0.1:${50_000 + (id % 9000)}` : `127.0.0.1:${30_000 + (id % 9000)}`;
    return { id, socket, patterns: new Set(), since: now, address, name: '', last: 'NULL', lastAt: now };
  }

  /** Replies in order; only (un)subscribing to several patterns gives more than one. */
  #answer(client: Client, typed: string, args: readonly string[]): Reply[] {
    const name = typed.toLowerCase();
    client.last = name === 'client' ? `client|${args[0]?.toLowerCase() ?? ''}` : name;
    client.lastAt = this.#around.now();
    if (name === 'client' && args[0]?.toLowerCase() === 'setname') client.name = args[1] ?? '';
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
    const reply = replyTo(this.#context(client), typed, args);
    const failed = reply !== null && typeof reply === 'object' && 'error' in reply;
    if (changes(name, args)) this.#onChange([name.toUpperCase(), ...args], !failed);
    return [reply];
  }

  #context(client: Client): CommandContext {
    const application = () => applicationClients(this.#around, this.#sentAt());
    const shown = () => {
      const now = this.#around.now();
      const age = (since: number) => Math.floor((now - since) / 1000);
      const own = [...this.#clients].map(({ id, address, name, since, last, lastAt }) => {
        return { id, address, name, age: age(since), idle: age(lastAt), command: last };
      });
      return [...application(), ...own];
    };
    return {
      broker: this.#broker,
      clientId: client.id,
      clientList: (args) => clientList(shown(), args),
      info: (section) => {
        const now = this.#around.now();
        const clients = shown();
        const figures = {
          now,
          startedAt: this.#around.service('redis').startedAt,
          clients: clients.length,
          blocked: clients.filter(({ command }) => command === 'brpop').length,
          outOfMemory: this.#broker.refused,
        };
        return redisInfo(this.#broker, figures, section);
      },
    };
  }
}
