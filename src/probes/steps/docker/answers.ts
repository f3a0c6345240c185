import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { numberOf, textOf } from '../arguments.js';
import { optional, required } from '../parameters.js';
import { rounded, tableOf } from '../seen.js';
import { readLines, secondsOf } from './read-lines.js';

const defaultSince = '5m';
const maxTail = 2000;

export const answersProbe: StepProbe = {
  id: 'answers',
  about:
    "how many requests of a web server's or application's access log were answered with a server error (5xx): lines in the common log format, nginx's, Uvicorn's, or JSON with a status; one row, `last`: the last such line, `cut`: older lines are not counted",
  parameters: {
    container: required('container', 'its name'),
    since: optional('word', 'of the last time: 90s, 5m, 2h, 1d; default 5m'),
    tail: optional('number', 'lines at most; default and at most 2000'),
  },
  fields: ['container', 'requests', 'errors', 'error_percent', 'cut', 'last'],
  gives: 'rows',
  check(args) {
    const since = textOf(args, 'since');
    if (since === undefined || since.startsWith('@{') || secondsOf(since) !== undefined) return undefined;
    return msg('steps.logs.since', { since });
  },
  async read(from, args, { signal }) {
    const container = textOf(args, 'container');
    if (container === undefined) throw fail('missing', msg('steps.no-argument', { name: 'container' }));
    const since = textOf(args, 'since') ?? defaultSince;
    const tail = Math.min(Math.max(1, Math.floor(numberOf(args, 'tail') ?? maxTail)), maxTail);
    const lines = await readLines(from, container, { tail, seconds: secondsOf(since) }, signal);
    const requests = lines.flatMap(({ text }) => {
      const status = statusOf(text);
      return status === undefined ? [] : [{ text, isError: status >= 500 }];
    });
    const errors = requests.filter(({ isError }) => isError);
    const row = {
      container,
      requests: requests.length,
      errors: errors.length,
      error_percent: requests.length === 0 ? undefined : rounded((100 * errors.length) / requests.length),
      cut: lines.length >= tail,
      last: errors.at(-1)?.text,
    };
    const command = `docker logs --since ${since} --tail ${tail} ${container}`;
    return { command, where: 'host', lines: [], table: tableOf(answersProbe.fields, [row]) };
  },
};

/** The status that a line of an access log tells; undefined when it is no such line. */
export function statusOf(line: string): number | undefined {
  const [, common, json] = /"(?:[A-Z]+ \S+ HTTP\/[\d.]+)" (\d{3})\b|"status":\s*"?(\d{3})\b/.exec(line) ?? [];
  const status = common ?? json;
  return status === undefined ? undefined : Number(status);
}
