import { z } from 'zod';
import { msg } from '../../domain/message.js';
import { expects, note } from '../note.js';
import { word } from '../playbooks/schema/texts.js';
import { absolutePath, count, envName, identifier, line, list, record } from '../schema/fields.js';

const services = ['web', 'api', 'worker', 'beat', 'db', 'redis', 'gateway'] as const;
const service = () => word(services).describe('Service of the practice machine');
const percent = () => count(1, 100).describe('Percent');
const flag = () => z.boolean(expects(msg('playbooks.expect.flag')));

const effect = <const Name extends string, Shape extends z.core.$ZodLooseShape>(name: Name, shape: Shape) =>
  record(
    { do: z.literal(name), ...shape },
    msg('drill.expect.effect-keys', { keys: ['do', ...Object.keys(shape)].join(', ') }),
  );

const forms = [
  effect('stop', { service: service() }),
  effect('pause', { service: service() }),
  effect('out-of-memory', {
    service: service(),
    again: flag().exactOptional().describe('true: also after each start'),
  }),
  effect('environment', {
    service: service(),
    name: envName().describe('Variable of the environment file'),
    value: line().exactOptional().describe('Its new value; none: it is removed'),
  }),
  effect('hang', { service: service() }),
  effect('health-check', {
    service: service(),
    test: list(line(), msg('drill.expect.test')).describe('As HEALTHCHECK has it: [CMD, …]'),
  }),
  effect('disconnect', { service: service(), network: identifier() }),
  effect('fill-disk', { file: absolutePath(), percent: percent() }),
  effect('backups', {
    hours: count(0, 10_000).exactOptional().describe('Age of the newest; none: there is no backup'),
  }),
  effect('tasks', { queue: identifier(), count: count(1, 100_000) }),
  effect('failing-tasks', { error: line().describe('The error with which every task ends') }),
  effect('lock', { waiters: count(1, 50) }),
  effect('idle-sessions', { count: count(1, 500) }),
  effect('slow-queries', { count: count(1, 100) }),
  effect('redis-memory', { percent: percent() }),
  effect('certificate', { days: count(-3650, 3650).describe('Days until it ends; negative: it has ended') }),
  effect('release', { fault: word(['errors', 'crash']) }),
  effect('alert', { type: line(), severity: line(), message: line() }),
] as const;

/** Names of all effects. */
export const effectNames: readonly string[] = forms.map((form) => form.shape.do.value);

const names = effectNames.join(', ');

/** One thing that goes wrong on the practice machine. */
export const machineEffect = z
  .discriminatedUnion(
    'do',
    forms,
    note({ expected: msg('drill.expect.effect', { names }), keys: effectNames }),
  )
  .meta({ id: 'effect', description: 'What goes wrong; docs/drill.md has the list' });

const below = () => count(1, 1_000_000);

/** What holds on a machine that is well. */
export const wanted = record(
  {
    service: service().exactOptional(),
    state: z
      .literal('running', expects(msg('config.expect.one_of', { names: 'running' })))
      .exactOptional()
      .describe('State of the service'),
    health: z
      .literal('healthy', expects(msg('config.expect.one_of', { names: 'healthy' })))
      .exactOptional()
      .describe('Health of the service'),
    site: count(100, 599).exactOptional().describe("HTTP status of the site's health address"),
    queueBelow: below().exactOptional().describe('Tasks that wait'),
    diskBelow: percent().exactOptional().describe('Use of the disk'),
    waiting: count(0, 1000).exactOptional().describe('Sessions that wait for a lock, at most'),
    freeSlots: count(1, 1000).exactOptional().describe('Free connection slots of the database, at least'),
    slowQueries: count(0, 1000).exactOptional().describe('Long statements, at most'),
    redisBelow: percent().exactOptional().describe('Memory of Redis'),
    backupYoungerThanHours: count(1, 10_000).exactOptional().describe('Age of the newest backup'),
    certificateDays: count(1, 3650).exactOptional().describe('Days until the certificate ends, at least'),
  },
  msg('drill.expect.wanted'),
);
