import { Keyspace } from './keyspace.js';

const separator = '\x06\x16';
const queues = ['celery', 'scraping', 'posting'];
const heartbeatMs = 2000;

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

/** Celery's side of the broker, as kombu 5 keeps it: queues, bindings, unacknowledged jobs, heartbeats of one worker. */
export class CeleryBroker {
  readonly keys = new Keyspace();
  readonly #worker: string;
  readonly #publish: (channel: string, message: string) => void;
  #processed: number;
  #clock = 81_204;

  constructor(workerHost: string, publish: (channel: string, message: string) => void) {
    this.#worker = `celery@${workerHost}`;
    this.#publish = publish;
    this.#processed = 18_412;
    for (const queue of queues) {
      this.keys.sets.set(`_kombu.binding.${queue}`, new Set([[queue, '', queue].join(separator)]));
    }
    this.keys.sets.set(
      '_kombu.binding.celery.pidbox',
      new Set([['', '', `${this.#worker}.celery.pidbox`].join(separator)]),
    );
    for (let n = 0; n < 2; n++) this.keys.pushLeft('scraping', message('scraping', n));
    this.#prefetch(true);
  }

  start(): void {
    setInterval(() => this.#beat(), heartbeatMs);
    this.#beat();
  }

  /** A task that beat sent; the worker takes the one before it. */
  runTask(n: number): void {
    const queue = n % 6 === 0 ? 'posting' : 'celery';
    this.keys.pushLeft(queue, message(queue, n));
    setTimeout(() => {
      if (this.keys.popRight(queue) !== undefined) this.#processed++;
    }, 700).unref();
    if (n % 4 === 0) this.keys.pushLeft('scraping', message('scraping', n));
    if (n % 4 === 2 && (this.keys.lists.get('scraping')?.length ?? 0) > 2) this.keys.popRight('scraping');
  }

  #prefetch(one: boolean): void {
    const held = new Map(one ? [['9f0c2f0e-practice', Math.floor(Date.now() / 1000)]] : []);
    if (held.size > 0) this.keys.sortedSets.set('unacked_index', held);
  }

  #beat(): void {
    // A prefetched job is fresh at each beat: nothing in the healthy system is stuck.
    this.#prefetch(true);
    const body = {
      hostname: this.#worker,
      utcoffset: -9,
      pid: 1,
      clock: ++this.#clock,
      freq: heartbeatMs / 1000,
      active: this.#clock % 3 === 0 ? 1 : 0,
      processed: this.#processed,
      loadavg: [0.31, 0.28, 0.3],
      sw_ident: 'py-celery',
      sw_ver: '5.4.0',
      sw_sys: 'Linux',
      timestamp: Date.now() / 1000,
      type: 'worker-heartbeat',
    };
    const envelope = {
      body: base64(body),
      'content-encoding': 'utf-8',
      'content-type': 'application/json',
      headers: { hostname: this.#worker },
      properties: {
        delivery_mode: 1,
        delivery_info: { exchange: 'celeryev', routing_key: 'worker.heartbeat' },
        priority: 0,
        body_encoding: 'base64',
        delivery_tag: `practice-${this.#clock}`,
      },
    };
    this.#publish('/0.celeryev/worker.heartbeat', JSON.stringify(envelope));
  }
}

/** A job in the message protocol 2 of Celery. */
function message(queue: string, n: number): string {
  const task =
    { celery: 'sync_reviews', posting: 'post_gbp', scraping: 'scrape_salonboard' }[queue] ?? 'unknown';
  const id = `00000000-7d1e-4c55-9a0b-${String(n).padStart(12, '0')}`;
  return JSON.stringify({
    body: base64([[1001 + (n % 3)], {}, { callbacks: null, errbacks: null, chain: null, chord: null }]),
    'content-encoding': 'utf-8',
    'content-type': 'application/json',
    headers: {
      lang: 'py',
      task: `app.worker.tasks.${task}`,
      id,
      root_id: id,
      retries: 0,
      eta: null,
      origin: 'gen1@beat',
    },
    properties: {
      correlation_id: id,
      delivery_mode: 2,
      delivery_info: { exchange: '', routing_key: queue },
      priority: 0,
      body_encoding: 'base64',
      delivery_tag: id,
    },
  });
}
