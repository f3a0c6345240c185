import { z } from 'zod';
import { type Msg, msg } from '../../domain/message.js';
import { expects } from '../note.js';
import { parseSeconds } from '../units.js';
import { commandProblems } from './command-words.js';
import {
  absolutePath,
  count,
  duration,
  either,
  hostName,
  identifier,
  line,
  list,
  port,
  record,
  size,
  webUrl,
} from './fields.js';
import { absentForm } from './forms.js';

/** One word of a command: anything but control characters, empty too. */
const commandWord = (expected: Msg) =>
  z
    .string(expects(expected, msg('config.next.command_word')))
    .max(1000, expects(expected))
    .refine((word) => !/\p{Cc}/u.test(word), expects(expected));

/** A duration within bounds, in seconds. */
const seconds = (min: number, max: number) =>
  duration().refine(
    (text) => {
      const value = parseSeconds(text);
      return value === undefined || (value >= min && value <= max);
    },
    expects(msg('config.expect.seconds', { min, max })),
  );

const common = {
  id: identifier().optional().describe('Name of the check; default made of its kind and target'),
  every: duration().optional().describe('How often; default by kind'),
};
const from = {
  from: z
    .enum(['host', 'operator'], expects(msg('config.expect.from')))
    .optional()
    .describe('Seen from the Docker host (default) or from where cockpit runs'),
  address: hostName().optional().describe('Connect here instead; the name stays in Host and SNI'),
};

const httpExpected = msg('config.expect.http');
const http = record(
  {
    url: webUrl().describe('Address to GET; redirects are not followed'),
    ...common,
    ...from,
    expect: count(100, 599).optional().describe('Status that is right; default 200'),
    body_includes: line().optional().describe('Text that the first 4 KiB of the body must hold'),
    slow: duration().optional().describe('A right answer slower than this is a warning'),
  },
  httpExpected,
);

const tlsExpected = msg('config.expect.tls_check');
const tls = record(
  {
    host: hostName().describe('Name on the certificate'),
    port: port().optional().describe('Default 443'),
    ...common,
    ...from,
    warn_days: count(0, 1000).optional().describe('Days left that warn; default 14'),
    critical_days: count(0, 1000).optional().describe('Days left that are critical; default 3'),
  },
  tlsExpected,
);

const backup = record(
  {
    dir: absolutePath().describe('Folder on the host'),
    pattern: z
      .string(expects(msg('config.expect.glob')))
      .regex(/^[^/\n]+$/, expects(msg('config.expect.glob')))
      .describe('File name pattern, such as backup_*.sql.gz'),
    ...common,
    max_age: duration().optional().describe('The newest file must be younger than this; default 25h'),
    min_size: size().optional().describe('The newest file must be at least this big; default 1k'),
  },
  msg('config.expect.backup'),
);

const cronExpected = msg('config.expect.cron');
const cron = record(
  { includes: line().describe("Text that a line of the login user's crontab must hold"), ...common },
  cronExpected,
);

const commandExpected = msg('config.expect.command_check');
const argvExpected = msg('config.expect.command_run');
const command = record(
  {
    run: list(commandWord(argvExpected), argvExpected)
      .min(1, expects(argvExpected))
      .describe('The program on the host and its arguments, each a word of its own; no shell reads them'),
    ...common,
    dir: absolutePath().optional().describe('Folder on the host in which it runs; default the home folder'),
    timeout: seconds(1, 300)
      .optional()
      .describe('It is ended after this long, and nothing is known then; default 10s'),
    every: seconds(5, 86_400).optional().describe('How often; default 1m'),
    watch: z
      .enum(['allowed', 'never'], expects(msg('config.expect.watch'), msg('config.expect.watch.next')))
      .optional()
      .describe('allowed: it only reads, and so it also runs while cockpit only watches; default never'),
  },
  commandExpected,
).superRefine(commandProblems);

/** The short form is the target alone. */
const shortOr = (short: z.ZodType, long: z.ZodType, expected: ReturnType<typeof msg>) =>
  either([short, long], expected, (value) =>
    typeof value === 'string' ? 0 : typeof value === 'object' && value !== null ? 1 : undefined,
  );

const keys = ['http', 'tls', 'backup', 'cron', 'command'];
const expected = msg('config.expect.check');

export type HttpInput = z.infer<typeof http>;
export type TlsInput = z.infer<typeof tls>;
export type BackupInput = z.infer<typeof backup>;
export type CronInput = z.infer<typeof cron>;
export type CommandInput = z.infer<typeof command>;
export type CheckInput =
  | { http: string | HttpInput }
  | { tls: string | TlsInput }
  | { backup: BackupInput }
  | { cron: string | CronInput }
  | { command: CommandInput };

export const check = either(
  [
    record(
      { http: shortOr(webUrl(), http, httpExpected).describe('An address answers as it should') },
      expected,
    ),
    record({ tls: shortOr(hostName(), tls, tlsExpected).describe('A certificate has days left') }, expected),
    record({ backup: backup.describe('The newest backup is fresh and not tiny') }, expected),
    record({ cron: shortOr(line(), cron, cronExpected).describe('A crontab entry is there') }, expected),
    record(
      {
        command: command.describe('A program on the host, read like a monitoring plug-in by its exit status'),
      },
      expected,
    ),
  ],
  expected,
  (value) => absentForm(value, keys),
) as z.ZodType<CheckInput>;

export const checks = list(check, expected).describe('What is verified besides the containers');
