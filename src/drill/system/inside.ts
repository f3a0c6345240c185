import type { DrillContainer } from './container.js';
import { reach } from './network.js';
import { askFrom } from './site.js';
import type { DrillSystem } from './system.js';

/** What a program wrote and how it ended; `afterMs`: only then. */
export interface Said {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
  readonly afterMs?: number;
}

/** Nobody waits longer for an answer that does not come. */
const foreverMs = 600_000;

const said = (code: number, stderr: string, afterMs?: number): Said => ({
  stderr,
  code,
  ...(afterMs === undefined ? {} : { afterMs }),
});

/** What wget (busybox) and curl say of an address, asked inside of a container. */
export function fetchInside(
  system: DrillSystem,
  from: DrillContainer,
  program: 'wget' | 'curl',
  args: readonly string[],
): Said {
  const text = args.find((word) => /^https?:\/\//.test(word)) ?? '';
  const { hostname, port, pathname, search } = new URL(text);
  const wget = program === 'wget';
  const number = Number(port || '80');
  const answer = askFrom(system, from, hostname, number, pathname + search);
  const ip = addressOf(system, from, hostname);
  switch (answer.kind) {
    case 'no-name':
      return wget
        ? said(1, `wget: bad address '${hostname}:${number}'\n`)
        : said(6, `curl: (6) Could not resolve host: ${hostname}\n`);
    case 'no-route':
      return wget
        ? said(1, `wget: can't connect to remote host (${ip}): Host is unreachable\n`, 3000)
        : said(7, `curl: (7) Failed to connect to ${hostname} port ${number}: No route to host\n`, 3000);
    case 'refused':
      return wget
        ? said(1, `wget: can't connect to remote host (${ip}): Connection refused\n`)
        : said(7, `curl: (7) Failed to connect to ${hostname} port ${number}: Connection refused\n`);
    case 'hangs': {
      const patience = patienceMs(args);
      return wget
        ? said(1, 'wget: download timed out\n', patience)
        : said(
            28,
            `curl: (28) Operation timed out after ${patience} milliseconds with 0 bytes received\n`,
            patience,
          );
    }
    default:
  }
  const { status, body, afterMs } = answer;
  const later = afterMs === undefined ? {} : { afterMs };
  if (status >= 400 && wget) {
    return {
      ...said(1, `wget: server returned error: HTTP/1.1 ${status} ${phrases[status] ?? ''}\n`),
      ...later,
    };
  }
  const fails = args.some((word) => word === '--fail' || /^-[a-zA-Z]*f/.test(word));
  if (status >= 400 && fails) {
    return { ...said(22, `curl: (22) The requested URL returned error: ${status}\n`), ...later };
  }
  const away = args.some((word, n) => word === '/dev/null' && /^(-o|-O|-\w*O)$/.test(args[n - 1] ?? ''));
  const format = args[args.findIndex((word) => word === '-w' || word === '--write-out') + 1];
  const told = !wget && args.includes('-w') ? (format ?? '').replaceAll('%{http_code}', String(status)) : '';
  return { stdout: `${away ? '' : body}${told.replaceAll('\\n', '\n')}`, ...later };
}

/** `redis-cli ping` and `pg_isready`, as health checks ask them. */
export function askStore(container: DrillContainer, program: 'redis-cli' | 'pg_isready'): Said | undefined {
  if (container.hung) return { code: 1, stderr: '', afterMs: foreverMs };
  if (program === 'redis-cli') return container.spec.service === 'redis' ? { stdout: 'PONG\n' } : undefined;
  if (container.spec.service !== 'db') return undefined;
  return { stdout: '/var/run/postgresql:5432 - accepting connections\n' };
}

function addressOf(system: DrillSystem, from: DrillContainer, host: string): string {
  const reached = reach(system, from, host);
  if (host === 'localhost' && from.spec.service === 'web') return '[::1]';
  return reached.kind === 'no-name' ? host : reached.ip;
}

/** curl -m, wget -T; else as good as for ever. */
function patienceMs(args: readonly string[]): number {
  const at = args.findIndex((word) => /^(-m|--max-time|-T|--timeout)$/.test(word));
  const seconds = Number(args[at + 1]);
  return at >= 0 && seconds > 0 ? seconds * 1000 : foreverMs;
}

const phrases: Readonly<Record<number, string>> = {
  404: 'Not Found',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
};
