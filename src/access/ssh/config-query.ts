import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type FailureError, fail } from '../../domain/failure.js';
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
 * Asks the installed ssh how it reads its configuration (`ssh -G`, ~8 ms); undefined where there is none to be asked.
 * ssh takes the home directory of the user database. When `home` is another one (HOME was set), its config is passed
 * with -F and the system-wide file is not read; includes that start from the home directory can't be asked about then.
 */
export async function askSsh(query: ConfigQuery, home: string): Promise<ConfigValues | undefined> {
  const options = query.overrides.flatMap(([keyword, value]) => ['-o', `${keyword}=${value}`]);
  if (home !== userInfo().homedir && (await includesFromHome(home))) return undefined;
  const config =
    home === userInfo().homedir ? [] : ['-F', await readableOrNone(join(home, '.ssh', 'config'))];
  const output = await new Promise<string | undefined>((resolve, reject) => {
    const args = ['-G', ...config, ...options, '--', query.host];
    execFile('ssh', args, { timeout: 5000, maxBuffer: 1 << 20 }, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (error.code === 'ENOENT') resolve(undefined);
      else {
        if (/jumphost loop/.test(stderr)) {
          reject(jumpLoop(query.host));
          return;
        }
        const detail = sanitizeLine(stderr.trim().split('\n')[0] || error.message);
        reject(fail('malformed', msg('link.config.bad'), { detail, next: msg('link.config.bad.next') }));
      }
    });
  });
  return output === undefined ? undefined : relocate(parseSshG(output), userInfo().homedir, home);
}

/** ProxyJump leads back to a host that is already on the way. */
export const jumpLoop = (host: string): FailureError =>
  fail('malformed', msg('link.config.jump-loop', { host }), { next: msg('link.config.jump-loop.next') });

async function includesFromHome(home: string): Promise<boolean> {
  const text = await readFile(join(home, '.ssh', 'config'), 'utf8').catch(() => '');
  return /^[ \t]*include[ \t=]+(?:.*[ \t])?"?[^\s"/]/im.test(text);
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
