import type { DrillContainer } from './container.js';
import { reach } from './network.js';
import { databaseRefusal, releaseOf } from './program.js';
import type { DrillSystem } from './system.js';

/** A program accepts connections this long after its start. */
const listenMs = 700;

/** What comes of an HTTP request; `hangs`: nothing, until whoever asks gives up. */
export type Answer =
  | { readonly kind: 'refused' | 'hangs' | 'no-name' | 'no-route' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly type: string;
      readonly body: string;
      /** Only after so long: the proxy gave up waiting. */
      readonly afterMs?: number;
      /** Why web's proxy could not pass it on, as nginx names it. */
      readonly upstream?: string;
      readonly by: 'gateway' | 'web' | 'api';
    };

const proxyPatienceMs = 10_000;
const page =
  '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>サロン GBP 運用</title></head><body><div id="root"></div></body></html>\n';
const titles: Readonly<Record<number, string>> = { 502: '502 Bad Gateway', 504: '504 Gateway Time-out' };
const proxyPage = (status: number, server: string) =>
  `<html>\r\n<head><title>${titles[status]}</title></head>\r\n<body>\r\n<center><h1>${titles[status]}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>\r\n`;

const text = (status: number, type: string, body: string, by: 'web' | 'api'): Answer => ({
  kind: 'answer',
  status,
  type,
  body,
  by,
});

/** A request from outside through the gateway. */
export function askSite(system: DrillSystem, path: string): Answer {
  const { gateway } = system;
  if (!gateway?.running) return { kind: 'refused' };
  if (!gateway.answers) return { kind: 'hangs' };
  return through(askFrom(system, gateway, 'salon_gbp_web', 8000, path), 'gateway', 'openresty');
}

/** A request from inside a container, to another one by its name or to itself. */
export function askFrom(
  system: DrillSystem,
  from: DrillContainer,
  host: string,
  port: number,
  path: string,
): Answer {
  const reached = reach(system, from, host);
  if (reached.kind !== 'container') return { kind: reached.kind };
  const { container } = reached;
  if (container.state === 'paused') return { kind: 'hangs' };
  const ipv6 = host === 'localhost' && container.spec.service === 'web';
  const listens = container.spec.port === port && system.now() - container.startedAt > listenMs && !ipv6;
  if (!listens || container.spec.service === 'db' || container.spec.service === 'redis') {
    return { kind: 'refused' };
  }
  if (container.hung) return { kind: 'hangs' };
  return container.spec.service === 'api' ? ofApi(system, container, path) : ofWeb(system, container, path);
}

function ofWeb(system: DrillSystem, web: DrillContainer, path: string): Answer {
  if (path.startsWith('/api/'))
    return through(askFrom(system, web, 'api', 8000, path), 'web', 'nginx/1.27.2');
  return path === '/healthz'
    ? text(200, 'text/plain', 'ok\n', 'web')
    : text(200, 'text/html; charset=utf-8', page, 'web');
}

function ofApi(system: DrillSystem, api: DrillContainer, path: string): Answer {
  const release = releaseOf(system, api);
  const json = (status: number, body: unknown) =>
    text(status, 'application/json', JSON.stringify(body), 'api');
  const broken = text(500, 'text/plain; charset=utf-8', 'Internal Server Error', 'api');
  if (release?.fault === 'errors') return broken;
  const refusal = databaseRefusal(system, api);
  if (path === '/api/health') {
    return refusal === undefined
      ? json(200, { status: 'ok', db: 'ok', version: release?.version ?? '' })
      : json(503, { status: 'degraded', db: 'error' });
  }
  if (refusal !== undefined) return broken;
  return /^\/api\/(salons|reviews|posts|dashboard)/.test(path)
    ? json(200, [])
    : json(404, { detail: 'Not Found' });
}

/** What a proxy makes of what it gets. */
function through(answer: Answer, by: 'gateway' | 'web', server: string): Answer {
  if (answer.kind === 'answer') return answer;
  const status = answer.kind === 'hangs' ? 504 : 502;
  const upstream = {
    hangs: 'upstream timed out (110: Connection timed out) while reading response header from upstream',
    refused: 'connect() failed (111: Connection refused) while connecting to upstream',
    // The address that it resolved at its start is nobody's any more.
    'no-name': 'connect() failed (113: No route to host) while connecting to upstream',
    'no-route': 'connect() failed (113: No route to host) while connecting to upstream',
  }[answer.kind];
  const body = proxyPage(status, server);
  return {
    kind: 'answer',
    status,
    type: 'text/html',
    body,
    by,
    upstream,
    ...(answer.kind === 'hangs' ? { afterMs: proxyPatienceMs } : {}),
  };
}
