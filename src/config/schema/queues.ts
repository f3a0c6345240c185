import { msg } from '../../domain/message.js';
import { containerName, duration, either, identifier, line, list, record } from './fields.js';
import { absentForm } from './forms.js';

const celery = record(
  {
    name: identifier().optional().describe('Name on the screen; default celery'),
    redis: identifier().optional().describe('Which Redis is the broker; default the only one'),
    queues: list(line(), msg('config.expect.queue_names'))
      .optional()
      .describe('Queues to watch; default [celery]'),
    prefix: line().optional().describe("kombu's global_keyprefix; default none"),
    worker: containerName().optional().describe('Container of the workers'),
    beat: containerName().optional().describe('Container of the beat scheduler'),
    visibility_timeout: duration()
      .optional()
      .describe('After this long an unacknowledged job counts as stuck; default 1h, as in kombu'),
  },
  msg('config.expect.celery'),
);

const solidQueue = record(
  {
    name: identifier().optional().describe('Name on the screen; default solid-queue'),
    postgres: identifier().optional().describe('Which Postgres holds the tables; default the only one'),
    schema: identifier().optional().describe('Schema of the solid_queue_ tables; default public'),
  },
  msg('config.expect.solid_queue'),
);

const keys = ['celery', 'solid_queue'];
const expected = msg('config.expect.queue');

export const queue = either(
  [
    record({ celery: celery.describe('Celery with a Redis broker') }, expected),
    record({ solid_queue: solidQueue.describe('Rails Solid Queue') }, expected),
  ],
  expected,
  (value) => absentForm(value, keys),
);

export const queues = list(queue, expected).describe('Job queues to watch');
