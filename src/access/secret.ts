import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { ContainerDetail } from '../domain/docker.js';
import { fail } from '../domain/failure.js';
import type { SecretSource } from '../domain/host.js';
import { msg } from '../domain/message.js';

export interface SecretPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Details of the service's own container, for a password that it holds itself. */
  container(): Promise<ContainerDetail>;
}

const commandTimeoutMs = 15_000;

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
      return fromCommand(source.argv);
    case 'container': {
      const { variable } = source;
      const { Config, Name } = await places.container();
      const line = Config.Env?.find((entry) => entry.startsWith(`${variable}=`));
      if (line !== undefined) return line.slice(variable.length + 1);
      throw fail(
        'missing',
        msg('access.secret.container', { variable, container: Name.replace(/^\//, '') }),
        {
          next: msg('access.secret.container.next'),
        },
      );
    }
  }
}

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

function fromCommand(argv: readonly string[]): Promise<string> {
  const [file = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const options = { timeout: commandTimeoutMs, maxBuffer: 64 * 1024, windowsHide: true };
    execFile(file, args, options, (error, stdout) => {
      const secret = firstLine(stdout);
      if (!error && secret) return resolve(secret);
      const how = error?.killed ? 'time-out' : String(error?.code ?? 'empty');
      reject(
        fail('missing', msg('access.secret.command', { command: file, how }), {
          next: msg('access.secret.command.next'),
        }),
      );
    });
  });
}

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? '';
