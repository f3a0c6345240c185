import type { Said } from '../stores.js';
import type { CeleryWorker } from './worker.js';

/** `celery … inspect active|ping|reserved|active_queues` and `celery … status`, as Celery 5 prints them; undefined: anything else. */
export function runCelery(args: readonly string[], worker: CeleryWorker): Said | undefined {
  const at = args.findIndex((word) => word === 'inspect' || word === 'status');
  if (at < 0) return undefined;
  const verb = args[at] === 'status' ? 'status' : (args[at + 1] ?? '');
  const { name } = worker;
  if (name === undefined) {
    return { stderr: 'Error: No nodes replied within time constraint\n', code: 69 };
  }
  const body = bodyOf(verb, worker, name);
  if (body === undefined)
    return {
      stderr: `Error: Command ${verb} not recognized. Available inspect commands: active, ping\n`,
      code: 64,
    };
  if (verb === 'status') return { stdout: `->  ${name}: OK\n\n1 node online.\n` };
  return { stdout: `->  ${name}: OK\n${body}\n\n1 node online.\n` };
}

function bodyOf(verb: string, worker: CeleryWorker, name: string): string | undefined {
  switch (verb) {
    case 'ping':
      return '        pong';
    case 'status':
      return '';
    case 'active':
      return worker.running.length === 0
        ? '    - empty -'
        : worker.running
            .map(({ task, process, startedAt }) => {
              const info = `'delivery_info': {'exchange': '', 'routing_key': '${task.queue}', 'priority': 0, 'redelivered': None}`;
              return `    * {'id': '${task.id}', 'name': '${task.name}', 'args': [${task.salon}], 'kwargs': {}, 'type': '${task.name}', 'hostname': '${name}', 'time_start': ${startedAt / 1000}, 'acknowledged': True, ${info}, 'worker_pid': ${process + 8}}`;
            })
            .join('\n');
    case 'reserved':
    case 'scheduled':
      return '    - empty -';
    default:
      return undefined;
  }
}
