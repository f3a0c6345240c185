import { z } from 'zod';
import { msg } from '../../../domain/message.js';
import { expects } from '../../note.js';
import { duration, line, list, record } from '../../schema/fields.js';
import { id, name, prose, word } from './texts.js';

export const valueTypes = [
  'container',
  'image',
  'ipv4',
  'number',
  'path',
  'url',
  'name',
  'word',
  'enum',
  'session',
  'flags',
  'text',
] as const;

const argument = z.union(
  [z.string(), z.number(), z.boolean(), z.array(z.string())],
  expects(msg('playbooks.expect.argument')),
);

export const call = {
  use: id().describe('Id of a step probe: docs/step-probes.md'),
  with: z
    .record(name(), argument, expects(msg('playbooks.expect.arguments')))
    .optional()
    .describe('Its arguments; strings are templates'),
};

export const probeCall = record(
  { ...call, timeout: duration().optional().describe('Deadline of the read; default 10s') },
  msg('playbooks.expect.probe'),
).meta({ id: 'probe', description: 'One read-only look' });

export const probeCalls = z
  .record(name(), probeCall, expects(msg('playbooks.expect.probes')))
  .meta({ minProperties: 1, maxProperties: 8 });

const capture = record(
  {
    type: word(valueTypes).describe('What the value must look like'),
    from: line().describe('row.FIELD, match.N, json.PATH or stdout'),
    in: name().optional().describe('Name of the evidence for json and stdout; default the first of the step'),
    choices: list(line(), msg('playbooks.expect.choices')).optional().describe('Values of an enum'),
  },
  msg('playbooks.expect.capture'),
).meta({ id: 'capture', description: 'A value to keep' });

export const captures = () => z.record(name(), capture, expects(msg('playbooks.expect.captures')));

export type CallInput = { use: string; with?: Record<string, z.infer<typeof argument>> | undefined };
export type ProbeCallInput = z.infer<typeof probeCall>;
export type CapturesInput = z.infer<ReturnType<typeof captures>>;

/** Words of a command; each is a template that stays one word. */
export const words = () =>
  list(prose(), msg('playbooks.expect.words')).min(1, expects(msg('playbooks.expect.words')));
