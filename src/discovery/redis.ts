import type { RedisEntry, SecretSource } from '../domain/host.js';
import type { RedisDraft } from './draft.js';
import type { ContainerFacts } from './facts.js';
import { isRedis } from './kinds.js';
import type { Placed } from './placed.js';
import { serverNames } from './server-names.js';
import { leadsTo, secretOfUse, type Use, usesOf } from './uses.js';

type Login = Pick<RedisEntry, 'user' | 'password'>;

/** A Redis server and the uses that lead to it. */
export interface FoundRedis {
  readonly draft: RedisDraft;
  readonly uses: readonly Use[];
}

/** Redis servers in containers, and those elsewhere that the applications' URLs name. */
export function findRedis(placed: readonly Placed[]): readonly FoundRedis[] {
  const uses = usesOf('redis', placed);
  const inside = placed
    .filter(({ facts }) => isRedis(facts))
    .map((label) => {
      const mine = uses.filter((use) => leadsTo(use, label.facts));
      return { label, address: { kind: 'container', container: label.pattern } as const, mine };
    });
  const outside = [
    ...Map.groupBy(
      uses.filter(({ to }) => to.kind !== 'container'),
      ({ url, port, to }) => `${to.kind === 'host' ? 'host' : url.host}:${port}`,
    ).values(),
  ].flatMap((mine) => {
    const [first] = mine;
    if (!first) return [];
    const { url, port, to } = first;
    const host = to.kind === 'host' ? '127.0.0.1' : url.host;
    const address = { kind: 'tcp', host, port, ...(url.tls ? { tls: 'verify' as const } : {}) } as const;
    return [{ label: url.host, address, mine }];
  });
  const found = [...inside, ...outside];
  const names = serverNames(found.map(({ label }) => label));
  return found.map(({ label, address, mine }, index) => {
    const logins = [...(typeof label === 'string' ? [] : ownLogins(label.facts)), ...mine.flatMap(loginOf)];
    const [login = { password: { from: 'none' } as const }, ...others] = distinct(logins);
    const db = Math.max(0, ...mine.slice(0, 1).map(({ url }) => databaseNumber(url.database)));
    return {
      draft: { entry: { name: names[index] ?? 'main', address, db, ...login }, others },
      uses: mine,
    };
  });
}

/** `redis://host/1`; anything else is database 0. */
export const databaseNumber = (path: string): number => (/^\d{1,4}$/.test(path) ? Number(path) : 0);

/** By the command line first: what the server was started with counts, a variable may only be for its clients. */
function ownLogins({ passwordOption, variables }: ContainerFacts): Login[] {
  const sources: SecretSource[] = [];
  if (passwordOption?.variable !== undefined) {
    sources.push({ from: 'container', variable: passwordOption.variable });
  } else if (passwordOption) sources.push({ from: 'argument', option: passwordOption.option });
  for (const variable of ['REDIS_PASSWORD', 'VALKEY_PASSWORD', 'REDISCLI_AUTH', 'REQUIREPASS']) {
    if (variables.has(variable)) sources.push({ from: 'container', variable });
  }
  return sources.map((password) => ({ password }));
}

function loginOf(use: Use): Login[] {
  const { user, hasPassword } = use.url;
  if (!hasPassword) return [];
  return [{ password: secretOfUse(use), ...(user && user !== 'default' ? { user } : {}) }];
}

/** The same variable in several containers is the same login. */
const distinct = (logins: readonly Login[]): Login[] =>
  logins.filter((login, index) => logins.findIndex((other) => loginKey(other) === loginKey(login)) === index);

const loginKey = ({ user = '', password }: Login): string =>
  [user, password.from, password.from === 'container' ? password.variable : ''].join(' ');
