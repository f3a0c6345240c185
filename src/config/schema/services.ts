import { z } from 'zod';
import { msg } from '../../domain/message.js';
import { encodeNote, expects, note } from '../note.js';
import {
  absolutePath,
  containerName,
  count,
  either,
  envName,
  formByKey,
  hostName,
  identifier,
  line,
  list,
  localPath,
  port,
  record,
} from './fields.js';

const secretKeys = ['env', 'file', 'command', 'container', 'argument'] as const;
const secretForms = msg('config.expect.password');

/** Only the name of an option: what looks like anything else may be the password. */
const commandOption = () =>
  z
    .string(note({ expected: secretForms, secret: true }))
    .regex(/^--?[A-Za-z][\w-]{0,60}$/, note({ expected: secretForms, secret: true }));

/** Where a password comes from. A literal one is refused: this file is meant to be shared. */
export const secret = z
  .union(
    [
      record({ env: envName().describe("Variable of cockpit's own environment") }, secretForms),
      record(
        { file: localPath().describe("File on the operator's machine whose first line is the password") },
        secretForms,
      ),
      record(
        {
          command: list(
            z.string(note({ expected: msg('config.expect.argv'), secret: true })),
            msg('config.expect.argv'),
          )
            .min(1, expects(msg('config.expect.argv')))
            .describe("Program and arguments, run on the operator's machine; its first line is the password"),
        },
        secretForms,
      ),
      record(
        {
          container: envName().describe("Variable in the service container's own environment"),
          of: containerName().optional().describe('Container that has the variable, where it is another one'),
          part: z
            .literal('url', expects(secretForms))
            .optional()
            .describe(
              'url: the variable is a URL (postgresql://user:password@host/db), its password is meant',
            ),
        },
        secretForms,
      ),
      record(
        {
          argument: commandOption().describe(
            "Option in the service container's own command that the password follows, such as --requirepass",
          ),
        },
        secretForms,
      ),
    ],
    {
      error: ({ input }) => {
        if (typeof input === 'string' || typeof input === 'number') {
          return encodeNote({
            what: msg('config.password.literal'),
            expected: secretForms,
            next: msg('config.password.literal.next'),
            secret: true,
          });
        }
        const form = formByKey(input, secretKeys);
        return encodeNote({ expected: secretForms, secret: true, ...(form === undefined ? {} : { form }) });
      },
    },
  )
  .meta({
    id: 'password',
    description:
      'Where the password comes from: env, file, command, container or argument; never the password itself',
  });

/** Exactly one of container, host, socket. */
const address = {
  container: containerName()
    .optional()
    .describe('Container that runs the server; reached by its bridge address'),
  host: hostName()
    .optional()
    .describe('Server as the Docker host sees it (127.0.0.1, a managed database, …)'),
  port: port().optional().describe("TCP port; default the service's own"),
  tls: z
    .enum(['verify', 'off'], expects(msg('config.expect.tls')))
    .optional()
    .describe('verify: TLS, the certificate must be valid for `host`; off: plain TCP (default)'),
  ca: localPath().optional().describe("PEM file with the issuer's certificate, for tls: verify"),
  socket: absolutePath().optional().describe('Unix socket on the Docker host'),
};

interface Address {
  readonly container?: string | undefined;
  readonly host?: string | undefined;
  readonly socket?: string | undefined;
  readonly tls?: string | undefined;
  readonly ca?: string | undefined;
}

function checkAddress(value: Address, context: z.RefinementCtx): void {
  const given = (['container', 'host', 'socket'] as const).filter((key) => value[key] !== undefined);
  if (given.length !== 1) {
    context.addIssue({
      code: 'custom',
      message: encodeNote({
        what:
          given.length === 0
            ? msg('config.address.none')
            : msg('config.address.several', { keys: given.join(', ') }),
        expected: msg('config.expect.address'),
      }),
    });
  } else if ((value.tls !== undefined || value.ca !== undefined) && value.host === undefined) {
    context.addIssue({
      code: 'custom',
      path: [value.tls === undefined ? 'ca' : 'tls'],
      message: encodeNote({ what: msg('config.tls.without_host'), expected: msg('config.expect.tls_host') }),
    });
  }
}

const postgresExpected = msg('config.expect.postgres');
export const postgres = record(
  {
    ...address,
    user: line().describe('Role to log in as; pg_monitor is enough'),
    database: line().describe('Database to connect to'),
    password: secret.optional(),
  },
  postgresExpected,
)
  .superRefine(checkAddress)
  .meta({ id: 'postgres', description: 'A Postgres server' });

const redisExpected = msg('config.expect.redis');
export const redis = record(
  {
    ...address,
    db: count(0, 1023).optional().describe('Database number; default 0'),
    user: line().optional().describe('ACL user; default none'),
    password: secret.optional(),
  },
  redisExpected,
)
  .superRefine(checkAddress)
  .meta({ id: 'redis', description: 'A Redis server' });

const serviceKeys = [
  'container',
  'host',
  'socket',
  'port',
  'user',
  'database',
  'db',
  'password',
  'tls',
  'ca',
];

/** A service alone or several by name. `main` is the name of one alone. */
function oneOrNamed<Service extends z.ZodType>(service: Service, expected: ReturnType<typeof msg>) {
  return either([service, z.record(identifier(), service)], expected, (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const keys = Object.keys(value);
    const named = keys.length > 0 && keys.every((key) => isMap((value as Record<string, unknown>)[key]));
    return named && !keys.every((key) => serviceKeys.includes(key)) ? 1 : 0;
  });
}

const isMap = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Several by name may have names such as db: then a map stands there, where the service's own key has a scalar. */
export const isSingleService = (value: object): boolean =>
  serviceKeys.some((key) => Object.hasOwn(value, key) && !isMap((value as Record<string, unknown>)[key]));

export const postgresServices = oneOrNamed(postgres, postgresExpected).describe(
  'A Postgres server, or several by name; a single one is named main',
);
export const redisServices = oneOrNamed(redis, redisExpected).describe(
  'A Redis server, or several by name; a single one is named main',
);
