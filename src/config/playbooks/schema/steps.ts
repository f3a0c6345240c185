import { z } from 'zod';
import { msg } from '../../../domain/message.js';
import { expects, note } from '../../note.js';
import { count, duration, either, line, list, record, source } from '../../schema/fields.js';
import { absentForm } from '../../schema/forms.js';
import { action } from './actions.js';
import { condition, fields } from './conditions.js';
import { call, captures, probeCall, probeCalls } from './probes.js';
import { bilingual, bilingualProse, id, prose, word } from './texts.js';

export const verdicts = ['ok', 'warn', 'fail', 'inconclusive'] as const;

/** Keys that say what a step is, in the order of the forms below. */
export const stepKeys = [
  'probe',
  'probes',
  'ask',
  'pick',
  'action',
  'wait',
  'note',
  'branch',
  'call',
  'undo',
  'end',
] as const;

const base = {
  id: id().describe('Name of the step within the tree'),
  title: bilingual().describe('What the step looks at or does; a template'),
  source: source().optional(),
  differs: bilingual().optional().describe('Where and why the tree does otherwise than the runbook'),
};
const go = { go: id().describe('Step that follows') };

const judged = {
  say: bilingual().describe('What it means; @{row.FIELD} and @{match.N} are of the place that decided'),
  cause: record(
    {
      id: id().describe('Stable name of the cause'),
      en: line().describe('English'),
      ja: line().describe('Japanese'),
    },
    msg('playbooks.expect.cause'),
  )
    .optional()
    .describe('The cause, when a line or row decides'),
  capture: captures().optional().describe('Values to keep for later steps'),
  ...go,
};
const ruleExpected = msg('playbooks.expect.rule');

const rule = either(
  [
    record(
      { else: word(verdicts).describe('Verdict when no rule before it holds'), ...judged },
      ruleExpected,
    ),
    record(
      { when: condition.describe('When it holds'), is: word(verdicts).describe('Verdict'), ...judged },
      ruleExpected,
    ),
  ],
  ruleExpected,
  (value) => {
    const form = absentForm(value, ['else', 'when', 'is', 'say']);
    return form === undefined ? undefined : Math.min(form, 1);
  },
);

const rules = list(rule, msg('playbooks.expect.rules'))
  .min(1, expects(msg('playbooks.expect.rules')))
  .describe('First match wins; the last is else');

const ask = list(
  record(
    { id: id().describe('Name of the answer'), label: bilingual().describe('The answer'), ...go },
    msg('playbooks.expect.option'),
  ),
  msg('playbooks.expect.ask'),
).min(1, expects(msg('playbooks.expect.ask')));

const pick = record(
  {
    ...call,
    timeout: duration().optional().describe('Deadline of the read; default 10s'),
    where: fields().optional().describe('Only rows with these fields are offered'),
    columns: list(line(), msg('playbooks.expect.columns'))
      .min(1, expects(msg('playbooks.expect.columns')))
      .describe('Fields that are shown'),
    capture: captures().describe('What is kept of the chosen row: from row.FIELD'),
  },
  msg('playbooks.expect.pick'),
);

const pace = {
  until: condition.describe('What is waited for'),
  every: duration().optional().describe('Default 2s'),
  consecutive: count(1, 100).optional().describe('How often in a row it must hold; default 1'),
  timeout: duration().describe('When to give up'),
};
const waitExpected = msg('playbooks.expect.wait');
const wait = either(
  [
    record({ ...call, ...pace }, waitExpected),
    record({ probes: probeCalls.describe('Several looks, side by side'), ...pace }, waitExpected),
  ],
  waitExpected,
  (value) => absentForm(value, ['use', 'probes']) ?? 0,
);

const text = record(
  {
    text: bilingualProse().describe('What to read or do; a template'),
    copy: prose().optional().describe('Text to copy; a template'),
    open: line().optional().describe('A web page; a template'),
  },
  msg('playbooks.expect.note'),
);

const branch = list(
  either(
    [
      record(
        {
          else: z
            .literal(true, expects(msg('playbooks.expect.else_true')))
            .describe('When no rule before it holds'),
          ...go,
        },
        msg('playbooks.expect.way'),
      ),
      record({ when: condition.describe('A value condition'), ...go }, msg('playbooks.expect.way')),
    ],
    msg('playbooks.expect.way'),
    (value) => absentForm(value, ['else', 'when']),
  ),
  msg('playbooks.expect.branch'),
).min(1, expects(msg('playbooks.expect.branch')));

const called = record(
  {
    playbook: id().describe('Id of the tree'),
    with: z
      .record(z.string(), line(), expects(msg('playbooks.expect.arguments')))
      .optional()
      .describe('Values of its needs; templates'),
  },
  msg('playbooks.expect.call'),
);

const way = (names: readonly string[]) =>
  record(
    Object.fromEntries(names.map((name) => [name, id().describe(`Step when ${name}`)])),
    msg('playbooks.expect.ways', { keys: names.map((name) => `${name}: STEP`).join(', ') }),
  );
const acted = way(['done', 'failed', 'declined']) as unknown as z.ZodType<{
  done: string;
  failed: string;
  declined: string;
}>;
const waited = way(['met', 'late']) as unknown as z.ZodType<{ met: string; late: string }>;

const expected = msg('playbooks.expect.step', { keys: stepKeys.join(', ') });
const outcomes = ['resolved', 'mitigated', 'escalate', 'unknown'] as const;

export const step = either(
  [
    record({ ...base, probe: probeCall, verdict: rules }, expected),
    record({ ...base, probes: probeCalls.describe('Several looks, side by side'), verdict: rules }, expected),
    record({ ...base, ask: ask.describe('A question to the operator') }, expected),
    record(
      {
        ...base,
        pick: pick.describe('A choice from a live list'),
        ...go,
        empty: id().describe('Step when there is nothing to choose'),
      },
      expected,
    ),
    record({ ...base, action, go: acted.describe('Steps that follow') }, expected),
    record(
      {
        ...base,
        wait: wait.describe('Reads until something holds'),
        go: waited.describe('Steps that follow'),
      },
      expected,
    ),
    record({ ...base, note: text.describe('Something to read or do by hand'), ...go }, expected),
    record({ ...base, branch: branch.describe('One way or another by what is known') }, expected),
    record({ ...base, call: called.describe('Walks another tree and comes back'), ...go }, expected),
    record(
      {
        ...base,
        undo: z
          .literal(true, expects(msg('config.expect.true')))
          .describe('Offers to undo what was done, the last first'),
        ...go,
      },
      expected,
    ),
    record(
      { ...base, end: word(outcomes).describe('The end'), say: bilingual().describe('What to do now') },
      expected,
    ),
  ],
  expected,
  (value) => absentForm(value, stepKeys),
).meta({ id: 'step', description: 'One step of the tree' });

export const steps = list(step, msg('playbooks.expect.step_list')).min(
  1,
  note({ expected: msg('playbooks.expect.step_list') }),
);

export type StepInput = z.infer<typeof step>;
export type RuleInput = z.infer<typeof rule>;
export type BranchInput = z.infer<typeof branch>;
export type WaitInput = z.infer<typeof wait>;
