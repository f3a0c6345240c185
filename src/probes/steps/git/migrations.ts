import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { quoteArgv } from '../../../domain/text/quote-argv.js';
import { textOf, wordsOf } from '../arguments.js';
import { optional, required } from '../parameters.js';
import { shown, tableOf } from '../seen.js';
import { headsOf, revisionsOf, standsOn } from './revision-graph.js';
import { gitIn, readLines } from './run-git.js';

const told = `^((down_)?revision *(:[^=]*)?=|[ru]?("""|'''))`;

export const migrationsProbe: StepProbe = {
  id: 'migrations',
  about:
    "Alembic's migrations as they stand in commits of a git checkout, newest first; `head`: no other stands on it; `applied`: `current` contains it; `wanted`: `target` contains it; no rows where there are none",
  parameters: {
    dir: required('path', 'a folder of the checkout'),
    at: optional('word', 'the commit; several: what any of them has; default HEAD'),
    current: optional('word', 'revision of the database'),
    target: optional('word', 'revision that it is to have'),
  },
  fields: ['revision', 'down', 'title', 'file', 'head', 'applied', 'wanted'],
  gives: 'rows',
  async read(from, args, options) {
    const dir = textOf(args, 'dir');
    if (dir === undefined) throw fail('missing', msg('steps.no-argument', { name: 'dir' }));
    const given = wordsOf(args, 'at').filter((word) => word !== '');
    const at = given.length > 0 ? given : ['HEAD'];
    if (at.some((word) => word.startsWith('-'))) {
      throw fail('denied', msg('steps.no-argument', { name: 'at' }));
    }
    const argv = gitIn(dir, 'grep', '-E', told, ...at, '--', ':(top,glob)**/versions/*.py');
    // 1: nothing found.
    const revisions = revisionsOf(await readLines(from, argv, options, [0, 1]));
    const heads = headsOf(revisions);
    const [applied, wanted] = ['current', 'target'].map((name) => standsOn(textOf(args, name), revisions));
    const rows = revisions.map(({ revision, down, title, file }) => ({
      revision,
      down: down.join(' '),
      title,
      file,
      head: heads.has(revision),
      applied: applied?.has(revision) ?? false,
      wanted: wanted?.has(revision) ?? false,
    }));
    return {
      command: shown(quoteArgv(argv)),
      where: 'host',
      lines: [],
      table: tableOf(migrationsProbe.fields, rows),
    };
  },
};
