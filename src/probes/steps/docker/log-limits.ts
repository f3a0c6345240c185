import type { ContainerDetail } from '../../../domain/docker.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { tableOf } from '../seen.js';
import { inspectAll } from './inspect-all.js';

export const logLimitsProbe: StepProbe = {
  id: 'log-limits',
  about:
    'how much each container may keep of its log, those without a limit first; `max_bytes`: max-size times max-file, no value where nothing limits it or the driver keeps it elsewhere',
  parameters: {},
  fields: ['container', 'log_driver', 'max_bytes', 'running'],
  gives: 'rows',
  async read(from, _args, { signal }) {
    const rows = (await inspectAll(from, signal)).map(rowOf);
    rows.sort((a, b) => Number(b.running) - Number(a.running) || (a.max_bytes ?? -1) - (b.max_bytes ?? -1));
    const command = "docker inspect -f '{{.Name}} {{json .HostConfig.LogConfig}}' $(docker ps -aq)";
    return { command, where: 'host', lines: [], table: tableOf(logLimitsProbe.fields, rows) };
  },
};

function rowOf({ Name, State, HostConfig: { LogConfig } }: ContainerDetail) {
  return {
    container: Name.replace(/^\//, ''),
    log_driver: LogConfig?.Type,
    max_bytes: LogConfig && limitOf(LogConfig.Type, LogConfig.Config ?? {}),
    running: State.Running,
  };
}

const units: Readonly<Record<string, number>> = { '': 1, b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** Defaults as docs.docker.com, "Local file logging driver" and "JSON File logging driver", have them. */
function limitOf(driver: string, config: Readonly<Record<string, string>>): number | undefined {
  const isLocal = driver === 'local';
  if (!isLocal && driver !== 'json-file') return undefined;
  const [, number, unit = ''] =
    /^(\d+)([bkmg]?)b?$/i.exec(config['max-size'] ?? (isLocal ? '20m' : '')) ?? [];
  if (number === undefined) return undefined;
  const files = Number(config['max-file'] ?? (isLocal ? 5 : 1));
  return Number(number) * (units[unit.toLowerCase()] ?? 1) * files;
}
