import type { DeclaredExec, ReadOnlyExec } from '../docker/exec-ledger.js';
import { assertReadOnly, type RedisCommand } from './read-only-commands.js';

/** Where redis-cli connects inside the container, and as whom. */
export interface CliLogin {
  readonly port: number;
  readonly db: number;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/**
 * redis-cli runs each line of its input as one command; `--no-raw` keeps types and quotes although nobody looks on. The
 * password comes by its environment, so it stands in no command line.
 */
const script = [
  'port=$1 db=$2 user=$3; shift 3;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own.
  'printf "%s\\n" "$@" | redis-cli --no-raw -p "$port" -n "$db" ${user:+--user "$user"}',
].join(' ');

/** Nobody: a client of the port needs no rights in the container. */
const nobody = '65534:65534';
const passwordVariable = 'REDISCLI_AUTH=';

/** Runs the commands one after the other inside the server's container. */
export function cliCommand(
  { port, db, user, password }: CliLogin,
  commands: readonly RedisCommand[],
): Pick<ReadOnlyExec, 'User' | 'Env' | 'Cmd'> {
  return {
    User: nobody,
    Env: password === undefined ? [] : [`${passwordVariable}${password}`],
    Cmd: ['sh', '-c', script, 'sh', String(port), String(db), user ?? '', ...commands.map(lineOf)],
  };
}

/** Recognises exactly what {@link cliCommand} makes of commands of the read-only list. */
export const isCliCommand: DeclaredExec = ({ User, Env, Cmd }) => {
  const [, , , , port = '', db = '', user = '', ...lines] = Cmd;
  if (!/^\d{1,5}$/.test(port) || !/^\d{1,5}$/.test(db) || user.startsWith('-')) return false;
  if (Env.length > 1 || Env.some((one) => !one.startsWith(passwordVariable))) return false;
  const password = Env[0]?.slice(passwordVariable.length);
  const login = { port: Number(port), db: Number(db), user: user || undefined, password };
  try {
    const commands = lines.map(wordsOf);
    for (const command of commands) assertReadOnly(command);
    const expected = cliCommand(login, commands);
    return JSON.stringify([User, Env, Cmd]) === JSON.stringify([expected.User, expected.Env, expected.Cmd]);
  } catch {
    return false;
  }
};

/** As sdssplitargs of redis-cli reads it: each word in double quotes, what is not plain ASCII as \xHH. */
function lineOf([name, ...args]: RedisCommand): string {
  return [name, ...args.map((arg) => `"${quoted(String(arg))}"`)].join(' ');
}

const quoted = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) =>
      byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c
        ? `\\x${byte.toString(16).padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('');

/** The words of a line that {@link lineOf} made; throws on any other. */
function wordsOf(line: string): RedisCommand {
  const [, name = '', rest = ''] = /^([A-Za-z]+)((?: "(?:[^"\\]|\\x[0-9a-f]{2})*")*)$/.exec(line) ?? [];
  if (!name) throw new TypeError('not a line of ours');
  const args = [...rest.matchAll(/"([^"]*)"/g)].map(([, text = '']) => bytesOf(text).toString('utf8'));
  return [name, ...args];
}

const bytesOf = (text: string): Buffer =>
  Buffer.from(
    text.replace(/\\x([0-9a-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
