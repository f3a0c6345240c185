import { z } from 'zod';
import { msg } from '../../../domain/message.js';
import { signatureIds } from '../../../domain/signature-ids.js';
import { expects } from '../../note.js';
import { either, formByKey, line, list, record } from '../../schema/fields.js';
import { absentForm } from '../../schema/forms.js';
import { name, valueName, word } from './texts.js';

const number = () => z.number(expects(msg('playbooks.expect.number')));
const scalar = z.union(
  [z.string(), z.number(), z.boolean(), z.null()],
  expects(msg('playbooks.expect.scalar')),
);

const numeric = {
  is: scalar.optional().describe('Equals'),
  not: scalar.optional().describe('Differs'),
  oneOf: list(scalar, msg('playbooks.expect.scalars')).optional().describe('Is one of these'),
  above: number().optional().describe('Greater than'),
  atLeast: number().optional().describe('Greater or equal'),
  below: number().optional().describe('Less than'),
  atMost: number().optional().describe('Less or equal'),
};

const matching = {
  ...numeric,
  matches: line().optional().describe('Regular expression, case-sensitive, without flags'),
  known: z
    .boolean(expects(msg('playbooks.expect.flag')))
    .optional()
    .describe('true: there is a value; false: there is none'),
};

export const matcherKeys = Object.keys(matching);

const matcherExpected = msg('playbooks.expect.matcher');

/** A value, or a map of comparisons that all hold. */
export const matcher = either([scalar, record(matching, matcherExpected)], matcherExpected, (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? 1 : 0,
).meta({ id: 'matcher', description: 'A value, or comparisons that must all hold' });

export type MatcherInput = z.infer<typeof matcher>;

/** Matchers by field. */
export const fields = () =>
  z.record(line(), matcher, expects(msg('playbooks.expect.fields'))).meta({ minProperties: 1 });

type Fields = Record<string, MatcherInput>;
type Where = { in?: string | undefined };
export type Comparisons = z.infer<z.ZodObject<typeof matching>>;

export type ConditionInput =
  | { all: ConditionInput[] }
  | { any: ConditionInput[] }
  | { not: ConditionInput }
  | (Where & { exit: MatcherInput })
  | (Where & { stdout: string })
  | (Where & { stderr: string })
  | (Where & { output: string })
  | (Where & { number: string } & z.infer<z.ZodObject<typeof numeric>>)
  | (Where & { rows: MatcherInput; where?: Fields | undefined })
  | (Where & { row: Fields })
  | (Where & { json: string } & Comparisons)
  | (Where & { signature: (typeof signatureIds)[number][] })
  | ({ value: string } & Comparisons);

export const conditionKeys = [
  'all',
  'any',
  'not',
  'exit',
  'stdout',
  'stderr',
  'output',
  'number',
  'rows',
  'row',
  'json',
  'signature',
  'value',
] as const;

/** `not` is also a comparison beside another key. */
const form = (value: unknown) =>
  formByKey(
    value,
    conditionKeys.map((key) => (key === 'not' ? '' : key)),
  ) ?? absentForm(value, conditionKeys);

const expected = msg('playbooks.expect.condition', { keys: conditionKeys.join(', ') });
const within = { in: name().optional().describe('Name of the evidence; default the first of the step') };
const several = () =>
  list(
    z.lazy(() => condition),
    msg('playbooks.expect.conditions'),
  ).min(1, expects(msg('playbooks.expect.conditions')));

/** What a verdict rule, a wait or a branch asks. */
export const condition: z.ZodType<ConditionInput> = either(
  [
    record({ all: several().describe('Each of these holds') }, expected),
    record({ any: several().describe('At least one of these holds') }, expected),
    record({ not: z.lazy(() => condition).describe('This does not hold') }, expected),
    record({ exit: matcher.describe('The exit status matches'), ...within }, expected),
    record(
      { stdout: line().describe('A line of the output matches this regular expression'), ...within },
      expected,
    ),
    record(
      { stderr: line().describe('A line of the errors matches this regular expression'), ...within },
      expected,
    ),
    record(
      { output: line().describe('A line of either matches this regular expression'), ...within },
      expected,
    ),
    record(
      { number: line().describe('Regular expression whose first group is a number'), ...numeric, ...within },
      expected,
    ),
    record(
      {
        rows: matcher.describe('How many rows, or lines where there is no table'),
        where: fields().optional().describe('Count only rows with these fields'),
        ...within,
      },
      expected,
    ),
    record({ row: fields().describe('Some row has all of these fields'), ...within }, expected),
    record(
      {
        json: line().describe('Path into JSON output: keys with dots, [0] for elements'),
        ...matching,
        ...within,
      },
      expected,
    ),
    record(
      {
        signature: list(word(signatureIds), msg('playbooks.expect.signatures'))
          .min(1, expects(msg('playbooks.expect.signatures')))
          .describe('A line tells one of these known causes'),
        ...within,
      },
      expected,
    ),
    record({ value: valueName().describe('A parameter or capture, or call.outcome'), ...matching }, expected),
  ],
  expected,
  form,
).meta({ id: 'condition', description: 'When a rule holds' }) as z.ZodType<ConditionInput>;
