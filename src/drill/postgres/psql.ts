import type { Said } from '../stores.js';
import type { Terminal } from '../terminal/terminal.js';
import { printComplaint, printResult } from './psql-format.js';
import { type PsqlOptions, psqlOptions } from './psql-options.js';
import { scriptOf } from './psql-script.js';
import { talkToServer } from './psql-session.js';
import type { LocalClient, PostgresServer } from './server.js';

const superuser = 'salon_gbp';
const socket = '"/var/run/postgresql/.s.PGSQL.5432"';

export interface ProgramInput {
  /** `NAME=value`. */
  readonly env?: readonly string[];
  readonly stdin?: string;
  readonly terminal?: Terminal | undefined;
}

/**
 * psql inside the database's container: `-c`, scripts on stdin, `-A`, `-t`, `-q`, `-v`, and of its own commands
 * `\echo` with `:ROW_COUNT`, `\q` and `\conninfo`. Exit status as psql(1): 1 its own fault, 2 no connection, 3 a script failed.
 */
export async function runPsql(
  args: readonly string[],
  { env = [], stdin = '', terminal }: ProgramInput,
  server: PostgresServer,
): Promise<Said> {
  const options = psqlOptions(args, superuser);
  const variable = (name: string) => env.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  const client = await server.local({
    user: options.user,
    database: options.database,
    application_name: variable('PGAPPNAME') ?? 'psql',
    options: variable('PGOPTIONS') ?? '',
  });
  if ('results' in client) {
    const { severity = 'FATAL', message = 'the connection was lost' } = client.error ?? {};
    const where = `psql: error: connection to server on socket ${socket} failed:`;
    return { stderr: `${where} ${severity}:  ${message}\n`, code: 2 };
  }
  try {
    if (options.files.some((file) => file !== '-')) {
      return { stderr: `psql: error: ${options.files.join(' ')}: No such file or directory\n`, code: 1 };
    }
    if (terminal && options.commands.length === 0 && !options.list) {
      return await talkToServer(client, options, terminal);
    }
    return await runAll(client, options, stdin);
  } finally {
    await client.close();
  }
}

async function runAll(client: LocalClient, options: PsqlOptions, stdin: string): Promise<Said> {
  const verbose = options.variables.get('VERBOSITY') === 'verbose';
  const isScript = options.commands.length === 0;
  const units = isScript ? scriptOf(stdin) : options.commands.map((text) => ({ text, line: 0 }));
  const stops = /^(?:1|on|true|yes)$/i.test(options.variables.get('ON_ERROR_STOP') ?? '');
  let stdout = '';
  let stderr = '';
  let code = 0;
  let count = '0';
  for (const { text, line } of units) {
    if (text.startsWith('\\')) {
      if (/^\\q\b/.test(text)) break;
      if (/^\\echo\b/.test(text)) stdout += `${text.slice(5).trim().replaceAll(':ROW_COUNT', count)}\n`;
      else {
        stderr += `invalid command ${text.split(/\s/)[0]}\nThe practice machine's psql knows \\echo and \\q.\n`;
        code = 1;
      }
      continue;
    }
    const { results, notices, error } = await client.ask(text);
    const where = isScript ? `psql:<stdin>:${line}: ` : '';
    for (const notice of notices) stderr += printComplaint(notice, verbose, where);
    for (const result of results) {
      stdout += printResult(result, options);
      count = /(\d+)$/.exec(result.tag)?.[1] ?? '0';
    }
    if (!error) {
      code = isScript ? code : 0;
      continue;
    }
    stderr += printComplaint(error, verbose, where);
    code = isScript ? (stops ? 3 : 0) : 1;
    if (error.severity === 'FATAL') {
      stderr +=
        'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n';
      code = 2;
    }
    if (stops || code === 2) break;
  }
  return { stdout, stderr, code };
}
