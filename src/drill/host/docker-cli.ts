import { changeContainers } from './docker/change.js';
import { runCompose } from './docker/compose.js';
import { execIn } from './docker/exec.js';
import { removeImages, runImages } from './docker/images.js';
import { readLogs } from './docker/logs.js';
import { runNetwork } from './docker/network.js';
import { inspect, list, stats, top } from './docker/show.js';
import { TemplateError } from './docker/template.js';
import { runUsage } from './docker/usage.js';
import { pastEvents } from './docker-events.js';
import type { Host, Io } from './host.js';

/** The docker command line of the practice machine, as far as people and playbooks use it (docker 27's words). */
export async function runDocker(args: readonly string[], io: Io, host: Host): Promise<number> {
  try {
    return await dispatch(args, io, host);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    io.err(`${error.message}\n`);
    return 1;
  }
}

async function dispatch(args: readonly string[], io: Io, host: Host): Promise<number> {
  const [verb = '', ...rest] = args;
  switch (verb) {
    case 'container': {
      const [inner = '', ...words] = rest;
      if (inner === 'ls' || inner === 'list') return list(words, io, host);
      if (inner === 'prune') return runUsage('container', rest, io, host);
      return dispatch(rest, io, host);
    }
    case 'start':
    case 'stop':
    case 'restart':
    case 'pause':
    case 'unpause':
    case 'kill':
    case 'rm':
      return changeContainers(verb, rest, io, host);
    case 'exec':
      return execIn(rest, io, host);
    case 'logs':
      return readLogs(rest, io, host);
    case 'network':
      return runNetwork(rest, io, host);
    case 'compose':
      return runCompose(rest, io, host);
    case 'events':
      return pastEvents(rest, io, host.system);
    case 'ps':
      return list(rest, io, host);
    case 'inspect':
      return inspect(rest, io, host);
    case 'top':
      return top(rest, io, host);
    case 'stats':
      return stats(rest, io, host);
    case 'image':
      return rest[0] === 'inspect'
        ? inspect(rest.slice(1), io, host)
        : runImages(rest[0] ?? '', rest.slice(1), io, host);
    case 'images':
      return runImages('ls', rest, io, host);
    case 'rmi':
      return removeImages(
        rest.filter((word) => !word.startsWith('-')),
        rest.includes('-f'),
        io,
        host,
      );
    case 'tag':
      return runImages('tag', rest, io, host);
    case 'system':
    case 'builder':
    case 'volume':
      return runUsage(verb, rest, io, host);
    case 'info':
      io.out('Server:\n Server Version: 27.5.1\n Docker Root Dir: /var/lib/docker\n');
      return 0;
    case 'version':
    case '--version':
    case '-v':
      io.out('Docker version 27.5.1, build 9f9e405\n');
      return 0;
    default:
      io.err(`docker: '${verb}' is not a docker command.\nSee 'docker --help'\n`);
      return 1;
  }
}
