import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Msg, msg } from '../domain/message.js';
import { type HostsConfig, parseHosts } from './parse.js';
import { ConfigError } from './problem.js';

/** More than this is no hosts file but a mistake. */
const maxBytes = 1024 * 1024;

export interface LoadOptions {
  /** `--config`: only this file counts, and it must be there. */
  readonly explicitPath?: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export interface LoadedHosts extends HostsConfig {
  /** Undefined when there is no configuration file. */
  readonly file?: string;
}

/** Where a configuration is looked for, in this order. */
export function searchPaths({ cwd, env, home }: LoadOptions): string[] {
  const xdg = env.XDG_CONFIG_HOME;
  // The specification says to ignore a relative XDG_CONFIG_HOME.
  const base = xdg?.startsWith('/') ? xdg : join(home, '.config');
  return [join(cwd, 'hosts.yaml'), join(base, 'cockpit', 'hosts.yaml')];
}

/**
 * Reads the first hosts.yaml of --config, the working folder and $XDG_CONFIG_HOME/cockpit. None at all is not an
 * error; a file that can't be read or used throws a {@link ConfigError}.
 */
export async function loadHosts(options: LoadOptions): Promise<LoadedHosts> {
  const { explicitPath } = options;
  if (explicitPath !== undefined) {
    const file = resolve(options.cwd, explicitPath);
    const text = await read(file, explicitPath);
    if (text === undefined) {
      throw unreadable(explicitPath, msg('config.file.missing'), msg('config.file.missing.next'));
    }
    return { file, ...parseHosts(text, explicitPath) };
  }
  for (const file of searchPaths(options)) {
    const text = await read(file, file);
    if (text !== undefined) return { file, ...parseHosts(text, file) };
  }
  return { hosts: [], defaults: {} };
}

/** The text of a file; undefined when there is none. */
async function read(file: string, shown: string): Promise<string | undefined> {
  try {
    const found = await stat(file);
    if (found.isDirectory())
      throw unreadable(shown, msg('config.file.folder'), msg('config.file.folder.next'));
    if (found.size > maxBytes)
      throw unreadable(shown, msg('config.file.big'), msg('config.file.missing.next'));
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw unreadable(shown, msg('config.file.encoding'), msg('config.file.encoding.next'));
    }
    throw unreadable(shown, msg('config.file.unreadable', { code }), msg('config.file.unreadable.next'));
  }
}

const unreadable = (file: string, what: Msg, next: Msg) =>
  new ConfigError([{ file, line: 0, column: 0, what, next }]);
