import { z } from 'zod';
import { msg } from '../../domain/message.js';
import { encodeNote, expects } from '../note.js';
import { checks } from './checks.js';
import { ssh, stack } from './connection.js';
import {
  absolutePath,
  containerName,
  duration,
  either,
  formByKey,
  identifier,
  line,
  list,
  record,
  source,
} from './fields.js';
import { actions, playbooks } from './playbooks.js';
import { queues } from './queues.js';
import { postgresServices, redisServices } from './services.js';
import { thresholds } from './thresholds.js';

const language = z.enum(['en', 'ja'], expects(msg('config.expect.language')));

const byType = (value: unknown) =>
  typeof value === 'string' ? 0 : typeof value === 'object' && value !== null ? 1 : undefined;

const container = either(
  [
    containerName(),
    record(
      {
        name: containerName().describe('Name; * and ? match names that change with each release'),
        role: identifier().optional().describe('What it is for: web, api, worker, db, …'),
      },
      msg('config.expect.container_entry'),
    ),
  ],
  msg('config.expect.container_entry'),
  byType,
);

const log = either(
  [
    containerName(),
    record(
      { container: containerName().describe('Container whose output is shown') },
      msg('config.expect.log'),
    ),
    record(
      {
        file: absolutePath().describe('Log file on the host'),
        name: identifier().optional().describe('Name on the screen; default the file name'),
      },
      msg('config.expect.log'),
    ),
    record(
      {
        cloudwatch: line().describe('Log group of CloudWatch, for a host of the stack ecs'),
        name: identifier().optional().describe('Name on the screen; default the last part of the group'),
      },
      msg('config.expect.log'),
    ),
  ],
  msg('config.expect.log'),
  (value) => {
    if (typeof value === 'string') return 0;
    const index = formByKey(value, ['container', 'file', 'cloudwatch']);
    return index === undefined ? undefined : index + 1;
  },
);

const readsOnly = (text: string) =>
  /^(?:\s|--[^\n]*\n)*(?:select|with)\b/i.test(text) && !/;(?!\s*$)/.test(text);

const alert = record(
  {
    id: identifier().describe('Name of the source on the screen'),
    postgres: identifier().optional().describe('Which Postgres to ask; default the only one'),
    query: z
      .string(expects(msg('config.expect.query')))
      .refine(readsOnly, expects(msg('config.expect.query')))
      .describe('One SELECT that gives the columns at, severity, text and perhaps kind, newest first'),
    source: source().optional(),
  },
  msg('config.expect.alert'),
);

const contact = record(
  {
    role: line().describe('Who: on-call, development lead, …'),
    name: line().optional().describe('Name of the person or team'),
    reach: line().optional().describe('How to reach them: telephone, channel, pager'),
    within: duration().optional().describe('They are called when this long has passed'),
  },
  msg('config.expect.contact'),
);

const response = record(
  {
    critical: duration().optional().describe('Default 15m'),
    high: duration().optional().describe('Default 1h'),
    medium: duration().optional().describe('Default 8h'),
    low: duration().optional().describe('Default 7d'),
  },
  msg('config.expect.response'),
).describe('How soon an incident of each severity has to be answered');

const connectionKeys = ['ssh', 'local', 'drill'] as const;

export const host = record(
  {
    title: line().optional().describe('Name for people'),
    ssh: ssh.optional(),
    local: z
      .literal(true, expects(msg('config.expect.true')))
      .optional()
      .describe('true: the machine cockpit runs on, without SSH'),
    drill: z
      .literal(true, expects(msg('config.expect.true')))
      .optional()
      .describe('true: the built-in practice host'),
    sudo: z
      .literal(true, expects(msg('config.expect.true')))
      .optional()
      .describe('true: the login may use Docker by `sudo -n` alone; its actions run by sudo too'),
    docker_socket: absolutePath()
      .optional()
      .describe(
        "Docker's socket on the host; default /var/run/docker.sock, where it is missing that of rootless mode",
      ),
    environment: z
      .enum(['production', 'staging', 'development', 'drill'], expects(msg('config.expect.environment')))
      .optional()
      .describe('Colour of the frame; default production (red), drill for the practice host'),
    language: language
      .optional()
      .describe('Language of the screen on this host; default from the environment'),
    stack: stack.optional(),
    containers: list(container, msg('config.expect.container_entry'))
      .optional()
      .describe('Containers that matter: missing or exited is a failure'),
    postgres: postgresServices.optional(),
    redis: redisServices.optional(),
    queues: queues.optional(),
    alerts: list(alert, msg('config.expect.alert')).optional().describe('Tables whose rows become alerts'),
    checks: checks.optional(),
    logs: list(log, msg('config.expect.log'))
      .optional()
      .describe('Sources of the log pane; default the containers that matter'),
    thresholds: thresholds.optional(),
    contacts: list(contact, msg('config.expect.contact'))
      .optional()
      .describe('Who to call, in the order of escalation'),
    response: response.optional(),
    playbooks: playbooks.optional(),
    actions: actions.optional(),
  },
  msg('config.expect.host_entry'),
)
  .superRefine((value, context) => {
    const given = connectionKeys.filter((key) => value[key] !== undefined);
    if (given.length === 1) return;
    context.addIssue({
      code: 'custom',
      message: encodeNote({
        what:
          given.length === 0
            ? msg('config.connection.none')
            : msg('config.connection.several', { keys: given.join(', ') }),
        expected: msg('config.expect.connection'),
      }),
    });
  })
  .meta({ id: 'host', description: 'A host: how to reach it and what matters on it' });

export type HostInput = z.infer<typeof host>;

/** The whole file. */
export const hostsFile = record(
  {
    defaults: record(
      {
        language: language.optional().describe('Language where a host names none'),
        thresholds: thresholds.optional(),
      },
      msg('config.expect.defaults'),
    )
      .optional()
      .describe('For every host that does not say otherwise'),
    hosts: z
      .record(identifier(), host, expects(msg('config.expect.hosts')))
      .describe('Hosts by name: what `cockpit NAME` opens'),
  },
  msg('config.expect.file'),
);

export type HostsFileInput = z.infer<typeof hostsFile>;
