import type { StepProbe } from '../../../domain/step-probe.js';
import { required } from '../parameters.js';
import { type Row, tableOf } from '../seen.js';
import { containerOf } from './container-argument.js';

/** Columns of ps(1), in the order of the fields. */
const columns = '-eo pid,ppid,etimes,stat,args';

export const processesProbe: StepProbe = {
  id: 'processes',
  about:
    'the processes inside a running container; `etimes`: seconds since the start, `alike`: how many have the same command line but for a number in parentheses (a port); those of which there are most stand first',
  parameters: { container: required('container', 'its name') },
  fields: ['pid', 'ppid', 'etimes', 'stat', 'alike', 'args'],
  gives: 'rows',
  async read(from, args, { signal }) {
    const container = containerOf(args);
    const { Processes } = await from.readers.docker.top(container, columns, signal);
    return {
      command: `docker top ${container} ${columns}`,
      where: 'host',
      lines: [],
      table: tableOf(processesProbe.fields, withAlike(Processes.map(rowOf))),
    };
  },
};

const rowOf = ([pid, ppid, etimes, stat, ...args]: readonly string[]): Row => ({
  pid: Number(pid),
  ppid: Number(ppid),
  etimes: Number(etimes),
  stat,
  args: args.join(' '),
});

/** A server names each client's port in its process titles; without it those of one program are the same. */
function withAlike(rows: readonly Row[]): readonly Row[] {
  const titleOf = (row: Row) => String(row.args).replace(/\(\d+\)/g, '');
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(titleOf(row), (counts.get(titleOf(row)) ?? 0) + 1);
  return rows
    .map((row) => ({ ...row, alike: counts.get(titleOf(row)) ?? 1 }))
    .toSorted((a, b) => b.alike - a.alike);
}
