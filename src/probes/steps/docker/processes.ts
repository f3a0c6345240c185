import type { StepProbe } from '../../../domain/step-probe.js';
import { required } from '../parameters.js';
import { type Row, tableOf } from '../seen.js';
import { containerOf } from './container-argument.js';

/** Columns of ps(1), in the order of the fields. */
const columns = '-eo pid,ppid,etimes,stat,args';

export const processesProbe: StepProbe = {
  id: 'processes',
  about: 'the processes inside a running container; `etimes`: seconds since the start',
  parameters: { container: required('container', 'its name') },
  fields: ['pid', 'ppid', 'etimes', 'stat', 'args'],
  gives: 'rows',
  async read(from, args, { signal }) {
    const container = containerOf(args);
    const { Processes } = await from.readers.docker.top(container, columns, signal);
    return {
      command: `docker top ${container} ${columns}`,
      where: 'host',
      lines: [],
      table: tableOf(processesProbe.fields, Processes.map(rowOf)),
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
