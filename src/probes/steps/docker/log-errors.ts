import { FailureError, fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import { dataOf } from '../../../domain/snapshot.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { levelOf } from '../../logs/level.js';
import { numberOf, textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { type Row, tableOf } from '../seen.js';
import { readLines, secondsOf } from './read-lines.js';

const defaultSince = '24h';
const defaultTail = 1000;
const maxTail = 2000;

export const logErrorsProbe: StepProbe = {
  id: 'log-errors',
  about:
    'how many lines of each container say that they are errors, and the last such line; of the containers that the host entry names, or of all; `cut`: more lines than `tail` were written, the older ones are not counted',
  parameters: {
    container: optional('container', 'only this one'),
    since: optional('word', 'of the last time: 90s, 5m, 2h, 1d; default 24h'),
    tail: optional('number', 'lines of each container at most; default 1000, at most 2000'),
  },
  fields: ['container', 'errors', 'lines', 'cut', 'last'],
  gives: 'rows',
  check(args) {
    const since = textOf(args, 'since');
    if (since === undefined || since.startsWith('@{') || secondsOf(since) !== undefined) return undefined;
    return msg('steps.logs.since', { since });
  },
  async read(from, args, { signal }) {
    const since = textOf(args, 'since') ?? defaultSince;
    const tail = Math.min(Math.max(1, Math.floor(numberOf(args, 'tail') ?? defaultTail)), maxTail);
    const only = textOf(args, 'container');
    const known = dataOf(from.live.containers())?.rows ?? [];
    const wanted = known.filter((row) => (only === undefined ? row.matters : row.name === only));
    const all = only === undefined && wanted.length === 0 ? known : wanted;
    const names = all.map(({ name }) => name);
    if (names.length === 0) throw fail('missing', msg('steps.live.pending'));
    const rows: Row[] = [];
    for (const container of names) {
      try {
        const lines = await readLines(from, container, { tail, seconds: secondsOf(since) }, signal);
        const bad = lines.filter(({ text }) => isError(levelOf(text)));
        const cut = lines.length >= tail;
        rows.push({ container, errors: bad.length, lines: lines.length, cut, last: bad.at(-1)?.text });
      } catch (error) {
        // One that is gone, or whose log driver can't be read, hides none of the others.
        if (!(error instanceof FailureError) || !stays.has(error.failure.kind)) throw error;
        rows.push({ container });
      }
    }
    rows.sort((a, b) => Number(b.errors ?? -1) - Number(a.errors ?? -1));
    const command = `docker logs --since ${since} --tail ${tail} ${only ?? '…'} 2>&1 | grep -ciE 'error|fatal'`;
    return { command, where: 'host', lines: [], table: tableOf(logErrorsProbe.fields, rows) };
  },
};

const stays: ReadonlySet<string> = new Set(['missing', 'unsupported', 'malformed']);
const isError = (level: ReturnType<typeof levelOf>): boolean => level === 'error' || level === 'fatal';
