import type { DrillContainer } from './container.js';
import { reach } from './network.js';
import { projectName } from './specs.js';
import type { DrillSystem } from './system.js';
import { pythonTime } from './times.js';

/** How a program ends by itself after its start. */
export interface Crash {
  readonly afterMs: number;
  readonly exit: number;
  readonly lines: readonly string[];
}

const secrets = ['TOKEN_ENC_KEY_B64', 'OAUTH_STATE_SECRET'];

/** Whether the programs of a container can run with the environment and the image that it has; undefined: they can. */
export function crashOf(system: DrillSystem, container: DrillContainer): Crash | undefined {
  const { service, project } = container.spec;
  if (project !== projectName || !['api', 'worker', 'beat'].includes(service)) return undefined;
  const missing = secrets.find((name) => !container.variable(name));
  if (missing) return { afterMs: 900, exit: 1, lines: settingsError(missing) };
  if (service !== 'api') return undefined;
  if (releaseOf(system, container)?.fault === 'crash') return { afterMs: 700, exit: 1, lines: importError };
  const refusal = databaseRefusal(system, container);
  return refusal === undefined
    ? undefined
    : { afterMs: 1400, exit: 3, lines: startupError(refusal, system.now()) };
}

/** The commit that its image was built from. */
export function releaseOf(system: DrillSystem, container: DrillContainer) {
  const image = system.images.all.find(({ id }) => id === container.imageId);
  return image?.commit === undefined ? undefined : system.checkout.find(image.commit);
}

/** Why the api has no database connection, in libpq's words; undefined: it has one. */
export function databaseRefusal(system: DrillSystem, container: DrillContainer): string | undefined {
  const text = container.variable('DATABASE_URL') ?? '';
  const [, user = '', password, host = '', port = '5432', database = ''] =
    /^postgres(?:ql)?:\/\/([^:@/]*)(?::([^@/]*))?@([^:/]+)(?::(\d+))?\/(.+)$/.exec(text) ?? [];
  if (!host) return `invalid dsn: missing "=" after "${text.slice(0, 12)}" in connection info string`;
  const reached = reach(system, container, host);
  if (reached.kind === 'no-name') {
    return `could not translate host name "${host}" to address: Name or service not known`;
  }
  const at = `connection to server at "${host}" (${reached.ip}), port ${port} failed:`;
  if (reached.kind === 'no-route')
    return `${at} No route to host\n\tIs the server running on that host and accepting TCP/IP connections?`;
  if (!reached.container.answers) return `${at} timeout expired`;
  if (reached.container.spec.port !== Number(port)) {
    return `${at} Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?`;
  }
  const server = reached.container;
  if (user !== server.variable('POSTGRES_USER') || password !== databasePassword) {
    return `${at} FATAL:  password authentication failed for user "${user}"`;
  }
  if (database !== server.variable('POSTGRES_DB'))
    return `${at} FATAL:  database "${database}" does not exist`;
  return system.stores.apiTrouble();
}

/** It was set when the volume was new; POSTGRES_PASSWORD changes nothing later. */
const databasePassword = 'practice';

const settingsError = (name: string): string[] => [
  'Traceback (most recent call last):',
  '  File "/app/app/main.py", line 9, in <module>',
  '    from app.settings import settings',
  '  File "/app/app/settings.py", line 14, in <module>',
  '    settings = Settings()',
  '               ^^^^^^^^^^',
  '  File "/usr/local/lib/python3.12/site-packages/pydantic/main.py", line 342, in __init__',
  '    raise validation_error',
  'pydantic.error_wrappers.ValidationError: 1 validation error for Settings',
  name,
  '  ensure this value has at least 1 characters (type=value_error.any_str.min_length; limit_value=1)',
];

const importError = [
  'Traceback (most recent call last):',
  '  File "/usr/local/bin/uvicorn", line 8, in <module>',
  '    sys.exit(main())',
  '  File "/usr/local/lib/python3.12/site-packages/uvicorn/importer.py", line 21, in import_from_string',
  '    module = importlib.import_module(module_str)',
  '  File "/app/app/main.py", line 14, in <module>',
  '    from app.notify import templates',
  "ModuleNotFoundError: No module named 'app.notify'",
];

const startupError = (refusal: string, now: number): string[] => [
  'INFO:     Started server process [1]',
  'INFO:     Waiting for application startup.',
  `${pythonTime(now)} ERROR [uvicorn.error] Traceback (most recent call last):`,
  '  File "/app/app/main.py", line 36, in start',
  '    wait_for_database()',
  '  File "/app/app/main.py", line 19, in connect',
  '    return psycopg2.connect(settings.DATABASE_URL, connect_timeout=3, application_name="salon-gbp-api")',
  `psycopg2.OperationalError: ${refusal}`,
  'ERROR:    Application startup failed. Exiting.',
];
