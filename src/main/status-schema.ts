import { z } from 'zod';
import type { StatusReport } from '../status/report.js';

const time = (about: string) => z.iso.datetime().describe(`${about}; ISO 8601, UTC`);
const state = z
  .enum(['ok', 'warn', 'critical', 'unknown'])
  .describe('unknown: the host, or something that it should have answered, did not');
const severity = z.enum(['ok', 'info', 'warn', 'critical', 'unknown']);

const text = z.strictObject({
  id: z.string().describe('Stays the same in every language'),
  text: z.string().describe('In the language that was asked for'),
});

const figure = z.strictObject({
  id: z
    .string()
    .describe('Its unit is its end (_percent, _ms, _seconds, _bytes, _days); otherwise it is a plain number'),
  object: z
    .string()
    .nullable()
    .describe('Container, mount point, queue, server or check; null: the host as a whole'),
  value: z.number(),
  warn: z.number().nullable().describe('Level of hosts.yaml'),
  critical: z.number().nullable().describe('Level of hosts.yaml'),
  max: z.number().nullable(),
});

const pane = z.strictObject({
  id: z.enum(['containers', 'stats', 'logs', 'postgres', 'queues', 'alerts']),
  name: z.string().nullable().describe('The Postgres server; null for the other panes'),
  state,
  configured: z.boolean().describe('The host entry asks for it: without an answer the host is unknown'),
  answered: z.boolean(),
  at: time('When its data were read').nullable(),
  ageSeconds: z.number().nullable(),
  figures: z.array(figure),
});

const signal = z.strictObject({
  id: z.string().describe('Kind and object, such as container.exited:shop_api'),
  severity,
  object: z.string(),
  since: time('When it began').nullable(),
  what: text,
  explains: z.array(z.string()).describe('Ids of the signals that this one is the cause of'),
});

const alert = z.strictObject({
  key: z.string().describe('The same for the same trouble'),
  severity,
  source: z.string(),
  object: z.string(),
  since: time('When it began'),
  last: time('When it was last so'),
  count: z.int().min(1),
  what: text,
});

const check = z.strictObject({
  id: z.string(),
  kind: z.enum(['http', 'tls', 'backup', 'cron', 'command']),
  severity,
  reason: z.string().nullable().describe('Null when the check is fine; unread: nothing is known'),
  at: time('When it was made').nullable(),
  what: text,
});

const failure = z.strictObject({
  where: z.string().describe('link, containers, stats, postgres:NAME, check:ID, …'),
  kind: z.string().describe('unreachable, denied, timeout, unsupported, malformed or missing'),
  what: text,
  detail: z.string().nullable().describe("The host's own words"),
  next: text.nullable().describe('What can be done about it'),
});

/** The JSON of `cockpit status --json`; that it fits {@link StatusReport} is held by the type below. */
export const statusSchema = z.strictObject({
  schemaVersion: z.literal(1).describe('Grows when a reader would have to change'),
  cockpitVersion: z.string(),
  host: z.string().describe('Its name in hosts.yaml or ~/.ssh/config'),
  title: z.string().nullable(),
  environment: z.enum(['production', 'staging', 'development', 'drill']),
  at: time('When this was written'),
  state,
  exitCode: z.int().min(0).max(3).describe('0 ok, 1 warn, 2 critical, 3 unknown'),
  headline: text.describe('What is most likely wrong, in one line'),
  since: time('When that began').nullable(),
  link: z.strictObject({
    phase: z.enum(['connecting', 'authenticating', 'up', 'suspect', 'down', 'refused', 'closed']),
    since: time('When that phase began'),
    roundTripMs: z.number().nullable(),
    clockSkewMs: z.number().nullable().describe("The host's clock minus the clock here"),
    dockerPath: z.string().nullable().describe('How Docker is reached'),
  }),
  panes: z.array(pane),
  signals: z.array(signal).describe('What speaks for trouble, causes first'),
  alerts: z.array(alert).describe('Those that hold now and that nobody has acknowledged'),
  checks: z.array(check).describe('All checks of the host entry'),
  failures: z.array(failure).describe('What did not answer'),
});

/** Breaks the build when a value of the schema is no report any more. */
export const reportOf = (json: unknown): StatusReport => statusSchema.parse(json);

/** The published schema: one report, or the array of them that `--all` prints. */
export function statusJsonSchema(): object {
  const { $schema, ...report } = z.toJSONSchema(statusSchema, { io: 'input' });
  return {
    $schema,
    title: 'cockpit status',
    description: 'What `cockpit status HOST --json` prints; `--all` prints an array of it',
    ...report,
  };
}
