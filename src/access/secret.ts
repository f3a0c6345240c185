import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { ContainerDetail } from '../domain/docker.js';
import { fail } from '../domain/failure.js';
import type { SecretSource } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { commandWords, optionWord } from '../domain/text/command-words.js';
import { parseServiceUrl } from '../domain/text/service-url.js';

export interface SecretPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Nobody can answer: programs are started without the operator's terminal. */
  readonly unattended?: boolean;
  /** Details of a container; without a name of the service's own. */
  container(name?: string): Promise<ContainerDetail>;
}

const commandTimeoutMs = 15_000;
const maxOutput = 64 * 1024;

/**
 * Fetches a password from where hosts.yaml says it is; undefined for `none`. A command runs on the operator's machine,
 * without a shell. No failure holds the secret or what the command wrote.
 */
export async function readSecret(source: SecretSource, places: SecretPlaces): Promise<string | undefined> {
  switch (source.from) {
    case 'none':
      return undefined;
    case 'env': {
      const { variable } = source;
      const value = places.env[variable];
      if (value) return value;
      throw fail('missing', msg('access.secret.env', { variable }), {
        next: msg('access.secret.env.next', { variable }),
      });
    }
    case 'file':
      return fromFile(source.path);
    case 'command':
      return fromCommand(source.argv, places.unattended === true);
    case 'container':
      return fromVariable(source, await places.container(source.container));
    case 'argument':
      return fromArgument(source.option, await places.container());
  }
}

function fromVariable(
  { variable, part }: Extract<SecretSource, { from: 'container' }>,
  detail: ContainerDetail,
): string {
  const params = { variable, container: nameOf(detail) };
  const value = variableOf(detail, variable);
  if (value === undefined) {
    throw fail('missing', msg('access.secret.container', params), {
      next: msg('access.secret.container.next'),
    });
  }
  if (part === undefined) return value;
  const password = parseServiceUrl(value)?.password;
  if (password) return password;
  throw fail('missing', msg('access.secret.url', params), { next: msg('access.secret.container.next') });
}

/** A word of a shell script that is a variable stands for that variable's value in the container. */
function fromArgument(option: string, detail: ContainerDetail): string {
  const { Path, Args = [] } = detail;
  const word = optionWord(commandWords([...(Path === undefined ? [] : [Path]), ...Args]), option);
  const secret = word?.variable === undefined ? word?.text : variableOf(detail, word.variable);
  if (secret) return secret;
  throw fail('missing', msg('access.secret.argument', { option, container: nameOf(detail) }), {
    next: msg('access.secret.argument.next'),
  });
}

const nameOf = ({ Name }: ContainerDetail): string => Name.replace(/^\//, '');

const variableOf = ({ Config }: ContainerDetail, variable: string): string | undefined =>
  Config.Env?.find((entry) => entry.startsWith(`${variable}=`))?.slice(variable.length + 1);

async function fromFile(path: string): Promise<string> {
  const full = path.replace(/^~(?=\/)/, homedir());
  try {
    return firstLine(await readFile(full, 'utf8'));
  } catch (cause) {
    throw fail('missing', msg('access.secret.file', { path }), {
      next: msg('access.secret.file.next'),
      cause,
    });
  }
}

/** Without a terminal of its own a program can't ask where nobody attends: it ends, or its time does. */
function fromCommand(argv: readonly string[], unattended: boolean): Promise<string> {
  const [file = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const refuse = (how: string) =>
      reject(
        fail('missing', msg('access.secret.command', { command: file, how }), {
          next: msg('access.secret.command.next'),
        }),
      );
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: unattended,
      windowsHide: true,
      timeout: commandTimeoutMs,
      killSignal: 'SIGKILL',
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (text.length < maxOutput) text += chunk;
    });
    child.once('error', (error: NodeJS.ErrnoException) => refuse(String(error.code ?? 'error')));
    child.once('close', (code, signal) => {
      const secret = firstLine(text);
      if (code === 0 && secret) return resolve(secret);
      refuse(signal === null ? (code === 0 ? 'empty' : String(code)) : 'time-out');
    });
  });
}

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? '';
