import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { quoteArgv } from '../../../domain/text/quote-argv.js';
import { numberOf, textOf } from '../arguments.js';
import { hostClock, secondsSince } from '../live/host-clock.js';
import { optional, required } from '../parameters.js';
import { shown, tableOf } from '../seen.js';
import { gitIn, readLines } from './run-git.js';

const usual = 30;
const most = 200;

/** The tag that a deploy leaves on the commit from which it began. */
const recorded = /^tag: (before-deploy-\S+)$/;

export const commitsProbe: StepProbe = {
  id: 'commits',
  about:
    'commits of a git checkout, newest first, behind those that a deploy recorded as a point to go back to (`point`: its tag); `head`: it is checked out',
  parameters: {
    dir: required('path', 'a folder of the checkout'),
    range: optional('word', 'a commit, or two with .. between them; default HEAD'),
    max: optional('number', `how many at most; default ${usual}, at most ${most}`),
  },
  fields: ['commit', 'date', 'age_s', 'subject', 'refs', 'point', 'head'],
  gives: 'rows',
  async read(from, args, options) {
    const dir = textOf(args, 'dir');
    if (dir === undefined) throw fail('missing', msg('steps.no-argument', { name: 'dir' }));
    const range = textOf(args, 'range') ?? 'HEAD';
    if (range.startsWith('-')) throw fail('denied', msg('steps.no-argument', { name: 'range' }));
    const max = Math.min(numberOf(args, 'max') ?? usual, most);
    const argv = gitIn(
      dir,
      'log',
      `--max-count=${max}`,
      '--abbrev=12',
      '--decorate=short',
      '--format=%h %ct [%D] %s',
      range,
      '--',
    );
    const now = hostClock(from);
    const rows = (await readLines(from, argv, options)).flatMap((line) => rowOf(line, now));
    const sorted = [...rows.filter(isPoint), ...rows.filter((row) => !isPoint(row))];
    return {
      command: shown(quoteArgv(argv)),
      where: 'host',
      lines: [],
      table: tableOf(commitsProbe.fields, sorted),
    };
  },
};

const isPoint = (row: { readonly point: string | undefined; readonly head: boolean }) =>
  row.point !== undefined && !row.head;

function rowOf(line: string, now: number) {
  // A name of a ref holds neither blanks nor an opening bracket (git-check-ref-format).
  const [, commit, seconds, decoration = '', subject] =
    /^([0-9a-f]{7,64}) (\d+) \[(.*?)\] (.*)$/.exec(line) ?? [];
  if (commit === undefined) return [];
  const at = Number(seconds) * 1000;
  const refs = decoration === '' ? [] : decoration.split(', ');
  const points = refs.flatMap((ref) => recorded.exec(ref)?.[1] ?? []).toSorted();
  return [
    {
      commit,
      date: new Date(at).toISOString().slice(0, 16).replace('T', ' '),
      age_s: secondsSince(at, now),
      subject,
      refs: refs.map((ref) => ref.replace(/^tag: /, '')).join(' '),
      point: points.at(-1),
      head: refs.some((ref) => ref === 'HEAD' || ref.startsWith('HEAD -> ')),
    },
  ];
}
