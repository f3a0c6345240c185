import type { StepProbe } from '../../../domain/step-probe.js';
import { required } from '../parameters.js';
import { capped, linesOf, tableOf } from '../seen.js';
import { containerOf } from './container-argument.js';

export const healthLogProbe: StepProbe = {
  id: 'health-log',
  about: "the last runs of a container's health check, newest first; their output as lines",
  parameters: { container: required('container', 'its name') },
  fields: ['at', 'exit', 'output'],
  gives: 'both',
  async read(from, args, { signal }) {
    const container = containerOf(args);
    const detail = await from.readers.docker.inspect(container, signal);
    const runs = [...(detail.State.Health?.Log ?? [])].reverse();
    return {
      command: `docker inspect -f '{{json .State.Health.Log}}' ${container}`,
      where: 'host',
      ...capped(runs.flatMap((run) => linesOf(run.Output, run.ExitCode === 0 ? 'stdout' : 'stderr'))),
      table: tableOf(
        healthLogProbe.fields,
        runs.map((run) => ({ at: run.End, exit: run.ExitCode, output: run.Output.trim() })),
      ),
    };
  },
};
