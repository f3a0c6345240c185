import { firstBad, type Judge, needs, refuse, withOptions, withSubcommands } from './judge.js';
import { parseOptions } from './options.js';

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

export const celery: Judge = (args, judgeArgv) => {
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

export const alembic: Judge = (args, judgeArgv) => {
  const { operands, refused } = parseOptions(args, {
    values: 'cn',
    long: ['config=', 'name='],
    inFront: true,
  });
  return refused === undefined ? alembicSubcommands(operands, judgeArgv) : refuse('alembic', refused);
};
