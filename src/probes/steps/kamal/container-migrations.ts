import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { quoteArgv } from '../../../domain/text/quote-argv.js';
import { textOf } from '../arguments.js';
import { runCommand } from '../commands/command.js';
import { containerOf } from '../docker/container-argument.js';
import { optional, required } from '../parameters.js';
import { shown, tableOf } from '../seen.js';

const standard = '/rails/db/migrate';
/** A file of a migration, as it stands in the header of an archive. */
const file = /(?:^|\/)(\d{14})_(\w+)\.(?:rb|sql)/g;

export const containerMigrationsProbe: StepProbe = {
  id: 'container-migrations',
  about:
    "the migrations of Rails that a container's code knows, newest first; read from its files (docker cp), so it need not run",
  parameters: {
    container: required('container', 'its name'),
    dir: optional('path', `the folder of the migrations in it; default ${standard}`),
  },
  fields: ['version', 'name'],
  gives: 'rows',
  async read(from, args, options) {
    const [container, dir] = [containerOf(args), textOf(args, 'dir') ?? standard];
    const argv = ['docker', 'cp', `${container}:${dir}`, '-'];
    const { exit, lines } = await runCommand(from, 'host', argv, options);
    if (exit !== 0) {
      const detail = shown(lines.findLast(({ stream }) => stream === 'stderr')?.text ?? '');
      throw fail('unsupported', msg('steps.migrations.unread', { container, dir }), { detail });
    }
    const found = new Map<string, string>();
    for (const { text, stream } of lines) {
      if (stream !== 'stdout') continue;
      for (const [, version = '', name = ''] of text.matchAll(file)) found.set(version, name);
    }
    const rows = [...found].map(([version, name]) => ({ version, name }));
    return {
      command: quoteArgv(argv),
      where: 'host',
      lines: [],
      table: tableOf(
        containerMigrationsProbe.fields,
        rows.toSorted((a, b) => (a.version < b.version ? 1 : -1)),
      ),
    };
  },
};
