import { msg } from '../domain/message.js';
import { type Command, command } from './command.js';

/** The list of detached actions, and its keys. */
export const jobsCommands: readonly Command[] = [
  command('jobs', ['J'], 'global', 0, { do: 'jobs' }, msg('keys.jobs'), msg('keys.jobs.help')),
  command(
    'jobs-open',
    ['enter'],
    'jobs',
    90,
    { do: 'drill' },
    msg('keys.jobs-open'),
    msg('keys.jobs-open.help'),
  ),
];
