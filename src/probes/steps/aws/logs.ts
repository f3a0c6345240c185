import { awsRead } from '../../../domain/aws.js';
import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { LogLevel } from '../../../domain/model.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { listOf, numberIn } from '../../aws/json.js';
import { levelOf } from '../../logs/level.js';
import { numberOf, textOf } from '../arguments.js';
import { optional, required } from '../parameters.js';
import { type AwsLook, awsLook, clockText, secondsAgo } from './aws-look.js';

const usualMinutes = 10;
const mostMinutes = 24 * 60;
const mostRead = 2000;
const mostShown = 200;
/** A window with more lines than are read is made so many times shorter, so that the newest lines are among them. */
const shorter = 6;

export const awsLogsProbe: StepProbe = {
  id: 'aws-logs',
  about: `lines of a CloudWatch log group, the newest ${mostShown} of those asked for, oldest first, as rows and as lines; \`cut\`: there were more`,
  parameters: {
    group: required('word', 'the log group'),
    minutes: optional('number', `of the last so many minutes; default ${usualMinutes}, at most a day`),
    level: optional('enum', 'only lines of this level or worse', { choices: ['warn', 'error'] }),
    pattern: optional('text', 'only lines that hold this text'),
    stream: optional('text', 'only of log streams whose name holds this text'),
  },
  fields: ['at', 'age_s', 'stream', 'level', 'text'],
  gives: 'both',
  async read(from, args, { signal }) {
    const look = awsLook(from, signal);
    const group = textOf(args, 'group');
    if (group === undefined) throw fail('missing', msg('steps.no-argument', { name: 'group' }));
    const minutes = Math.min(numberOf(args, 'minutes') ?? usualMinutes, mostMinutes);
    const { events, cut } = await newest(look, group, minutes * 60_000);
    const wanted = {
      level: textOf(args, 'level'),
      pattern: textOf(args, 'pattern'),
      stream: textOf(args, 'stream'),
    };
    const found = events.filter((event) => isWanted(event, wanted));
    const kept = found.slice(-mostShown);
    const rows = kept.map(({ at, stream, level, text }) => ({
      at: clockText(at),
      age_s: secondsAgo(at, look.now),
      stream,
      level,
      text,
    }));
    const lines = kept.map(({ text }) => text);
    return look.seen(awsLogsProbe.fields, rows, { lines, cut: cut || found.length > mostShown });
  },
};

interface LogEvent {
  readonly at: number | undefined;
  readonly stream: string;
  readonly level: LogLevel;
  readonly text: string;
}

/** CloudWatch gives the oldest lines of a window first, and only so many. */
async function newest(
  look: AwsLook,
  group: string,
  windowMs: number,
): Promise<{ readonly events: readonly LogEvent[]; readonly cut: boolean }> {
  let window = windowMs;
  for (let shortened = false; ; window /= shorter, shortened = true) {
    const start = String(Math.round(look.now - window));
    const answer = await look.read(awsRead('logEvents', group, start, String(mostRead)));
    const events = listOf(answer, 'events').map((event): LogEvent => {
      const text = String(event.message ?? '').trimEnd();
      return {
        at: numberIn(event, 'timestamp'),
        stream: String(event.logStreamName ?? ''),
        level: levelOf(text),
        text,
      };
    });
    if (events.length < mostRead || window < 60_000) {
      return { events, cut: shortened || events.length >= mostRead };
    }
  }
}

interface Wanted {
  readonly level: string | undefined;
  readonly pattern: string | undefined;
  readonly stream: string | undefined;
}

const bad: ReadonlySet<LogLevel> = new Set<LogLevel>(['error', 'fatal']);

const isWanted = ({ level, stream, text }: LogEvent, wanted: Wanted): boolean =>
  (wanted.level === undefined || bad.has(level) || (wanted.level === 'warn' && level === 'warn')) &&
  (wanted.pattern === undefined || text.includes(wanted.pattern)) &&
  (wanted.stream === undefined || stream.includes(wanted.stream));
