import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { levelOf } from '../../logs/level.js';
import { numberOf, textOf } from '../arguments.js';
import { containerOf } from '../docker/container-argument.js';
import { readStampedLines, type StampedLine, secondsOf } from '../docker/read-lines.js';
import { hostClock, secondsSince } from '../live/host-clock.js';
import { optional, required } from '../parameters.js';
import { type Row, tableOf } from '../seen.js';
import { type RunOutcome, runOutcomeOf } from './run-lines.js';

const defaultSince = '7d';
const maxTail = 2000;
const defaultGrace = 300;
const defaultLongest = 7200;

export const jobRunsProbe: StepProbe = {
  id: 'job-runs',
  about:
    "what a container's log says of the runs of a recurring job, newest first; `outcome`: started success partial failed missed, `error`: the last error that was written before, `late`: the newest line is older than `due` and `grace`, `hung`: the newest line is a start older than `longest`",
  parameters: {
    container: required('container', 'its name'),
    job: required('word', "the job's name as it stands in its lines"),
    since: optional('word', 'of the last time: 90s, 5m, 2h, 1d; default 7d'),
    due: optional('number', 'seconds since the job was last due'),
    grace: optional('number', 'seconds that a run may be late; default 300'),
    longest: optional('number', 'seconds that a run takes at most; default 7200'),
  },
  fields: ['outcome', 'age_s', 'newest', 'late', 'hung', 'message', 'error'],
  gives: 'rows',
  check(args) {
    const since = textOf(args, 'since');
    if (since === undefined || since.startsWith('@{') || secondsOf(since) !== undefined) return undefined;
    return msg('steps.logs.since', { since });
  },
  async read(from, args, { signal }) {
    const container = containerOf(args);
    const job = textOf(args, 'job') ?? '';
    const since = textOf(args, 'since') ?? defaultSince;
    const bounds = { tail: maxTail, seconds: secondsOf(since) };
    const lines = await readStampedLines(from, container, bounds, signal);
    const rows = runsIn(lines, job, hostClock(from), {
      due: numberOf(args, 'due'),
      grace: numberOf(args, 'grace') ?? defaultGrace,
      longest: numberOf(args, 'longest') ?? defaultLongest,
    });
    return {
      command: `docker logs --since ${since} --tail ${maxTail} ${container} 2>&1 | grep -F ${job}`,
      where: 'host',
      lines: [],
      table: tableOf(jobRunsProbe.fields, rows.slice(0, 50)),
    };
  },
};

interface Run {
  readonly outcome: RunOutcome;
  readonly at: number | undefined;
  readonly message: string;
  readonly error: string | undefined;
}

function runsIn(
  lines: readonly StampedLine[],
  job: string,
  now: number,
  {
    due,
    grace,
    longest,
  }: { readonly due: number | undefined; readonly grace: number; readonly longest: number },
): readonly Row[] {
  return runsOf(lines, job)
    .toReversed()
    .map(({ at, ...one }, index): Row => {
      const age = secondsSince(at, now);
      const newest = index === 0;
      return {
        ...one,
        age_s: age,
        newest,
        late: newest && due !== undefined && age !== undefined ? age > due + grace : undefined,
        hung: newest ? one.outcome === 'started' && (age ?? 0) > longest : undefined,
      };
    });
}

/** Oldest first. A run that told an error and never its end has failed. */
function runsOf(lines: readonly StampedLine[], job: string): readonly Run[] {
  const runs: Run[] = [];
  let error: { readonly at: number | undefined; readonly text: string; readonly own: boolean } | undefined;
  const unended = () => {
    if (error?.own) runs.push({ outcome: 'failed', at: error.at, message: error.text, error: error.text });
    error = undefined;
  };
  for (const { line, at } of lines) {
    const own = line.text.includes(job);
    const outcome = own ? runOutcomeOf(line.text) : isError(line.text) ? 'error' : undefined;
    if (outcome === undefined) continue;
    if (outcome === 'error') {
      if (own || !error?.own) error = { at, text: line.text, own };
      continue;
    }
    if (outcome === 'started') unended();
    const bad = outcome === 'failed' || outcome === 'partial';
    runs.push({ outcome, at, message: line.text, error: bad ? error?.text : undefined });
    error = undefined;
  }
  unended();
  return runs;
}

const isError = (text: string): boolean => /^(?:error|fatal)$/.test(levelOf(text));
