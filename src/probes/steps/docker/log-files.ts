import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { runCommand } from '../commands/command.js';
import { shown, tableOf } from '../seen.js';

const statFormat = '%s %n';

export const logFilesProbe: StepProbe = {
  id: 'log-files',
  about: "sizes of the containers' log files, largest first; needs the right to read Docker's folder",
  parameters: {},
  fields: ['container', 'path', 'size_bytes'],
  gives: 'rows',
  async read(from, _args, options) {
    const containers = await from.readers.docker.list(options.signal);
    const ids = containers.map(({ Id }) => Id);
    const paths = ids.length === 0 ? [] : await pathsOf(ids);
    const nameOf = new Map(containers.map(({ Id, Names }) => [Id, (Names[0] ?? Id).replace(/^\//, '')]));
    const sizes = paths.length === 0 ? [] : await sizesOf(paths.map(({ path }) => path));
    const rows = paths
      .map(({ id, path }) => ({
        container: nameOf.get(id) ?? id.slice(0, 12),
        path,
        size_bytes: sizes.find((one) => one.path === path)?.bytes,
      }))
      .sort((a, b) => (b.size_bytes ?? 0) - (a.size_bytes ?? 0));
    const command = `docker inspect -f '{{.LogPath}}' $(docker ps -aq) | xargs stat -c '${statFormat}'`;
    return { command, where: 'host', lines: [], table: tableOf(logFilesProbe.fields, rows) };

    async function pathsOf(wanted: readonly string[]): Promise<{ id: string; path: string }[]> {
      const argv = ['docker', 'inspect', '--format', '{{.Id}} {{.LogPath}}', ...wanted];
      const { lines } = await runCommand(from, 'host', argv, options);
      return lines.flatMap(({ text, stream }) => {
        const [, id, path] = /^([0-9a-f]{64}) (\/.+)$/.exec(text) ?? [];
        return stream === 'stdout' && id && path ? [{ id, path }] : [];
      });
    }

    async function sizesOf(files: readonly string[]): Promise<{ path: string; bytes: number }[]> {
      const { exit, lines } = await runCommand(from, 'host', ['stat', '-c', statFormat, ...files], options);
      const found = lines.flatMap(({ text, stream }) => {
        const [, size, path] = /^(\d+) (\/.+)$/.exec(text) ?? [];
        return stream === 'stdout' && size && path ? [{ path, bytes: Number(size) }] : [];
      });
      const refused = lines.find(({ text }) => /permission denied/i.test(text));
      if (exit !== 0 && found.length === 0 && refused) {
        throw fail('denied', msg('steps.log-files.denied'), { detail: shown(refused.text) });
      }
      return found;
    }
  },
};
