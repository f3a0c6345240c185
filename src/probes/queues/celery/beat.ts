import { msg } from '../../../domain/message.js';
import type { QueueSystemData } from '../../../domain/model.js';
import { asNumber, asText, type Command } from './commands.js';
import type { SideContainer } from './containers.js';

type Scheduler = NonNullable<QueueSystemData['scheduler']>;

/** How often Redis is asked for all its clients, ms: the answer has a line for each. The one found is asked for alone (6.2+). */
const clientsEveryMs = 10_000;
const gapsKept = 10;
/** So many times its longest pause so far: then the scheduler has fallen silent. */
const silentFactor = 3;
const leastSilenceMs = 60_000;

/**
 * Whether beat lives, from what can be seen without asking it: its container, RedBeat's lock, lines of its log
 * (`noteSent`), and the Redis connection over which it sends: its address is that of the container, its last command
 * LPUSH, and `idle` says how long ago that was; `onLost` is called when that connection is gone. The schedule file of the default scheduler can't be read from outside.
 */
export function createBeat(name: string | undefined, clock: () => number, onLost: () => void = () => {}) {
  let nextClientsAt = 0;
  let sentAt: number | undefined;
  /** Redis' id of beat's sending connection. */
  let sender: string | undefined;
  const gaps: number[] = [];

  function noteSent(at: number): void {
    if (sentAt !== undefined && at - sentAt < 1500) {
      sentAt = Math.max(sentAt, at);
      return;
    }
    if (sentAt !== undefined) gaps.push(at - sentAt);
    if (gaps.length > gapsKept) gaps.shift();
    sentAt = at;
  }

  return {
    noteSent,
    commands(container: SideContainer | undefined): Command[] {
      const now = clock();
      const lock: Command[] = [
        ['TTL', 'redbeat::lock'],
        ['EXISTS', 'redbeat::schedule'],
      ];
      if (sender !== undefined) return [...lock, ['CLIENT', 'LIST', 'ID', sender]];
      if (!container?.addresses.length || now < nextClientsAt) return lock;
      nextClientsAt = now + clientsEveryMs;
      return [...lock, ['CLIENT', 'LIST', 'TYPE', 'normal']];
    },
    /** The scheduler as its replies and its container tell; undefined where nothing speaks of one. */
    accept(replies: readonly unknown[], container: SideContainer | undefined): Scheduler | undefined {
      const now = clock();
      const [ttl, schedule, clients] = replies;
      if (clients !== undefined) {
        const before = sender;
        const found = senderOf(asText(clients) ?? '', container?.addresses ?? []);
        sender = found?.id;
        if (before !== undefined && sender === undefined) {
          nextClientsAt = 0;
          onLost();
        }
        if (found) noteSent(now - found.idle * 1000);
      }
      const redbeat = redbeatOf(asNumber(ttl) ?? -2, asNumber(schedule) === 1);
      if (name === undefined && !redbeat) return undefined;
      const base = {
        name: name ?? 'redbeat',
        ...(sentAt === undefined ? {} : { lastSeconds: Math.max(0, (now - sentAt) / 1000) }),
      };
      if (container && container.state !== 'running') {
        return { ...base, alive: false, note: msg('queues.beat.container', { state: container.state }) };
      }
      if (redbeat) return { ...base, ...redbeat };
      if (sentAt === undefined) {
        return {
          ...base,
          alive: 'unknown',
          note: msg(container ? 'queues.beat.notSeen' : 'queues.beat.noEvidence'),
        };
      }
      const longest = Math.max(...gaps, leastSilenceMs / silentFactor);
      if (gaps.length >= 3 && now - sentAt > silentFactor * longest) {
        return { ...base, alive: 'unknown', note: msg('queues.beat.silent') };
      }
      return sender !== undefined || container ? { ...base, alive: true } : { ...base, alive: 'unknown' };
    },
  };
}

function redbeatOf(ttl: number, schedule: boolean): Pick<Scheduler, 'alive' | 'note'> | undefined {
  if (ttl > 0) return { alive: true, note: msg('queues.beat.redbeatLock') };
  // Without a time to live (-1) the lock outlives its holder and says nothing.
  return schedule && ttl === -2 ? { alive: false, note: msg('queues.beat.redbeatNoLock') } : undefined;
}

/** The client with one of these addresses that pushed a job last, and how many seconds ago. */
function senderOf(list: string, addresses: readonly string[]): { id: string; idle: number } | undefined {
  const senders = list.split('\n').flatMap((line) => {
    const field = (name: string) => new RegExp(`(?:^| )${name}=(\\S*)`).exec(line)?.[1] ?? '';
    const address = field('addr')
      .replace(/:\d+$/, '')
      .replace(/^\[|\]$/g, '');
    const sends = addresses.includes(address) && field('cmd') === 'lpush';
    return sends ? [{ id: field('id'), idle: Number(field('idle')) }] : [];
  });
  return senders.sort((a, b) => a.idle - b.idle)[0];
}
