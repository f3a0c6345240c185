import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AwsReader } from '../../../src/domain/access.js';
import { CloudwatchTail } from '../../../src/probes/logs/cloudwatch-tail.js';
import { FloodGate } from '../../../src/probes/logs/flood-gate.js';
import type { NewLogLine } from '../../../src/probes/logs/log-ring.js';
import { recordingOf } from '../aws/keiba.js';

const group = '/ecs/production-keiba-backend';
const recording = recordingOf('well');
interface Events {
  readonly events: readonly {
    readonly eventId: string;
    readonly timestamp: number;
    readonly message: string;
  }[];
}
const { events } = (recording.calls.find(({ id }) => id === 'logEvents')?.answer ?? { events: [] }) as Events;
const linesOf = (some: Events['events']) => some.flatMap(({ message }) => message.trimEnd().split('\n'));

describe('a log group of CloudWatch', () => {
  let tail: CloudwatchTail;
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    tail.stop();
    vi.useRealTimers();
  });

  function follow(answers: readonly unknown[]) {
    const lines: NewLogLine[] = [];
    const starts: number[] = [];
    const aws: AwsReader = {
      async read({ args }) {
        starts.push(Number(args[1]));
        const answer = answers[Math.min(starts.length, answers.length) - 1];
        const { events: all } = answer as Partial<Events>;
        // As CloudWatch does: nothing from before the start that was asked for.
        return all
          ? { ...(answer as Events), events: all.filter(({ timestamp }) => timestamp >= Number(args[1])) }
          : answer;
      },
    };
    tail = new CloudwatchTail({
      ...{ aws, group, source: 'backend', gate: new FloodGate({ now: () => performance.now() }) },
      onLine: (line) => lines.push(line),
      onCaughtUp: () => {},
      onState: () => {},
      now: () => recording.at,
    });
    void tail.run();
    return { lines, starts };
  }

  it('shows each event once, although it is read again', async () => {
    const half = Math.ceil(events.length / 2);
    const { lines, starts } = follow([{ events: events.slice(0, half) }, { events }]);
    await vi.advanceTimersByTimeAsync(100);
    expect(lines).toHaveLength(linesOf(events.slice(0, half)).length);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(lines.map(({ text }) => text)).toEqual(linesOf(events));
    expect(starts[0]).toBe(Math.round(recording.at) - 600_000);
    expect(starts[1]).toBe((events[half - 1]?.timestamp ?? 0) - 20_000);
  });

  it('gives a line the time of its event and the level that it tells', async () => {
    const [event] = events;
    const error = { ...event, eventId: 'x', message: 'ERROR: could not connect to server\n' };
    const { lines } = follow([{ events: [error] }]);
    await vi.advanceTimersByTimeAsync(100);
    expect(lines).toMatchObject([
      { source: 'backend', at: event?.timestamp, level: 'error', text: 'ERROR: could not connect to server' },
    ]);
  });

  it('reads on at once while there is more, and marks what a flood leaves out', async () => {
    const [event] = events;
    const flood = Array.from({ length: 5 }, (_, read) => ({
      events: [{ ...event, eventId: `${read}`, timestamp: recording.at - 500_000 + read }],
      NextToken: 'more',
    }));
    const { lines, starts } = follow([...flood, { events: [] }]);
    await vi.advanceTimersByTimeAsync(100);
    expect(starts.length).toBeGreaterThanOrEqual(3);
    expect(lines.some(({ kind }) => kind === 'gap')).toBe(true);
  });

  it('says why it can not be read', async () => {
    follow([{}]);
    await vi.advanceTimersByTimeAsync(100);
    expect(tail.state).toMatchObject({ state: 'failed', why: { id: 'cloud.no-list' } });
  });
});
