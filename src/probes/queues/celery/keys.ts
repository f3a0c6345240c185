/** kombu's separator inside keys and binding members (kombu.transport.redis). */
export const separator = '\x06\x16';

/** kombu's default priority_steps: a job of priority 0 to 9 goes to the list of the step below; 0 is served first. */
export const prioritySteps = [0, 3, 6, 9] as const;

/** The list that holds the jobs of a queue for one priority step. */
export const listKey = (prefix: string, queue: string, step: number): string =>
  `${prefix}${queue}${step === 0 ? '' : `${separator}${step}`}`;

/** Sorted set of delivered messages that no worker has acknowledged; the score is the time of delivery. */
export const unackedKey = (prefix: string): string => `${prefix}unacked_index`;

/** Sets of the queues bound to each exchange. */
export const bindingPrefix = (prefix: string): string => `${prefix}_kombu.binding.`;

/** Members name each worker's control queue; they outlive a worker that was killed. */
export const pidboxKey = (prefix: string): string => `${bindingPrefix(prefix)}celery.pidbox`;

/** Channels on which workers publish online, heartbeat and offline events. */
export const heartbeatPattern = (prefix: string, db: number): string =>
  `${globEscape(prefix)}/${db}.celeryev/worker.*`;

/** The queue of a binding: `routing key SEP pattern SEP queue`. */
export const boundQueue = (member: string): string => member.split(separator)[2] ?? '';

/** The worker of a control queue: `celery@host.celery.pidbox`. */
export function pidboxWorker(member: string): string | undefined {
  const queue = boundQueue(member);
  return queue.endsWith('.celery.pidbox') ? queue.slice(0, -'.celery.pidbox'.length) : undefined;
}

/** A global key prefix may hold characters that SCAN and PSUBSCRIBE take for a pattern. */
export const globEscape = (text: string): string => text.replace(/[\\*?[\]]/g, '\\$&');
