import { setTimeout as sleep } from 'node:timers/promises';
import type { DrillContainer } from '../system/container.js';
import { logStart } from '../system/logs-written.js';
import type { DrillSystem } from '../system/system.js';
import type { Output } from './commands.js';
import { pastEvents } from './docker-events.js';

/** How long the engine takes: a container that handles SIGTERM stops at once, a start waits for the process. */
const stopMs = 600;
const startMs = 350;

/** The docker command line of the practice machine, as far as playbooks use it (docker 20.10's words). */
export async function runDocker(args: readonly string[], system: DrillSystem): Promise<Output> {
  const [verb = '', ...rest] = args;
  switch (verb) {
    case 'start':
    case 'stop':
    case 'restart':
      return changeEach(
        verb,
        rest.filter((word) => !word.startsWith('-')),
        system,
      );
    case 'exec':
      return execIn(
        rest.filter((word) => !/^-(i|t|it)$/.test(word)),
        system,
      );
    case 'network':
      return rest[0] === 'inspect' ? inspectNetwork(rest.slice(1), system) : unknown(rest[0] ?? '');
    case 'compose':
      return runCompose(rest, system);
    case 'events':
      return pastEvents(rest, system);
    case 'version':
    case '--version':
      return { stdout: 'Docker version 27.5.1, build 9f9e405\n' };
    default:
      return unknown(verb);
  }
}

const unknown = (verb: string): Output => ({
  stderr: `docker: '${verb}' is not a docker command.\nSee 'docker --help'\n`,
  code: 1,
});

async function changeEach(
  verb: 'start' | 'stop' | 'restart',
  names: readonly string[],
  system: DrillSystem,
): Promise<Output> {
  let stdout = '';
  for (const name of names) {
    const container = system.find(name);
    if (!container)
      return { stdout, stderr: `Error response from daemon: No such container: ${name}\n`, code: 1 };
    if (verb !== 'start') await stop(container, system);
    if (verb !== 'stop') await start(container, system);
    if (verb === 'restart') system.emitContainerEvent(container, 'restart');
    stdout += `${name}\n`;
  }
  return { stdout };
}

async function stop(container: DrillContainer, system: DrillSystem): Promise<void> {
  if (!container.running) return;
  system.emitContainerEvent(container, 'kill', { signal: '15' });
  await sleep(stopMs);
  container.die(system.now(), 0, false);
  system.emitContainerEvent(container, 'die', { exitCode: '0' });
  system.emitContainerEvent(container, 'stop');
}

async function start(container: DrillContainer, system: DrillSystem): Promise<void> {
  if (container.running) return;
  await sleep(startMs);
  container.start(system.now());
  if (container === system.container('api')) logStart(system, system.now());
  system.emitContainerEvent(container, 'start');
}

/** `docker compose [options] version|up|restart|stop|start SERVICE …`; a container made anew is one restarted here. */
async function runCompose(args: readonly string[], system: DrillSystem): Promise<Output> {
  const at = args.findIndex((word) => /^(version|up|restart|stop|start)$/.test(word));
  const verb = args[at] ?? '';
  if (at < 0) return { stderr: `unknown docker command: "compose ${args[0] ?? ''}"\n`, code: 1 };
  if (verb === 'version') return { stdout: '2.29.7\n' };
  const services = args.slice(at + 1).filter((word) => !word.startsWith('-'));
  const all = system.containers.filter((c) => c.spec.project === 'salon-gbp');
  const missing = services.find((name) => !all.some((c) => c.spec.service === name));
  if (missing !== undefined) return { stderr: `no such service: ${missing}\n`, code: 1 };
  let stderr = '';
  for (const container of all) {
    if (services.length > 0 && !services.includes(container.spec.service)) continue;
    if (verb !== 'start') await stop(container, system);
    if (verb !== 'stop') await start(container, system);
    stderr += ` Container ${container.spec.name}  ${verb === 'stop' ? 'Stopped' : 'Started'}\n`;
  }
  return { stderr };
}

/** `docker exec CONTAINER PROGRAM …`: the few programs that playbooks ask. */
function execIn([name = '', program = '', ...args]: readonly string[], system: DrillSystem): Output {
  const container = system.find(name);
  if (!container) return { stderr: `Error: No such container: ${name}\n`, code: 1 };
  if (!container.running) {
    return { stderr: `Error response from daemon: Container ${container.id} is not running\n`, code: 1 };
  }
  const url = args.find((word) => /^https?:\/\//.test(word));
  if ((program === 'wget' || program === 'curl') && url) return fetchInside(program, url, container, system);
  if (program === 'redis-cli' && container.spec.service === 'redis' && /^ping$/i.test(args[0] ?? '')) {
    return { stdout: 'PONG\n' };
  }
  return {
    stdout: `OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": executable file not found in $PATH: unknown\n`,
    code: 126,
  };
}

/** What wget and curl say of a service in the same network; a stopped container has no name there. */
function fetchInside(
  program: 'wget' | 'curl',
  url: string,
  from: DrillContainer,
  system: DrillSystem,
): Output {
  const { hostname, port, pathname } = new URL(url);
  const own = hostname === 'localhost' || hostname === '127.0.0.1';
  const target = own
    ? from
    : system.containers.find((c) => c.spec.name === hostname || c.spec.service === hostname);
  const at = `${hostname}:${port || '80'}`;
  if (!target?.running) {
    return program === 'wget'
      ? { stderr: `wget: bad address '${at}'\n`, code: 1 }
      : { stderr: `curl: (6) Could not resolve host: ${hostname}\n`, code: 6 };
  }
  if (String(target.spec.port ?? '') !== port) {
    return program === 'wget'
      ? { stderr: `wget: can't connect to remote host (${target.spec.ip}): Connection refused\n`, code: 1 }
      : { stderr: `curl: (7) Failed to connect to ${hostname} port ${port}: Connection refused\n`, code: 7 };
  }
  const throughWeb = target.spec.service === 'web' && pathname.startsWith('/api/');
  if (throughWeb && !system.container('api').running) {
    return program === 'wget'
      ? { stderr: 'wget: server returned error: HTTP/1.1 502 Bad Gateway\n', code: 1 }
      : { stderr: 'curl: (22) The requested URL returned error: 502\n', code: 22 };
  }
  if (pathname === '/healthz') return { stdout: 'ok\n' };
  return { stdout: pathname.startsWith('/api/') ? '{"status":"ok","db":"ok"}' : '<!doctype html>\n' };
}

/** The names of a network's containers, as the runbook's template prints them, or the usual JSON. */
function inspectNetwork(args: readonly string[], system: DrillSystem): Output {
  const name =
    args.find((word, i) => !word.startsWith('-') && !/^(-f|--format)$/.test(args[i - 1] ?? '')) ?? '';
  const members = system.containers.filter((c) => c.running && c.spec.networks.includes(name));
  if (members.length === 0) return { stdout: '[]\n', stderr: `Error: No such network: ${name}\n`, code: 1 };
  const containers = Object.fromEntries(
    members.map((c) => [c.id, { Name: c.spec.name, IPv4Address: `${c.spec.ip}/16` }]),
  );
  const format = args.find((word) => word.includes('{{'));
  if (format === undefined)
    return { stdout: `${JSON.stringify([{ Name: name, Containers: containers }], null, 4)}\n` };
  if (/^\{\{json \.(Containers)?\}\}$/.test(format)) {
    const value = format.includes('Containers') ? containers : { Name: name, Containers: containers };
    return { stdout: `${JSON.stringify(value)}\n` };
  }
  return { stdout: `${members.map((c) => c.spec.name).join(' ')} \n` };
}
