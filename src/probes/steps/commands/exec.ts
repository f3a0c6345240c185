import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { textOf, wordsOf } from '../arguments.js';
import { optional, required } from '../parameters.js';
import { assertAllowed, judged, runCommand, seenOf } from './command.js';
import { environmentFor } from './psql-read-only.js';

/** `celery inspect` and `celery status` broadcast a question to the workers: they publish, but change nothing. */
export const execProbe: StepProbe = {
  id: 'exec',
  about:
    'a program that only reads, inside a container; `celery inspect` sends the workers a question over the broker',
  parameters: {
    container: required('container', 'its name'),
    argv: required('words', 'the program and its arguments'),
    user: optional('word', 'run as this user of the container'),
    declared: optional('flag', 'the author vouches that the program only reads'),
  },
  fields: [],
  gives: 'lines',
  check: (args) => judged(wordsOf(args, 'argv'), args),
  async read(from, args, options) {
    const argv = wordsOf(args, 'argv');
    assertAllowed(argv, args);
    const container = textOf(args, 'container');
    if (container === undefined || container.startsWith('-')) {
      throw fail('missing', msg('steps.no-argument', { name: 'container' }));
    }
    const user = textOf(args, 'user');
    const command = [
      'docker',
      'exec',
      ...environmentFor(argv).flatMap((variable) => ['-e', variable]),
      ...(user === undefined ? [] : ['-u', user]),
      container,
      ...argv,
    ];
    return seenOf('host', command, await runCommand(from, 'host', command, options));
  },
};
