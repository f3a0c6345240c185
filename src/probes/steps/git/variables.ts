import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { quoteArgv } from '../../../domain/text/quote-argv.js';
import { textOf } from '../arguments.js';
import { optional, required } from '../parameters.js';
import { shown, tableOf } from '../seen.js';
import { gitIn, readLines } from './run-git.js';

const name = '^[A-Za-z_][A-Za-z0-9_]*=';
const examples = ['.env.example', '.env.sample', '.env.template', 'env.example'];

/** Only names cross the wire: both programs print what the expression matches, which ends before the value. */
export const variablesProbe: StepProbe = {
  id: 'variables',
  about:
    "variables that a commit's example of the environment file (.env.example and the like) names; `set`: the host's own file has it, too; values are never read",
  parameters: {
    dir: required('path', 'a folder of the checkout'),
    file: required('path', 'the environment file'),
    at: optional('word', 'the commit; default HEAD'),
  },
  fields: ['name', 'set', 'file'],
  gives: 'rows',
  async read(from, args, options) {
    const [dir, file] = [textOf(args, 'dir'), textOf(args, 'file')];
    const at = textOf(args, 'at') ?? 'HEAD';
    if (dir === undefined) throw fail('missing', msg('steps.no-argument', { name: 'dir' }));
    if (file === undefined) throw fail('missing', msg('steps.no-argument', { name: 'file' }));
    if (at.startsWith('-')) throw fail('denied', msg('steps.no-argument', { name: 'at' }));
    const paths = examples.map((example) => `:(top,glob)**/${example}`);
    const asked = gitIn(dir, 'grep', '-o', '-E', name, at, '--', ...paths);
    const held = ['grep', '-oE', '^(export +)?[A-Za-z_][A-Za-z0-9_]*=', file];
    // 1: nothing found.
    const [wanted, own] = await Promise.all([
      readLines(from, asked, options, [0, 1]),
      readLines(from, held, options, [0, 1]),
    ]);
    const known = new Set(own.map((line) => line.replace(/^export +/, '').replace(/=.*$/s, '')));
    const rows = wanted.flatMap((line) => {
      const [, path, variable] = /^[^:]+:([^:]+):(\w+)=/.exec(line) ?? [];
      return variable === undefined ? [] : [{ name: variable, set: known.has(variable), file: path }];
    });
    return {
      command: shown(`${quoteArgv(asked)}; ${quoteArgv(held)}`),
      where: 'host',
      lines: [],
      table: tableOf(variablesProbe.fields, rows),
    };
  },
};
