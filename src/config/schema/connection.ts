import { z } from 'zod';
import { msg } from '../../domain/message.js';
import { expects } from '../note.js';
import {
  absolutePath,
  either,
  hostName,
  identifier,
  line,
  list,
  localPath,
  port,
  record,
  webUrl,
} from './fields.js';
import { absentForm } from './forms.js';

const destination = () => {
  const form = expects(msg('config.expect.ssh'));
  return z
    .string(form)
    .regex(
      /^(?:ssh:\/\/)?(?:[A-Za-z_][\w.-]*@)?(?:[A-Za-z0-9_][\w.-]*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/,
      form,
    );
};

const sshMap = record(
  {
    host: hostName().describe('Address or alias of ~/.ssh/config'),
    port: port().optional().describe('Default from ~/.ssh/config, else 22'),
    user: line().optional().describe('Default from ~/.ssh/config, else the local user'),
    key: localPath().optional().describe('Private key file'),
    jump: destination().optional().describe('Host to jump through, as in ProxyJump'),
    client: z
      .enum(['openssh', 'built-in'], expects(msg('config.expect.one_of', { names: 'openssh, built-in' })))
      .optional()
      .describe("SSH client: the system's ssh or the built-in one; default by what the host needs"),
  },
  msg('config.expect.ssh'),
);

export type SshInput = string | z.infer<typeof sshMap>;

export const ssh = either([destination(), sshMap], msg('config.expect.ssh'), (value) =>
  typeof value === 'string' ? 0 : typeof value === 'object' && value !== null ? 1 : undefined,
).describe('How to log in: an alias of ~/.ssh/config, user@host, or a map');

const compose = record(
  {
    dir: absolutePath().describe('Project folder on the host'),
    files: list(line(), msg('config.expect.files'))
      .optional()
      .describe("Compose files, relative to dir; default Compose's own search"),
    env_file: line().optional().describe('Environment file, relative to dir'),
    project: identifier().optional().describe('Compose project name; default from dir'),
  },
  msg('config.expect.compose'),
);
const kamal = record(
  {
    service: identifier().describe('`service` of config/deploy.yml'),
    dir: absolutePath().optional().describe('Folder with the deployment scripts on the host'),
    checkout: localPath()
      .optional()
      .describe("Folder of the checkout on the operator's machine, in which kamal runs"),
  },
  msg('config.expect.kamal'),
);

const ecs = record(
  {
    cluster: identifier().describe('Name of the ECS cluster'),
    services: list(identifier(), msg('config.expect.services'))
      .optional()
      .describe('Its services that matter; default all'),
    aws: z
      .enum(['host', 'operator'], expects(msg('config.expect.one_of', { names: 'host, operator' })))
      .optional()
      .describe(
        "Where the aws command line has the rights: on the host, or on the operator's machine (default)",
      ),
    region: identifier().optional().describe("Default that of the aws command line's own settings"),
    profile: identifier().optional().describe("Profile of the aws command line's settings"),
    endpoint_url: webUrl().optional().describe("Another endpoint than AWS's own"),
    database: identifier().optional().describe('Identifier of the RDS instance'),
    alarms: line().optional().describe('What the names of its CloudWatch alarms begin with'),
    load_balancer: line().optional().describe("CloudWatch's name of the load balancer: app/NAME/ID"),
  },
  msg('config.expect.ecs'),
);

const expected = msg('config.expect.stack');
export type StackInput =
  | 'plain'
  | { compose: z.infer<typeof compose> }
  | { kamal: z.infer<typeof kamal> }
  | { ecs: z.infer<typeof ecs> };

export const stack = either(
  [
    z.literal('plain', expects(expected)),
    record({ compose: compose.describe('Docker Compose') }, expected),
    record({ kamal: kamal.describe('Kamal') }, expected),
    record({ ecs: ecs.describe('Amazon ECS') }, expected),
  ],
  expected,
  (value) => {
    const index = absentForm(value, ['compose', 'kamal', 'ecs']);
    return index === undefined ? undefined : index + 1;
  },
).describe(
  'How the containers are deployed: compose, kamal, ecs, or plain (default)',
) as z.ZodType<StackInput>;
