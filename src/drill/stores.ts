import type { Duplex } from 'node:stream';
import type { InsideInput } from './host/host.js';
import { pgIsReady } from './postgres/pg-isready.js';
import { runPsql } from './postgres/psql.js';
import { PostgresServer, type Session } from './postgres/server.js';
import { processTitle } from './postgres/sessions/activity.js';
import { ServerLife } from './postgres/sessions/server-life.js';
import { sqlDeed } from './postgres/sql-deed.js';
import { Beat } from './redis/beat.js';
import { Broker } from './redis/broker.js';
import { runCelery } from './redis/celery-cli.js';
import { JobLog } from './redis/job-log.js';
import { writePast } from './redis/past.js';
import { runRedisCli } from './redis/redis-cli.js';
import { talkToRedis } from './redis/redis-cli-session.js';
import { DrillRedis } from './redis/server.js';
import { CeleryWorker } from './redis/worker.js';
import type { Deed, Effect, Service, Wanted } from './world.js';

/** A service's container, as far as the data stores depend on it; asked anew at each look. */
export interface ServiceLife {
  /** `paused` also stands for one that hangs: it holds its connections and does nothing. */
  readonly state: 'running' | 'paused' | 'stopped';
  /** When it last started, ms. */
  readonly startedAt: number;
  /** Its address in the network. */
  readonly ip: string;
  /** `NAME=value`, what its process was started with: DATABASE_URL tells the role of the application's sessions. */
  readonly env: readonly string[];
  /** Short id of the container: the host name inside. */
  readonly hostname: string;
}

/** What the data stores need of the machine around them. */
export interface Surroundings {
  /** ms. */
  now(): number;
  service(service: Service): ServiceLife;
  /** A line in the log of a service's container. */
  say(service: Service, stream: 'stdout' | 'stderr', text: string, at: number): void;
}

/** What a program in a container wrote; `code` 0 when there is none. */
export interface Said {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
}

/**
 * The database and the broker with all that uses them: the sessions of api and worker, Celery's queues, worker and beat.
 *
 * All that worker and beat write to their logs comes from here, and what api and db write about the database. Containers
 * that start, stop, pause or are killed are noticed by themselves.
 */
export interface Stores {
  /** Lets the machine's past be written, and lives from then on; `close` ends it. */
  start(): void;
  /** Brings everything to the present; the clock does it too. */
  step(): void;
  /** False: the effect is not one of the data stores'. */
  apply(effect: Effect): boolean;
  /** Whether the part of it that the stores know holds now; undefined when they know none of it. */
  holds(wanted: Wanted): boolean | undefined;
  /** Statements and commands from outside that changed something, oldest first. */
  readonly deeds: readonly Deed[];
  /** A connection to the service's port; to be called only while its container runs or is paused. */
  serve(service: 'db' | 'redis', socket: Duplex): void;
  /**
   * Runs a program inside a service's container: psql and pg_isready in db, redis-cli in redis, `celery … inspect` in worker
   * and beat. Undefined: no program that the stores know.
   */
  exec(service: Service, argv: readonly string[], input?: InsideInput): Promise<Said> | undefined;
  /** SQL of the machine itself, past all limits of sessions; it may hold several statements. */
  run(sql: string): Promise<void>;
  /** Why the api can't use what it needs, as it would say it; undefined: it can. Its health address answers 503 then. */
  apiTrouble(): string | undefined;
  /** Percent of one processor that the service uses now beside its usual work. */
  extraCpu(service: Service): number;
  /** Bytes that the service holds now beside its usual ones. */
  extraMemory(service: Service): number;
  /** Processes of the database's sessions, as `docker top` lists them; pid is the one inside of the container. */
  readonly backends: readonly { readonly pid: number; readonly startedAt: number; readonly title: string }[];
  /** `kill` of one of them; false: there is none. */
  signal(pid: number, name: 'TERM' | 'INT' | 'KILL'): boolean;
  close(): void;
}

/** How often all is brought to the present, ms. */
const stepMs = 250;
const maxDeeds = 500;

/** @param database the one session of PGlite, shared by all connections */
export function createStores(around: Surroundings, database: Promise<Session>): Stores {
  const deeds: Deed[] = [];
  const note = (deed: Omit<Deed, 'at'>) => {
    deeds.push({ at: around.now(), ...deed });
    if (deeds.length > maxDeeds) deeds.shift();
  };
  const life = new ServerLife(around);
  const postgres = new PostgresServer(database, life, around, (ran) => sqlDeed(ran).forEach(note));
  const broker = new Broker(around);
  const beat = new Beat(around, broker);
  const redis = new DrillRedis(
    around,
    broker,
    () => beat.sentAt,
    (words, ok) =>
      note({
        command: `redis-cli ${words.join(' ')}`.slice(0, 200),
        ok,
        harm: /^(?:flush|del|unlink|rpop)/i.test(words[0] ?? '') && ok ? 'data' : 'none',
        service: 'redis',
      }),
  );
  const jobs = new JobLog(
    around,
    (sql) => postgres.run(sql),
    () => life.trouble,
  );
  const worker = new CeleryWorker(
    around,
    broker,
    (channel, text) => redis.publish(channel, text),
    (finished) => jobs.add(finished),
  );
  let timer: NodeJS.Timeout | undefined;
  let redisWasUp = true;
  const step = () => {
    const now = around.now();
    life.step();
    if (!broker.up && !broker.paused && redisWasUp) redis.dropAll();
    redisWasUp = broker.up || broker.paused;
    beat.step(now);
    worker.step(now);
    jobs.step(now);
  };

  return {
    start() {
      writePast(around);
      step();
      timer ??= setInterval(step, stepMs).unref();
    },
    step,
    apply: (effect) => {
      const done = applyTo(effect, { life, broker, worker, jobs });
      if (done) step();
      return done;
    },
    holds: (wanted) => holdsIn(wanted, life, broker),
    deeds,
    serve: (service, socket) => (service === 'db' ? postgres.serve(socket) : redis.serve(socket)),
    exec: (service, [program = '', ...args], input = {}) => {
      if (service === 'db' && program === 'psql') return runPsql(args, input, postgres);
      if (service === 'db' && program === 'pg_isready') {
        return Promise.resolve(pgIsReady(life.backends.closed !== undefined));
      }
      if (service === 'redis' && program === 'redis-cli') {
        return input.terminal
          ? talkToRedis(args, input.terminal, (words) => runRedisCli(words, '', redis, broker))
          : runRedisCli(args, input.stdin ?? '', redis, broker);
      }
      if ((service === 'worker' || service === 'beat') && program === 'celery') {
        const said = runCelery(args, worker);
        return said && Promise.resolve(said);
      }
      return undefined;
    },
    run: (sql) => postgres.run(sql),
    apiTrouble: () => life.trouble,
    extraCpu: (service) =>
      service === 'db' ? life.cpu : service === 'worker' ? worker.running.length * 6 : 0,
    extraMemory: (service) => (service === 'redis' && broker.up ? broker.keys.bytes : 0),
    get backends() {
      return life.backends.all.map((backend) => ({
        pid: backend.pid,
        startedAt: backend.startedAt,
        title: processTitle(backend),
      }));
    },
    signal: (pid, name) => {
      const backend = life.backends.find(pid);
      if (!backend) return false;
      if (name === 'INT') return life.cancel(backend);
      // A backend that is killed makes the server end all others, since it may have left shared memory in disorder.
      if (name === 'KILL') life.backends.endAll('crash');
      else life.terminate(backend);
      return true;
    },
    close: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

interface Parts {
  readonly life: ServerLife;
  readonly broker: Broker;
  readonly worker: CeleryWorker;
  readonly jobs: JobLog;
}

function applyTo(effect: Effect, { life, broker, worker, jobs }: Parts): boolean {
  switch (effect.do) {
    case 'lock':
      life.lock(effect.waiters);
      return true;
    case 'idle-sessions':
      life.takeSlots(effect.count);
      return true;
    case 'slow-queries':
      life.slowDown(effect.count);
      return true;
    case 'tasks':
      for (let n = 0; n < effect.count; n++) broker.send(effect.queue);
      return true;
    case 'failing-tasks':
      worker.fail(effect.error);
      return true;
    case 'redis-memory':
      broker.fill(effect.percent);
      return true;
    case 'alert':
      jobs.alert(effect);
      return true;
    default:
      return false;
  }
}

function holdsIn(wanted: Wanted, life: ServerLife, broker: Broker): boolean | undefined {
  const { waiting, freeSlots, slowQueries, queueBelow, redisBelow } = wanted;
  const known = [
    waiting === undefined ? undefined : life.waiting <= waiting,
    freeSlots === undefined ? undefined : life.backends.free >= freeSlots,
    slowQueries === undefined ? undefined : life.slowQueries <= slowQueries,
    queueBelow === undefined ? undefined : broker.depth < queueBelow,
    redisBelow === undefined
      ? undefined
      : broker.maxMemory === 0 || (100 * broker.used) / broker.maxMemory < redisBelow,
  ].filter((one) => one !== undefined);
  return known.length === 0 ? undefined : known.every(Boolean);
}
