import { fail } from '../../../domain/failure.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { wordsOf } from '../arguments.js';
import { required } from '../parameters.js';
import { composeSubcommands } from './allowed/compose.js';
import { judgeArgv } from './allowed/judge-argv.js';
import { runCommand, seenOf } from './command.js';

export const composeProbe: StepProbe = {
  id: 'compose',
  about:
    'docker compose with the files of the host entry in front: ps, config, logs, images, ls, top, port, version',
  parameters: { args: required('words', 'the subcommand and its arguments') },
  fields: [],
  gives: 'lines',
  check: (args) => composeSubcommands(wordsOf(args, 'args'), judgeArgv),
  async read(from, args, options) {
    const words = wordsOf(args, 'args');
    const refusal = composeSubcommands(words, judgeArgv);
    if (refusal) throw fail('denied', refusal);
    const command = [...(await from.compose(options.signal)), ...words];
    return seenOf('host', command, await runCommand(from, 'host', command, options));
  },
};
