import { parseServiceUrl } from '../domain/text/service-url.js';

/** A variable that holds the URL of a database or broker, without its password. */
export interface UrlVariable {
  readonly variable: string;
  readonly kind: 'postgres' | 'redis' | 'other';
  readonly user?: string;
  readonly hasPassword: boolean;
  readonly host: string;
  readonly port?: number;
  /** Database name or number. */
  readonly database: string;
  readonly tls: boolean;
  /** kombu's global_keyprefix, where the URL gives it. */
  readonly keyPrefix?: string;
}

const kinds: Readonly<Record<string, UrlVariable['kind']>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  postgis: 'postgres',
  redis: 'redis',
  rediss: 'redis',
  valkey: 'redis',
  valkeys: 'redis',
  amqp: 'other',
  amqps: 'other',
  sqs: 'other',
};

/** A NUL would end the name in Postgres' first message and begin a setting of its own; no other control belongs there. */
export const isPlainValue = (text: string): boolean => !/\p{Cc}/u.test(text);

/** Undefined for values that are no such URL, and where a name in it has control characters. */
export function urlVariable(variable: string, value: string): UrlVariable | undefined {
  const url = parseServiceUrl(value);
  const kind = kinds[url?.scheme ?? ''];
  if (!url || !kind) return undefined;
  const { query } = url;
  const tls = kind === 'redis' ? url.scheme.endsWith('ss') || url.scheme === 'valkeys' : demandsTls(query);
  const keyPrefix = query.get('global_keyprefix');
  if (![url.user, url.host, url.path, keyPrefix].every((name) => isPlainValue(name ?? ''))) return undefined;
  return {
    variable,
    kind,
    ...(url.user === undefined ? {} : { user: url.user }),
    hasPassword: Boolean(url.password),
    host: url.host,
    ...(url.port === undefined ? {} : { port: url.port }),
    database: url.path.replace(/\/+$/, ''),
    tls,
    ...(keyPrefix ? { keyPrefix } : {}),
  };
}

/** libpq's words; asyncpg and others call it `ssl`. Where TLS is demanded, a password never goes without. */
const demandsTls = (query: ReadonlyMap<string, string>): boolean =>
  /^(?:require|verify-ca|verify-full|true)$/.test(query.get('sslmode') ?? query.get('ssl') ?? '');
