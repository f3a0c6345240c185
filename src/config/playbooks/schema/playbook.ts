import { z } from 'zod';
import { checklistKinds } from '../../../domain/checklist.js';
import { msg } from '../../../domain/message.js';
import { expects } from '../../note.js';
import { count, line, list, record, source } from '../../schema/fields.js';
import { fields } from './conditions.js';
import { valueTypes } from './probes.js';
import { steps } from './steps.js';
import { bilingual, id, name, word } from './texts.js';

export const tiers = ['data', 'app', 'web', 'gateway', 'jobs'] as const;
export const panes = ['containers', 'activity', 'locks', 'failures'] as const;

const suggestion = record(
  {
    signal: line().describe('Kind of a signal, such as container.exited; * stands for any characters'),
    tiers: list(word(tiers), msg('playbooks.expect.tiers'))
      .optional()
      .describe('Only when its container stands in one of these tiers'),
    stack: word(['compose', 'kamal', 'ecs', 'plain'])
      .optional()
      .describe('Only on hosts that are deployed this way'),
    weight: count(1, 10).describe('1–10: how much it speaks for this tree'),
  },
  msg('playbooks.expect.suggestion'),
);

const need = record(
  {
    type: word(valueTypes).describe('What the value must look like'),
    label: bilingual().describe('What it is'),
    from: list(line(), msg('playbooks.expect.from'))
      .optional()
      .describe('Where it comes from; the first that gives a value wins'),
    otherwise: line()
      .optional()
      .describe('Used when no source gives a value; a template of other parameters'),
    optional: z
      .boolean(expects(msg('playbooks.expect.flag')))
      .optional()
      .describe('true: the tree is offered without it'),
    choices: list(line(), msg('playbooks.expect.choices')).optional().describe('Values of an enum'),
  },
  msg('playbooks.expect.need'),
);

const row = record(
  {
    pane: word(panes).describe('Pane from whose rows it is opened'),
    key: z
      .string(expects(msg('playbooks.expect.row_key')))
      .regex(/^[a-zA-Z]$/, expects(msg('playbooks.expect.row_key')))
      .describe("Its letter in the row's menu"),
    where: fields().optional().describe('Only rows with these fields'),
  },
  msg('playbooks.expect.row'),
);

/** A whole file. */
export const playbook = record(
  {
    id: id().describe('Name of the tree; the same as a built-in one replaces it'),
    title: bilingual().describe('Name for people; a template'),
    about: bilingual().describe('When it helps'),
    aliases: list(line(), msg('playbooks.expect.aliases'))
      .optional()
      .describe('Titles under which a runbook knows it, for the palette'),
    source: source().optional(),
    suggest: list(suggestion, msg('playbooks.expect.suggestions'))
      .optional()
      .describe('Signals that speak for it'),
    needs: z
      .record(name(), need, expects(msg('playbooks.expect.needs')))
      .optional()
      .describe('Parameters by name'),
    row: row.optional().describe("Puts it into the menu of a pane's rows"),
    checklist: word(checklistKinds)
      .optional()
      .describe('A checklist: when it is due; how it came out is recorded'),
    steps: steps.describe('The steps; the walk begins with the first'),
  },
  msg('playbooks.expect.file'),
);

export type PlaybookInput = z.infer<typeof playbook>;
