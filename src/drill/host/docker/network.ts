import { hash } from '../../system/container.js';
import { EngineError } from '../../system/engine.js';
import { membersOf } from '../../system/network.js';
import { type Host, type Io, record, serviceOf } from '../host.js';
import { table } from './table.js';
import { fillTemplate } from './template.js';

/** `docker network ls|inspect|connect|disconnect`. */
export function runNetwork([verb = '', ...args]: readonly string[], io: Io, host: Host): number {
  switch (verb) {
    case 'ls': {
      const rows = [...host.system.networks].map((name) => [
        hash(`drill network ${name}`).slice(0, 12),
        name,
        'bridge',
        'local',
      ]);
      const format = args[args.indexOf('--format') + 1];
      if (args.includes('--format') && format) {
        for (const [ID, Name, Driver, Scope] of rows)
          io.out(`${fillTemplate(format, { ID, Name, Driver, Scope })}\n`);
      } else io.out(table(['NETWORK ID', 'NAME', 'DRIVER', 'SCOPE'], rows));
      return 0;
    }
    case 'inspect':
      return inspect(args, io, host);
    case 'connect':
    case 'disconnect':
      return change(verb, args, io, host);
    default:
      io.err(`docker: 'network ${verb}' is not a docker command.\nSee 'docker network --help'\n`);
      return 1;
  }
}

function change(verb: 'connect' | 'disconnect', args: readonly string[], io: Io, host: Host): number {
  const aliases: string[] = [];
  const words: string[] = [];
  let ip: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (word === '--alias') aliases.push(args[++i] ?? '');
    else if (word.startsWith('--alias=')) aliases.push(word.slice(8));
    else if (word === '--ip') ip = args[++i];
    else if (!word.startsWith('-')) words.push(word);
  }
  const [network = '', name = ''] = words;
  const container = host.system.find(name);
  let ok = true;
  try {
    if (!container) throw new EngineError(404, `No such container: ${name}`);
    if (verb === 'connect') host.engine.connect(network, container, aliases, ip);
    else host.engine.disconnect(network, container);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    ok = false;
    io.err(`Error response from daemon: ${error.message}\n`);
  }
  record(host, ['docker', 'network', verb, ...args], {
    ok,
    harm: ok && verb === 'disconnect' ? 'outage' : 'none',
    service: container && serviceOf(container),
  });
  return ok ? 0 : 1;
}

function inspect(args: readonly string[], io: Io, { system }: Host): number {
  const at = args.findIndex((word) => word === '--format' || word === '-f');
  const format = at >= 0 ? args[at + 1] : args.find((word) => word.startsWith('--format='))?.slice(9);
  const names = args.filter((word, n) => !word.startsWith('-') && n !== (at < 0 ? -1 : at + 1));
  let exit = 0;
  const found: unknown[] = [];
  for (const name of names) {
    if (!system.networks.has(name)) {
      if (format === undefined && names.length === 1) io.out('[]\n');
      io.err(`Error response from daemon: network ${name} not found\n`);
      exit = 1;
      continue;
    }
    const members = membersOf(system, name).map((c) => [
      c.id,
      {
        Name: c.spec.name,
        EndpointID: hash(`${c.id} ${name}`),
        MacAddress: '02:42:ac:12:00:02',
        IPv4Address: `${c.networks.get(name)?.ip}/16`,
        IPv6Address: '',
      },
    ]);
    const value = {
      Name: name,
      Id: hash(`drill network ${name}`),
      Scope: 'local',
      Driver: 'bridge',
      Containers: Object.fromEntries(members) as unknown,
      Options: {},
      Labels: {},
    };
    if (format === undefined) found.push(value);
    else io.out(`${fillTemplate(format, value)}\n`);
  }
  if (format === undefined && found.length > 0) io.out(`${JSON.stringify(found, null, 4)}\n`);
  return exit;
}
