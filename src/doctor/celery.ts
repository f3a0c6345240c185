import type { RedisReader } from '../domain/access.js';
import type { QueueEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { type Finding, hostWords } from './finding.js';

type Celery = Extract<QueueEntry, { kind: 'celery' }>;

const bindings = '_kombu.binding.';
/** Bindings of events, replies and remote control: no jobs. */
const noJobs = /(?:celeryev|\.pidbox)$/;
const mostPages = 5;
const mostExchanges = 20;

/** What of one Celery system can be found in its Redis. */
export interface CeleryTraces {
  /** Queues that a worker has declared there. */
  readonly declared: readonly string[];
  /** Queues of the entry that are declared or hold jobs. */
  readonly found: ReadonlySet<string>;
}

/** Looks for the traces of the entry's queues: kombu's bindings, whose members name the queues, and the lists themselves. */
export async function readCeleryTraces(
  { queues, prefix }: Celery,
  reader: RedisReader,
  signal: AbortSignal,
): Promise<CeleryTraces> {
  const lists = await ask(
    reader,
    queues.map((queue) => ['EXISTS', `${prefix}${queue}`]),
    signal,
  );
  const exchanges = await scanExchanges(`${prefix}${bindings}`, reader, signal);
  const pages = await ask(
    reader,
    exchanges.map((key) => ['SSCAN', key, 0, 'COUNT', 100]),
    signal,
  );
  const declared = new Set(
    pages
      .flatMap((page) => (Array.isArray(page) ? asNames(page[1]) : []))
      .map((member) => boundQueue(member)),
  );
  declared.delete('');
  const found = new Set(queues.filter((queue, at) => declared.has(queue) || Number(lists[at]) > 0));
  return { declared: [...declared].map(hostWords).sort().slice(0, 20), found };
}

/** A binding's member: routing key, pattern and queue. */
const boundQueue = (member: string): string => member.split('\x06\x16')[2] ?? '';

const globEscape = (text: string): string => text.replace(/[\\*?[\]]/g, '\\$&');

const asNames = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

async function scanExchanges(base: string, reader: RedisReader, signal: AbortSignal): Promise<string[]> {
  const keys = new Set<string>();
  let cursor = '0';
  for (let page = 0; page < mostPages; page++) {
    const [reply] = await ask(
      reader,
      [['SCAN', cursor, 'MATCH', `${globEscape(base)}*`, 'COUNT', 2000]],
      signal,
    );
    if (!Array.isArray(reply)) break;
    for (const key of asNames(reply[1])) if (!noJobs.test(key)) keys.add(key);
    cursor = String(reply[0]);
    if (cursor === '0') break;
  }
  return [...keys].slice(0, mostExchanges);
}

/** The replies; the first refusal is thrown. */
async function ask(
  reader: RedisReader,
  commands: Parameters<RedisReader['pipeline']>[0],
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  if (commands.length === 0) return [];
  const replies = await reader.pipeline(commands, signal);
  const refusal = replies.find((reply) => reply instanceof Error);
  if (refusal) throw refusal;
  return replies;
}

export function judgeCelery(
  { name, queues, redis, prefix }: Celery,
  { declared, found }: CeleryTraces,
): Finding[] {
  const there = queues.filter((queue) => found.has(queue));
  const absent = queues.filter((queue) => !found.has(queue));
  const findings: Finding[] = [];
  if (there.length > 0)
    findings.push({
      area: 'queues',
      state: 'ok',
      what: msg('doctor.celery.found', { name, queues: there.join(', ') }),
    });
  if (absent.length > 0)
    findings.push({
      area: 'queues',
      state: 'warn',
      what: msg('doctor.celery.absent', { name, queues: absent.join(', '), redis }),
      why: prefix ? msg('doctor.celery.absent.prefix', { prefix }) : msg('doctor.celery.absent.why'),
      next:
        declared.length > 0
          ? msg('doctor.celery.absent.declared', { declared: declared.join(', ') })
          : msg('doctor.celery.absent.next'),
    });
  return findings;
}

/** Workers send a heartbeat every two seconds. */
const listenMs = 3_000;

/** Whether a worker was heard within some seconds. Rejects when the login may not listen. */
export async function hearWorkers(
  { prefix }: Celery,
  db: number,
  reader: RedisReader,
  signal: AbortSignal,
): Promise<boolean> {
  const ended = new AbortController();
  const end = () => ended.abort();
  const timer = setTimeout(end, listenMs);
  signal.addEventListener('abort', end, { once: true });
  let heard = false;
  const onMessage = () => {
    heard = true;
    end();
  };
  try {
    await reader.psubscribe(`${globEscape(prefix)}/${db}.celeryev/worker.*`, onMessage, ended.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
  return heard;
}

export function heartbeatFinding({ name }: Celery, heard: boolean): Finding {
  if (heard) return { area: 'queues', state: 'ok', what: msg('doctor.celery.heard', { name }) };
  return {
    area: 'queues',
    state: 'warn',
    what: msg('doctor.celery.silent', { name, seconds: listenMs / 1000 }),
    why: msg('doctor.celery.silent.why'),
    next: msg('doctor.celery.silent.next'),
  };
}
