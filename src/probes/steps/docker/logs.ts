import type { EvidenceLine } from '../../../domain/evidence.js';
import { msg } from '../../../domain/message.js';
import { dataOf } from '../../../domain/snapshot.js';
import type { StepProbe, StepReaders } from '../../../domain/step-probe.js';
import { maskSecrets } from '../../../domain/text/mask-secrets.js';
import { LineSplitter } from '../../logs/line-splitter.js';
import { lineText } from '../../logs/line-text.js';
import { parseStamp } from '../../logs/stamp.js';
import { numberOf, textOf } from '../arguments.js';
import { hostClock } from '../live/host-clock.js';
import { optional, required } from '../parameters.js';
import { capped } from '../seen.js';
import { containerOf } from './container-argument.js';

const defaultTail = 100;
const maxTail = 2000;
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

export const logsProbe: StepProbe = {
  id: 'logs',
  about: 'the last lines of a container, also of one that has ended',
  parameters: {
    container: required('container', 'its name'),
    tail: optional('number', 'how many lines; default 100, at most 2000'),
    since: optional('word', 'only of the last time: 90s, 5m, 2h, 1d'),
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
    const lines = await linesOf(from, container, { tail, seconds: secondsOf(since) }, signal);
    const words = [
      'docker logs',
      `--tail ${tail}`,
      ...(since === undefined ? [] : [`--since ${since}`]),
      container,
    ];
    return { command: words.join(' '), where: 'host', ...capped(lines) };
  },
};

function secondsOf(since: string | undefined): number | undefined {
  const [, number, unit = ''] = /^(\d{1,6})([smhd])$/.exec(since ?? '') ?? [];
  return number === undefined ? undefined : Number(number) * (unitSeconds[unit] ?? 1);
}

async function linesOf(
  from: StepReaders,
  container: string,
  { tail, seconds }: { readonly tail: number; readonly seconds: number | undefined },
  signal: AbortSignal,
): Promise<readonly EvidenceLine[]> {
  const lines: EvidenceLine[] = [];
  const splitter = (stream: EvidenceLine['stream']) =>
    new LineSplitter((raw, leftOut) => {
      const text = lineText(raw.slice(parseStamp(raw)?.end ?? 0), leftOut);
      lines.push({ text: maskSecrets(text), stream });
    });
  const splitters = { stdout: splitter('stdout'), stderr: splitter('stderr') };
  const since = seconds === undefined ? {} : { since: (hostClock(from) / 1000 - seconds).toFixed(3) };
  await from.readers.docker.logs(
    container,
    { follow: false, tail, ...since, tty: await hasTty(from, container, signal) },
    (stream, chunk) => splitters[stream].push(chunk),
    signal,
  );
  signal.throwIfAborted();
  splitters.stdout.flush();
  splitters.stderr.flush();
  return lines;
}

/** The engine marks the streams of a container only when it has no terminal. */
async function hasTty({ live, readers }: StepReaders, name: string, signal: AbortSignal): Promise<boolean> {
  const known = dataOf(live.containers())?.rows.find((row) => row.name === name);
  return known ? known.tty : ((await readers.docker.inspect(name, signal)).Config.Tty ?? false);
}
