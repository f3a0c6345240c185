import { z } from 'zod';
import { msg } from '../../domain/message.js';
import { expects } from '../note.js';
import { line, list, record, source } from './fields.js';

const key = z
  .string(expects(msg('config.expect.function_key')))
  .regex(/^f(?:[1-9]|1[0-2])$/, expects(msg('config.expect.function_key')));

const id = z
  .string(expects(msg('config.expect.playbook_id')))
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, expects(msg('config.expect.playbook_id')));

const binding = record(
  {
    use: id.describe('Id of a playbook: cockpit playbooks list'),
    key: key.optional().describe('f1 to f12: opens it from every screen of this host'),
    title: line().optional().describe('Title on this host'),
    with: z
      .record(z.string(), line(), expects(msg('config.expect.playbook_values')))
      .optional()
      .describe('Values of its needs, such as {health: "http://localhost:8000/api/health"}'),
    source: source().optional(),
  },
  msg('config.expect.playbook'),
);

export type BindingInput = z.infer<typeof binding>;

export const playbooks = list(binding, msg('config.expect.playbook')).describe(
  'Values, keys and titles of playbooks on this host; every playbook whose needs are met is offered without it',
);

export const actions = z
  .enum(['run', 'copy'], expects(msg('config.expect.actions')))
  .describe('copy: cockpit changes nothing here, it only copies the commands; default run');
