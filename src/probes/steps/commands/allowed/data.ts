import { alembic, celery } from './celery.js';
import { anything, type Judge, needs, refuse, withOptions, withSubcommands } from './judge.js';
import { pgIsready, psql } from './psql.js';
import { redisCli } from './redis-cli.js';

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
