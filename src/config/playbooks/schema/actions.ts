import { z } from 'zod';
import { msg } from '../../../domain/message.js';
import { expects } from '../../note.js';
import { duration, either, envName, line, list, record } from '../../schema/fields.js';
import { absentForm } from '../../schema/forms.js';
import { words } from './probes.js';
import { bilingual, id, prose, word } from './texts.js';

export const risks = ['none', 'low', 'high', 'destructive'] as const;
export const confirmations = ['key', 'name', 'host-and-name'] as const;

const on = {
  on: word(['host', 'operator'])
    .optional()
    .describe("Where it runs; default host; operator: the operator's machine"),
};

const sql = record(
  {
    server: line().describe('Name of a Postgres server of the host entry; a template'),
    text: prose().describe('One statement; values only as $1, $2, …'),
    params: list(line(), msg('playbooks.expect.params'))
      .optional()
      .describe('Values of $1, $2, …; templates'),
  },
  msg('playbooks.expect.sql'),
);

/** What is done, by its key. */
const acts = {
  run: {
    run: words().describe('A command: each word stays one word'),
    ...on,
    stdin: prose().optional().describe('Its standard input'),
  },
  compose: { compose: words().describe("docker compose with the host entry's files in front") },
  aws: {
    aws: words().describe(
      "The aws command line with the host entry's options in front, where it has the rights",
    ),
  },
  script: {
    script: prose().describe('A bash script under set -euo pipefail; values only through env'),
    env: z
      .record(envName(), line(), expects(msg('playbooks.expect.env')))
      .optional()
      .describe('Environment of the script; templates'),
    ...on,
  },
  sql: { sql: sql.describe('One statement on a Postgres server') },
  shell: { shell: words().describe('An interactive program on the host') },
} as const;

export const actKeys = ['run', 'compose', 'script', 'sql', 'shell', 'aws'] as const;

const deed = {
  risk: word(risks).describe('none: changes nothing · low · high · destructive'),
  confirm: word(confirmations).optional().describe('More than the risk asks for, never less'),
  impact: bilingual().describe('What it does to users and data'),
  timeout: duration()
    .optional()
    .describe('Default 60s; of a detached action how long it takes at most, as a rule: default 60m'),
  detached: z
    .literal(true)
    .optional()
    .describe('It takes long: runs on the host by itself, whatever becomes of the link and of cockpit'),
};

const expected = msg('playbooks.expect.action');
const undoExpected = msg('playbooks.expect.undo');
const byAct = (value: unknown) => absentForm(value, actKeys);

const undoCommon = {
  title: bilingual().describe('What it undoes'),
  ...deed,
  target: line().optional().describe('Default that of the action; a template'),
};

const undo = either(
  [
    record({ ...acts.run, ...undoCommon }, undoExpected),
    record({ ...acts.compose, ...undoCommon }, undoExpected),
    record({ ...acts.script, ...undoCommon }, undoExpected),
    record({ ...acts.sql, ...undoCommon }, undoExpected),
    record({ ...acts.shell, ...undoCommon }, undoExpected),
    record({ ...acts.aws, ...undoCommon }, undoExpected),
  ],
  undoExpected,
  byAct,
).meta({ id: 'undo', description: 'How an action is undone' });

const common = {
  ...deed,
  target: line().describe('What it is done to, as it is typed to confirm; a template'),
  undo: undo.optional().describe('How it is undone'),
  requires: list(id(), msg('playbooks.expect.steps'))
    .optional()
    .describe('Probe steps that must be ok just before the confirmation'),
  reconcile: id()
    .optional()
    .describe('Probe step that tells whether it was done when the link was lost meanwhile'),
};

/** A change, confirmed first. */
export const action = either(
  [
    record({ ...acts.run, ...common }, expected),
    record({ ...acts.compose, ...common }, expected),
    record({ ...acts.script, ...common }, expected),
    record({ ...acts.sql, ...common }, expected),
    record({ ...acts.shell, ...common }, expected),
    record({ ...acts.aws, ...common }, expected),
  ],
  expected,
  byAct,
).meta({ id: 'action', description: 'A change, confirmed first' });

export type ActionInput = z.infer<typeof action>;
export type UndoInput = z.infer<typeof undo>;
