import { createServer, type Server, type ServerResponse } from 'node:http';
import type { DrillContainer } from '../system/container.js';
import type { DrillSystem } from '../system/system.js';
import { streamEvents, streamLogs, streamStats } from './streams.js';
import { detailOf, summaryOf } from './summary.js';

const version = { Version: '27.5.1', ApiVersion: '1.47', MinAPIVersion: '1.24', Os: 'linux', Arch: 'amd64' };

/** The part of the Docker Engine API that only reads, as an HTTP server to hand connections to. */
export function dockerApi(system: DrillSystem): Server {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://docker');
    const path = url.pathname.replace(/^\/v\d+\.\d+(?=\/)/, '');
    response.setHeader('Api-Version', version.ApiVersion);
    response.setHeader('Server', `Docker/${version.Version} (linux)`);
    response.on('error', () => {});
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      request.resume();
      reply(response, 403, { message: 'the practice host is read-only' });
      return;
    }
    answer(system, path, url.searchParams, response);
  });
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

function answer(system: DrillSystem, path: string, query: URLSearchParams, response: ServerResponse): void {
  const [, kind, id = '', rest = ''] = /^\/(\w+)(?:\/(.+?))?(?:\/(json|top|stats|logs))?$/.exec(path) ?? [];
  if (path === '/_ping') {
    response.writeHead(200, { 'Content-Type': 'text/plain' }).end('OK');
  } else if (path === '/version') {
    reply(response, 200, version);
  } else if (path === '/info') {
    reply(response, 200, info(system));
  } else if (path === '/events') {
    streamEvents(system, query, response);
  } else if (path === '/containers/json') {
    const all = ['1', 'true'].includes(query.get('all') ?? '');
    const listed = system.containers.filter((c) => all || c.running);
    reply(
      response,
      200,
      listed.map((c) => summaryOf(c, system.now())),
    );
  } else if (kind === 'containers') {
    const container = system.find(decodeURIComponent(id));
    if (!container) reply(response, 404, { message: `No such container: ${id}` });
    else answerContainer(system, container, rest, query, response);
  } else if (kind === 'images' && rest === 'json') {
    const name = decodeURIComponent(id);
    const container = system.containers.find((c) => c.imageId === name || c.spec.image === name);
    if (container) reply(response, 200, image(container));
    else reply(response, 404, { message: `No such image: ${name}` });
  } else {
    reply(response, 404, { message: 'page not found' });
  }
}

function answerContainer(
  system: DrillSystem,
  container: DrillContainer,
  what: string,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  if (what === 'json') reply(response, 200, detailOf(container, system.now()));
  else if (what === 'stats') streamStats(system, container, query, response);
  else if (what === 'logs') streamLogs(system, container, query, response);
  else if (what === 'top' && container.running) reply(response, 200, top(container, query, system.now()));
  else if (what === 'top') reply(response, 409, { message: `Container ${container.id} is not running` });
  else reply(response, 404, { message: 'page not found' });
}

function info(system: DrillSystem) {
  return {
    Name: 'drill',
    ServerVersion: version.Version,
    NCPU: 2,
    MemTotal: 4_026_152 * 1024,
    CgroupVersion: '2',
    CgroupDriver: 'systemd',
    SystemTime: new Date(system.now()).toISOString(),
    DockerRootDir: '/var/lib/docker',
    OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
    KernelVersion: '6.1.0-31-amd64',
    Containers: system.containers.length,
    ContainersRunning: system.containers.filter((c) => c.running).length,
    SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns'],
  };
}

const image = (container: DrillContainer) => ({
  Id: container.imageId,
  RepoTags: [container.spec.image],
  Created: new Date(container.createdAt - 240_000).toISOString(),
  Size: 187_000_000 + container.pid * 1000,
});

/** Any `ps` format is answered with the columns asked for by `-o` or `-eo`, by the usual names else. */
function top(container: DrillContainer, query: URLSearchParams, now: number) {
  const asked = /-e?o\s*([\w,%=]+)/.exec(query.get('ps_args') ?? '')?.[1];
  const columns = (asked ?? 'uid,pid,ppid,c,stime,tty,time,cmd').split(',').map((c) => c.replace(/=.*$/, ''));
  const age = Math.floor((now - container.startedAt) / 1000);
  const value = (column: string, command: string, n: number): string => {
    const memory = Math.floor(container.memory(now) / 1024 / container.pids);
    const known: Record<string, string> = {
      pid: String(container.pid + n),
      ppid: String(n === 0 ? container.pid - 20 : container.pid),
      user: 'root',
      uid: 'root',
      pcpu: (container.cpuPercent(now) / container.pids).toFixed(1),
      pmem: ((memory * 100) / 4_026_152).toFixed(1),
      rss: String(memory),
      etimes: String(age),
      stat: 'Ss',
      args: command,
      cmd: command,
      comm: command.split(/[\s:]/)[0] ?? '',
    };
    return known[column] ?? '-';
  };
  return {
    Titles: columns.map((column) => (column === 'args' ? 'COMMAND' : column.toUpperCase())),
    Processes: container.spec.processes.map((command, n) => columns.map((c) => value(c, command, n))),
  };
}
