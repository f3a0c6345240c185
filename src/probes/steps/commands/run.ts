import type { StepProbe } from '../../../domain/step-probe.js';
import { textOf, wordsOf } from '../arguments.js';
import { optional, required } from '../parameters.js';
import { assertAllowed, judged, runCommand, seenOf } from './command.js';
import { environmentFor } from './psql-read-only.js';

export const runProbe: StepProbe = {
  id: 'run',
  about: "a program that only reads, on the host or on the operator's own machine",
  parameters: {
    on: optional('enum', 'where; default host', { choices: ['host', 'operator'] }),
    argv: required('words', 'the program and its arguments'),
    declared: optional('flag', 'the author vouches that the program only reads'),
  },
  fields: [],
  gives: 'lines',
  check: (args) => judged(wordsOf(args, 'argv'), args),
  async read(from, args, options) {
    const argv = wordsOf(args, 'argv');
    assertAllowed(argv, args);
    const on = textOf(args, 'on') === 'operator' ? 'operator' : 'host';
    const environment = environmentFor(argv);
    const command = environment.length > 0 ? ['env', ...environment, ...argv] : argv;
    return seenOf(on, command, await runCommand(from, on, command, options));
  },
};
