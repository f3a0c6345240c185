import type { PostgresEntry, SecretSource } from '../domain/host.js';
import type { PostgresDraft } from './draft.js';
import type { ContainerFacts } from './facts.js';
import { isPostgres } from './kinds.js';
import type { Placed } from './placed.js';
import { serverNames } from './server-names.js';
import { leadsTo, secretOfUse, type Use, usesOf } from './uses.js';

type Login = Pick<PostgresEntry, 'user' | 'database' | 'password'>;

/** Postgres servers in containers, and those elsewhere that the applications' URLs name. */
export function findPostgres(placed: readonly Placed[]): readonly PostgresDraft[] {
  const uses = usesOf('postgres', placed);
  const own = placed.filter(({ facts }) => isPostgres(facts));
  const inside = own.map((one) => ({ label: one, draft: ofContainer(one, uses) }));
  const elsewhere = [
    ...Map.groupBy(
      uses.filter(({ to }) => to.kind !== 'container'),
      addressKey,
    ).values(),
  ];
  const outside = elsewhere.flatMap((group) => ofUses(group) ?? []);
  const drafts = [...inside.map(({ draft }) => draft), ...outside];
  const names = serverNames([
    ...inside.map(({ label }) => label),
    ...outside.map(({ entry: { address } }) => (address.kind === 'tcp' ? address.host : '')),
  ]);
  return drafts.map((draft, index) => ({
    ...draft,
    entry: { ...draft.entry, name: names[index] ?? 'main' },
  }));
}

const addressKey = ({ url, port, to }: Use): string => `${to.kind === 'host' ? 'host' : url.host}:${port}`;

function ofContainer({ facts, pattern }: Placed, uses: readonly Use[]): PostgresDraft {
  const mine = uses.filter((use) => leadsTo(use, facts));
  const logins = [ownLogin(facts, mine), ...mine.flatMap(loginOf)].filter((login) => login !== undefined);
  const [login = fallback(facts)] = logins;
  const known = setting(facts, 'POSTGRES_DB', 'POSTGRESQL_DATABASE') ?? mine[0]?.url.database;
  return {
    entry: { name: '', address: { kind: 'container', container: pattern }, ...login },
    others: distinct(logins).slice(1),
    guessedDatabase: !known,
    databases: databasesOf(mine),
  };
}

const setting = ({ settings }: ContainerFacts, ...names: readonly string[]): string | undefined =>
  names.map((name) => settings.get(name)).find((value) => value);

/** The image's own superuser (POSTGRES_USER and so on of the official image, POSTGRESQL_… of Bitnami's). */
function ownLogin(facts: ContainerFacts, uses: readonly Use[]): Login | undefined {
  const variable = ['POSTGRES_PASSWORD', 'POSTGRESQL_PASSWORD'].find((name) => facts.variables.has(name));
  const trusts = facts.settings.get('POSTGRES_HOST_AUTH_METHOD') === 'trust';
  if (variable === undefined && !trusts) return undefined;
  const password: SecretSource = variable === undefined ? { from: 'none' } : { from: 'container', variable };
  return { ...fallback(facts, uses[0]?.url.database), password };
}

function fallback(facts: ContainerFacts, named?: string): Login {
  const user = setting(facts, 'POSTGRES_USER', 'POSTGRESQL_USERNAME') ?? 'postgres';
  const database = setting(facts, 'POSTGRES_DB', 'POSTGRESQL_DATABASE') ?? (named || user);
  return { user, database, password: { from: 'none' } };
}

function loginOf(use: Use): Login[] {
  const { user, database } = use.url;
  return user === undefined ? [] : [{ user, database: database || user, password: secretOfUse(use) }];
}

function ofUses(uses: readonly Use[]): Omit<PostgresDraft, 'name'> | undefined {
  const [first] = uses;
  const [login, ...others] = uses.flatMap(loginOf);
  if (!first || !login) return undefined;
  const { url, port, to } = first;
  const host = to.kind === 'host' ? '127.0.0.1' : url.host;
  return {
    entry: {
      name: '',
      address: { kind: 'tcp', host, port, ...(url.tls ? { tls: 'verify' } : {}) },
      ...login,
    },
    others: distinct([login, ...others]).slice(1),
    guessedDatabase: false,
    databases: databasesOf(uses),
  };
}

const databasesOf = (uses: readonly Use[]): string[] => [
  ...new Set(uses.map(({ url }) => url.database).filter((name) => name !== '')),
];

/** The same variable in several containers is the same login. */
const distinct = (logins: readonly Login[]): Login[] =>
  logins.filter((login, index) => logins.findIndex((other) => loginKey(other) === loginKey(login)) === index);

const loginKey = ({ user, password }: Login): string =>
  [user, password.from, password.from === 'container' ? password.variable : ''].join(' ');
