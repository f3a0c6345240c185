import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

/** A question to ssh_config(5): `overrides` are options that come before every file. */
export interface ConfigQuery {
  /** Alias or name, without user and port. */
  readonly host: string;
  readonly overrides: readonly (readonly [keyword: string, value: string])[];
}

/** Lower-case keyword → its values in order. */
export type ConfigValues = ReadonlyMap<string, readonly string[]>;

/**
 * Asks the installed ssh how it reads its configuration (`ssh -G`, ~8 ms); undefined where there is no ssh.
 * ssh takes the home directory of the user database; when `home` is another one (HOME was set), its config is passed
 * with -F, and the system-wide file is not read.
 */
export async function askSsh(query: ConfigQuery, home: string): Promise<ConfigValues | undefined> {
  const options = query.overrides.flatMap(([keyword, value]) => ['-o', `${keyword}=${value}`]);
  const config =
    home === userInfo().homedir ? [] : ['-F', await readableOrNone(join(home, '.ssh', 'config'))];
  const output = await new Promise<string | undefined>((resolve, reject) => {
    const args = ['-G', ...config, ...options, '--', query.host];
    execFile('ssh', args, { timeout: 5000, maxBuffer: 1 << 20 }, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (error.code === 'ENOENT') resolve(undefined);
      else {
        const detail = sanitizeLine(stderr.trim().split('\n')[0] ?? '') || error.message;
        reject(fail('malformed', msg('link.config.bad'), { detail, next: msg('link.config.bad.next') }));
      }
    });
  });
  return output === undefined ? undefined : relocate(parseSshG(output), userInfo().homedir, home);
}

/** Keywords whose `~` ssh -G has already expanded, to the home directory of the user database. */
const expanded = ['userknownhostsfile', 'identityagent'];

function relocate(values: ConfigValues, from: string, to: string): ConfigValues {
  if (from === to) return values;
  const moved = (value: string) => value.replace(/^\S+| \S+/g, (path) => path.replace(`${from}/`, `${to}/`));
  return new Map(
    [...values].map(([keyword, all]) => [keyword, expanded.includes(keyword) ? all.map(moved) : all]),
  );
}

/** The `keyword value` lines that `ssh -G` prints. */
export function parseSshG(output: string): ConfigValues {
  const values = new Map<string, string[]>();
  for (const line of output.split('\n')) {
    const space = line.indexOf(' ');
    if (space < 1) continue;
    const keyword = line.slice(0, space).toLowerCase();
    const present = values.get(keyword);
    if (present) present.push(line.slice(space + 1));
    else values.set(keyword, [line.slice(space + 1)]);
  }
  return values;
}

async function readableOrNone(file: string): Promise<string> {
  return access(file).then(
    () => file,
    () => 'none',
  );
}
