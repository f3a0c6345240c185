import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** What the tokens of ssh_config(5) stand for. */
export interface TokenValues {
  readonly host: string;
  readonly alias: string;
  readonly port: number;
  readonly user: string;
  readonly localUser: string;
  readonly home: string;
  readonly jump: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Expands `~`, `%` tokens and `${VARIABLE}` in a path of ssh_config(5). */
export function expandPath(path: string, values: TokenValues): string {
  const { host, alias, port, user, localUser, home, jump, env } = values;
  const local = hostname();
  const tokens: Record<string, string> = {
    '%': '%',
    h: host,
    n: alias,
    k: alias,
    p: String(port),
    r: user,
    u: localUser,
    d: home,
    i: String(process.getuid?.() ?? ''),
    l: local,
    L: local.split('.')[0] ?? local,
    j: jump,
    C: createHash('sha1').update(`${local}${host}${port}${user}${jump}`).digest('hex'),
  };
  return path
    .replace(/^~(?=\/|$)/, home)
    .replace(/%(.)/g, (whole, token: string) => tokens[token] ?? whole)
    .replace(/\$\{(\w+)\}/g, (whole, name: string) => env[name] ?? whole);
}
