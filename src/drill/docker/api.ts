import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Host } from '../host/host.js';
import type { DrillContainer } from '../system/container.js';
import type { Image } from '../system/images.js';
import type { DrillSystem } from '../system/system.js';
import { act } from './act.js';
import { Execs } from './execs.js';
import { reply } from './reply.js';
import { streamEvents, streamLogs, streamStats } from './streams.js';
import { detailOf, summaryOf } from './summary.js';
import { topOf } from './top.js';

const version = { Version: '27.5.1', ApiVersion: '1.47', MinAPIVersion: '1.24', Os: 'linux', Arch: 'amd64' };

/** The part of the Docker Engine API that the machine has, as an HTTP server to hand connections to. */
export function dockerApi(host: Host): Server {
  const execs = new Execs(host);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://docker');
    const path = url.pathname.replace(/^\/v\d+\.\d+(?=\/)/, '');
    response.setHeader('Api-Version', version.ApiVersion);
    response.setHeader('Server', `Docker/${version.Version} (linux)`);
    response.on('error', () => {});
    const { method = 'GET' } = request;
    if (method === 'GET' || method === 'HEAD') {
      if (!execs.inspect(path, response)) answer(host, path, url.searchParams, response);
      return;
    }
    const take = async () => {
      if (await execs.take(method, path, request, response)) return;
      await act(host, method, path, url.searchParams, request, response);
    };
    take().catch(() => response.destroy());
  });
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}

function answer(host: Host, path: string, query: URLSearchParams, response: ServerResponse): void {
  const { system } = host;
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
    const listed = system.containers
      .filter((c) => all || c.running || c.state === 'restarting')
      .toSorted((a, b) => b.createdAt - a.createdAt);
    reply(
      response,
      200,
      listed.map((c) => summaryOf(c, system.now())),
    );
  } else if (kind === 'containers') {
    const container = system.find(decodeURIComponent(id));
    if (!container) reply(response, 404, { message: `No such container: ${id}` });
    else answerContainer(host, container, rest, query, response);
  } else if (kind === 'images' && rest === 'json') {
    const name = decodeURIComponent(id);
    const image = system.images.find(name);
    if (image) reply(response, 200, describe(image));
    else reply(response, 404, { message: `No such image: ${name}` });
  } else {
    reply(response, 404, { message: 'page not found' });
  }
}

function answerContainer(
  host: Host,
  container: DrillContainer,
  what: string,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const { system } = host;
  if (what === 'json') reply(response, 200, detailOf(container));
  else if (what === 'stats') streamStats(system, container, query, response);
  else if (what === 'logs') streamLogs(system, container, query, response);
  else if (what === 'top' && container.running) {
    reply(response, 200, topOf(container, query.get('ps_args') ?? '', system, host.neighbours.backends()));
  } else if (what === 'top') reply(response, 409, { message: `Container ${container.id} is not running` });
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
    ContainersRunning: system.containers.filter((c) => c.state === 'running').length,
    ContainersPaused: system.containers.filter((c) => c.state === 'paused').length,
    ContainersStopped: system.containers.filter((c) => !c.running).length,
    Images: system.images.all.length,
    SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns'],
  };
}

const describe = (image: Image) => ({
  Id: image.id,
  RepoTags: image.tags,
  RepoDigests: [],
  Created: new Date(image.createdAt).toISOString(),
  Size: image.bytes,
  Os: 'linux',
  Architecture: 'amd64',
});
