import { FailureError } from '../../../../domain/failure.js';
import { readOnlyText } from '../../../../domain/read-statement.js';
import {
  anything,
  firstBad,
  type Judge,
  needs,
  type Refusal,
  refuse,
  withOptions,
  withSubcommands,
} from './judge.js';
import { parseOptions } from './options.js';

/* ---------- psql ---------- */

/** Words of statements that change something inside one that begins with SELECT or WITH, or that take locks. */
const changing =
  /\b(?:insert|update|delete|merge|into|create|alter|drop|truncate|grant|revoke|copy|call|do|lock|vacuum|refresh|notify|listen|execute|prepare|share)\b/i;
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"/g;

/**
 * One SELECT, VALUES, TABLE or SHOW. Stricter than for cockpit's own read-only sessions, since psql may log in as a
 * superuser; no `@{…}` either: a value would become SQL.
 */
export function judgeStatement(program: string, text: string): Refusal {
  if (/@\{/.test(text)) return refuse(program, text);
  if (/^\s*show\s+[\w.]+\s*;?\s*$/i.test(text)) return undefined;
  if (text.includes('\\') || text.includes('$$')) return refuse(program, text);
  try {
    const statement = readOnlyText(program, text);
    const word = changing.exec(statement.replace(quoted, ' '))?.[0];
    return word === undefined ? undefined : refuse(program, word);
  } catch (error) {
    if (error instanceof FailureError) return error.failure.what;
    throw error;
  }
}

/** A database or user; with `=`, `:` or `/` libpq would read a connection string with options. */
const isPlainName = (word: string): boolean => /^[\w.@{}-]+$/.test(word);

const psql = withOptions(
  'psql',
  {
    flags: 'XAtqwx',
    values: 'UhpdcFRv',
    long: [
      'no-psqlrc',
      'no-align',
      'tuples-only',
      'quiet',
      'no-password',
      'expanded',
      'csv',
      'username=',
      'host=',
      'port=',
      'dbname=',
      'command=',
      'field-separator=',
    ],
  },
  ({ given, operands }) => {
    const values = (...names: readonly string[]) => names.flatMap((name) => given.get(name) ?? []);
    const [first, ...others] = values('-c', '--command');
    if (first === undefined) return needs('psql', '-c');
    return (
      [first, ...others]
        .map((text) => judgeStatement('psql', text))
        .find((refusal) => refusal !== undefined) ??
      firstBad('psql', [...operands, ...values('-d', '--dbname', '-U', '--username')], isPlainName) ??
      firstBad('psql', values('-v'), (word) => /^(?:ON_ERROR_STOP|VERBOSITY)=\w+$/.test(word))
    );
  },
);

const pgIsready = withOptions('pg_isready', {
  flags: 'q',
  values: 'hpUdt',
  long: ['host=', 'port=', 'username=', 'dbname=', 'timeout=', 'quiet'],
});

/* ---------- redis-cli ---------- */

type RedisRule = (args: readonly string[]) => boolean;
const any: RedisRule = () => true;
const first =
  (...words: readonly string[]): RedisRule =>
  ([word = '']) =>
    words.includes(word.toUpperCase());

const maxRange = 1000;
/** Both ends count from the same side, and are near each other. */
const isBounded: RedisRule = ([, from, to]) => {
  const [start, stop] = [Number(from), Number(to)];
  return (
    Number.isInteger(start) && Number.isInteger(stop) && start < 0 === stop < 0 && stop - start < maxRange
  );
};
const redisReads: Readonly<Record<string, RedisRule>> = {
  PING: any,
  INFO: any,
  DBSIZE: any,
  ROLE: any,
  TIME: any,
  LASTSAVE: any,
  TYPE: any,
  TTL: any,
  PTTL: any,
  EXISTS: any,
  STRLEN: any,
  LLEN: any,
  LINDEX: any,
  LRANGE: isBounded,
  HLEN: any,
  SCARD: any,
  ZCARD: any,
  ZCOUNT: any,
  ZRANGE: isBounded,
  CLIENT: first('LIST', 'INFO', 'ID'),
  SLOWLOG: first('GET', 'LEN'),
  LATENCY: first('LATEST', 'DOCTOR', 'HISTORY'),
  MEMORY: first('USAGE', 'STATS', 'DOCTOR'),
  // Others would show the password.
  CONFIG: ([get = '', name = '']) =>
    get.toUpperCase() === 'GET' &&
    /^(?:maxmemory(?:-policy)?|maxclients|timeout|save|appendonly|databases|dir|stop-writes-on-bgsave-error)$/i.test(
      name,
    ),
};

/** Without a command it would read commands from its input. */
const redisCli: Judge = (args) => {
  const parsed = parseOptions(args, {
    values: 'hpnst',
    flags: '3',
    long: ['raw', 'no-raw', 'csv', 'no-auth-warning', 'tls'],
    inFront: true,
  });
  if (parsed.refused !== undefined) return refuse('redis-cli', parsed.refused);
  const [command, ...rest] = parsed.operands;
  if (command === undefined) return needs('redis-cli', 'INFO');
  const name = command.toUpperCase();
  const rule = Object.hasOwn(redisReads, name) ? redisReads[name] : undefined;
  return rule?.(rest) ? undefined : refuse('redis-cli', [command, ...rest].join(' '));
};

/* ---------- celery, alembic ---------- */

const inspections = new Set([
  'active',
  'ping',
  'stats',
  'reserved',
  'scheduled',
  'registered',
  'active_queues',
  'revoked',
]);
const replies = { flags: 'j', values: 'dt', long: ['json', 'destination=', 'timeout='] };

const celerySubcommands = withSubcommands('celery', {
  inspect: withOptions('celery inspect', replies, ({ operands }) =>
    operands[0] === undefined
      ? needs('celery inspect', 'ping')
      : firstBad('celery inspect', operands, (word) => inspections.has(word)),
  ),
  status: withOptions('celery status', replies),
});

const celery: Judge = (args, judgeArgv) => {
  const { operands, refused } = parseOptions(args, {
    values: 'A',
    flags: 'Cq',
    long: ['app=', 'no-color', 'quiet'],
    inFront: true,
  });
  return refused === undefined ? celerySubcommands(operands, judgeArgv) : refuse('celery', refused);
};

const alembicListing = {
  flags: 'vi',
  values: 'r',
  long: ['verbose', 'indicate-current', 'rev-range=', 'resolve-dependencies'],
};
const alembicSubcommands = withSubcommands('alembic', {
  current: withOptions('alembic current', alembicListing),
  history: withOptions('alembic history', alembicListing),
  heads: withOptions('alembic heads', alembicListing),
  branches: withOptions('alembic branches', alembicListing),
  show: withOptions('alembic show', alembicListing),
});

const alembic: Judge = (args, judgeArgv) => {
  const { operands, refused } = parseOptions(args, {
    values: 'cn',
    long: ['config=', 'name='],
    inFront: true,
  });
  return refused === undefined ? alembicSubcommands(operands, judgeArgv) : refuse('alembic', refused);
};

export const dataJudges: Readonly<Record<string, Judge>> = {
  psql,
  pg_isready: pgIsready,
  pg_controldata: anything,
  'redis-cli': redisCli,
  celery,
  alembic,
  'kamal-proxy': withSubcommands('kamal-proxy', { list: anything, ls: anything }),
  nginx: withOptions('nginx', { flags: 'tTqvV' }, ({ given, operands }) =>
    operands[0] === undefined
      ? given.size > 0
        ? undefined
        : needs('nginx', '-t')
      : refuse('nginx', operands[0]),
  ),
};
