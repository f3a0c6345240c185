import { msg } from '../../../domain/message.js';
import type { StepProbe, StepReaders } from '../../../domain/step-probe.js';
import { timeOf } from '../../containers/row.js';
import { flagOf, numberOf, textOf } from '../arguments.js';
import { hostClock } from '../live/host-clock.js';
import { optional, required } from '../parameters.js';
import { capped } from '../seen.js';
import { containerOf } from './container-argument.js';
import { readLines, secondsOf } from './read-lines.js';

const defaultTail = 100;
const maxTail = 2000;

export const logsProbe: StepProbe = {
  id: 'logs',
  about: 'the last lines of a container, also of one that has ended',
  parameters: {
    container: required('container', 'its name'),
    tail: optional('number', 'how many lines; default 100, at most 2000'),
    since: optional('word', 'only of the last time: 90s, 5m, 2h, 1d'),
    this_run: optional('flag', 'only since its last start'),
  },
  fields: [],
  gives: 'lines',
  check(args) {
    const since = textOf(args, 'since');
    if (since === undefined || since.startsWith('@{') || secondsOf(since) !== undefined) return undefined;
    return msg('steps.logs.since', { since });
  },
  async read(from, args, { signal }) {
    const container = containerOf(args);
    const tail = Math.min(Math.max(1, Math.floor(numberOf(args, 'tail') ?? defaultTail)), maxTail);
    const since = textOf(args, 'since');
    const lived = flagOf(args, 'this_run') ? await secondsSinceStart(from, container, signal) : undefined;
    const seconds = Math.min(secondsOf(since) ?? Infinity, lived ?? Infinity);
    const bounds = { tail, seconds: Number.isFinite(seconds) ? seconds : undefined };
    const lines = await readLines(from, container, bounds, signal);
    const words = [
      'docker logs',
      `--tail ${tail}`,
      ...(lived !== undefined
        ? [`--since ${Math.round(seconds)}s`]
        : since !== undefined
          ? [`--since ${since}`]
          : []),
      container,
    ];
    return { command: words.join(' '), where: 'host', ...capped(lines) };
  },
};

/** Undefined when it was never started. */
async function secondsSinceStart(
  from: StepReaders,
  container: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { State } = await from.readers.docker.inspect(container, signal);
  const at = timeOf(State.StartedAt);
  return at === undefined ? undefined : Math.max(1, (hostClock(from) - at) / 1000);
}
