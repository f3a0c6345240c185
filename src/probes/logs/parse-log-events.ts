import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';

/** One event of a log group; a message of several lines is one event. */
export interface LogEvent {
  readonly id: string;
  /** ms since the epoch, as the application's log driver stamped it. */
  readonly at: number;
  readonly stream: string;
  readonly message: string;
}

interface LogEvents {
  /** Oldest first. */
  readonly events: readonly LogEvent[];
  /** Younger ones were left out. */
  readonly more: boolean;
}

/** `aws logs filter-log-events --max-items N`; the command line says with a token of its own that there are more. */
export function parseLogEvents(answer: unknown): LogEvents {
  const { events, NextToken, nextToken } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(events)) throw fail('malformed', msg('cloud.no-list', { key: 'events' }));
  const found = events.flatMap((event: unknown): readonly LogEvent[] => {
    const { eventId, timestamp, logStreamName, message } = (event ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof timestamp !== 'number' || typeof message !== 'string') return [];
    const stream = typeof logStreamName === 'string' ? logStreamName : '';
    const id = typeof eventId === 'string' ? eventId : `${timestamp} ${stream} ${message}`;
    return [{ id, at: timestamp, stream, message }];
  });
  return {
    events: found.sort((a, b) => a.at - b.at),
    more: typeof NextToken === 'string' || typeof nextToken === 'string',
  };
}
