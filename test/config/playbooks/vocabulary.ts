import type { PlaybookVocabulary } from '../../../src/config/playbooks/vocabulary.js';
import { msg } from '../../../src/domain/message.js';

const optional = { required: false, about: '' };

/** A few step probes of each kind: tests of the language do not change with the registry. */
export const vocabulary: PlaybookVocabulary = {
  signals: ['http.*', 'container.exited', 'gateway.detached'],
  probes: [
    {
      id: 'containers',
      parameters: {
        name: { ...optional, type: 'text' },
        all: { ...optional, type: 'flag' },
        limit: { ...optional, type: 'number' },
      },
      fields: ['name', 'state', 'health', 'exit', 'image'],
      gives: 'rows',
    },
    {
      id: 'curl',
      parameters: {
        url: { type: 'url', required: true, about: '' },
        method: { ...optional, type: 'enum', choices: ['GET', 'HEAD'] },
      },
      fields: [],
      gives: 'lines',
    },
    {
      id: 'run',
      parameters: { argv: { type: 'words', required: true, about: '' } },
      fields: [],
      gives: 'lines',
      check: ({ argv }) =>
        Array.isArray(argv) && argv[0] === 'rm' ? msg('situation.evidence.paused') : undefined,
    },
    {
      id: 'sql',
      parameters: {
        statement: { type: 'text', required: true, about: '' },
        params: { ...optional, type: 'words' },
      },
      fields: ['*'],
      gives: 'rows',
    },
  ],
};
