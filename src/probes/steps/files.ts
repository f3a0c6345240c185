import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { readCommand } from '../../domain/read-commands.js';
import type { StepProbe } from '../../domain/step-probe.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import { textOf } from './arguments.js';
import { optional, required } from './parameters.js';
import { shown, tableOf } from './seen.js';

export const filesProbe: StepProbe = {
  id: 'files',
  about: 'files of one folder on the host, newest first; fails as missing when there is no such folder',
  parameters: {
    dir: required('path', 'the folder'),
    pattern: optional('text', 'of the name, * and ? as in find; default *'),
  },
  fields: ['path', 'name', 'size_bytes', 'age_s', 'mtime', 'newest'],
  gives: 'rows',
  check: (args) => (textOf(args, 'pattern')?.startsWith('-') ? msg('steps.files.pattern') : undefined),
  async read({ readers }, args, { signal }) {
    const dir = textOf(args, 'dir');
    const pattern = textOf(args, 'pattern') ?? '*';
    if (dir === undefined) throw fail('missing', msg('steps.no-argument', { name: 'dir' }));
    if (pattern.startsWith('-')) throw fail('denied', msg('steps.files.pattern'));
    const [listed, clock] = await Promise.all([
      readers.host.run(readCommand('files', dir, pattern), signal),
      readers.host.run(readCommand('date'), signal),
    ]);
    if (listed.code !== 0 && listed.stdout === '') throw unlisted(dir, listed.stderr);
    const now = Number(clock.stdout.trim());
    const files = filesOf(listed.stdout).sort((a, b) => b.seconds - a.seconds);
    return {
      command: shown(quoteArgv(['find', dir, '-maxdepth', '1', '-type', 'f', '-name', pattern, '-ls'])),
      where: 'host',
      lines: [],
      table: tableOf(
        filesProbe.fields,
        files.map(({ path, size, seconds }, at) => ({
          // A name that is not shown as it is would stand for another file: it can't be acted on.
          path: shown(path) === path ? path : undefined,
          name: path.slice(path.lastIndexOf('/') + 1),
          size_bytes: size,
          age_s: now > 0 ? Math.max(0, Math.round(now - seconds)) : undefined,
          mtime: new Date(seconds * 1000).toISOString(),
          newest: at === 0,
        })),
      ),
    };
  },
};

function unlisted(dir: string, stderr: string) {
  const detail = shown(stderr.trim());
  const kind = /No such file or directory/.test(stderr) ? 'missing' : 'denied';
  return fail(kind, msg('steps.files.unlisted', { dir: shown(dir) }), { detail });
}

/** Lines of the `files` read command: mtime (epoch seconds) TAB size TAB path. */
function filesOf(stdout: string) {
  return stdout.split('\n').flatMap((line) => {
    const [mtime = '', size = '', ...path] = line.split('\t');
    const file = {
      seconds: mtime === '' ? Number.NaN : Number(mtime),
      size: Number(size),
      path: path.join('\t'),
    };
    // What follows a line break in a name is no file.
    return file.path.startsWith('/') && Number.isFinite(file.seconds) && Number.isFinite(file.size)
      ? [file]
      : [];
  });
}
