import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../domain/failure.js';
import type { Connection } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { evaluateConfigFiles } from './config-evaluate.js';
import { type ConfigLine, readConfigFile } from './config-files.js';
import { askSsh, type ConfigQuery, type ConfigValues, jumpLoop } from './config-query.js';
import { parseDestination } from './destination.js';
import type { Route, SshTarget } from './target.js';
import { targetOf } from './target-of.js';

/** Where configuration is read: `home` defaults to $HOME, then to the user database. */
export interface ConfigPlace {
  readonly env?: NodeJS.ProcessEnv;
  readonly home?: string;
}

type SshConnectionSettings = Extract<Connection, { kind: 'ssh' }>;

const maxJumps = 8;

const homeOf = ({ home, env = process.env }: ConfigPlace) => home ?? env.HOME ?? homedir();

/** What the configuration says of one host. */
export interface ResolvedHost {
  /** Alias or name, without user and port. */
  readonly host: string;
  /** Options that come before every file. */
  readonly overrides: readonly (readonly [keyword: string, value: string])[];
  readonly home: string;
  readonly values: ConfigValues;
  readonly target: SshTarget;
}

/**
 * How to reach a destination, as OpenSSH reads ~/.ssh/config and the system-wide file: through `ssh -G` where ssh is
 * installed, by reading the files otherwise. Rejects with a FailureError: `malformed` for a bad configuration,
 * `unsupported` for ProxyCommand.
 */
export async function resolveRoute(settings: SshConnectionSettings, place: ConfigPlace = {}): Promise<Route> {
  return routeTo(settings.destination, overridesOf(settings), place, 0);
}

/** The destination alone, whatever leads there. Rejects with a FailureError, `malformed` for a bad configuration. */
export function resolveHost(settings: SshConnectionSettings, place: ConfigPlace = {}): Promise<ResolvedHost> {
  return hostOf(settings.destination, overridesOf(settings), place);
}

function overridesOf(settings: SshConnectionSettings): [string, string][] {
  const { host, port, user, identityFile, jump } = settings;
  const overrides: [string, string][] = [];
  if (host !== undefined) overrides.push(['HostName', host]);
  if (port !== undefined) overrides.push(['Port', String(port)]);
  if (user !== undefined) overrides.push(['User', user]);
  if (identityFile !== undefined) overrides.push(['IdentityFile', identityFile]);
  if (jump !== undefined) overrides.push(['ProxyJump', jump]);
  return overrides;
}

async function hostOf(
  destination: string,
  given: readonly (readonly [string, string])[],
  place: ConfigPlace,
): Promise<ResolvedHost> {
  const { host, port, user } = parseDestination(destination);
  const overrides = [
    ...given,
    ...(port === undefined ? [] : [['Port', String(port)] as const]),
    ...(user === undefined ? [] : [['User', user] as const]),
  ];
  const query: ConfigQuery = { host, overrides };
  const home = homeOf(place);
  const values: ConfigValues = (await askSsh(query, home)) ?? (await evaluateConfigFiles(query, home));
  const target = targetOf(host, values, {
    home,
    env: place.env ?? process.env,
    localUser: userInfo().username,
  });
  return { host, overrides, home, values, target };
}

async function routeTo(
  destination: string,
  overrides: readonly (readonly [string, string])[],
  place: ConfigPlace,
  depth: number,
): Promise<Route> {
  if (depth > maxJumps) throw jumpLoop(destination);
  const { host, values, target } = await hostOf(destination, overrides, place);
  if (proxyCommandOf(values))
    throw fail('unsupported', msg('link.lacks.proxy-command', { host }), {
      next: msg('link.lacks.proxy-command.next'),
    });
  const jumps = values.get('proxyjump')?.[0];
  if (!jumps || jumps.toLowerCase() === 'none') return [target];
  const chain = jumps.split(',');
  const last = chain.pop() ?? '';
  // As ssh -J: the last jump is reached through those before it, the first one by its own configuration.
  const before = await routeTo(
    last,
    chain.length > 0 ? [['ProxyJump', chain.join(',')]] : [],
    place,
    depth + 1,
  );
  return [...before, target];
}

/** The command in place of a TCP connection, if there is one. */
export function proxyCommandOf(values: ConfigValues): string | undefined {
  const command = values.get('proxycommand')?.[0];
  return command && command.toLowerCase() !== 'none' ? command : undefined;
}

/** Names of `Host` lines in ~/.ssh/config and its includes that stand for one host: no wildcards, no negation. */
export async function listConfiguredHosts(place: ConfigPlace = {}): Promise<string[]> {
  const home = homeOf(place);
  const ssh = join(home, '.ssh');
  const names = new Set<string>();
  const collect = (lines: readonly ConfigLine[]) => {
    for (const { keyword, args, body = [] } of lines) {
      if (keyword === 'host') for (const arg of args) if (/^[^-*?!][^*?!]*$/.test(arg)) names.add(arg);
      collect(body);
    }
  };
  collect(await readConfigFile(join(ssh, 'config'), ssh, home));
  return [...names];
}
