import type { Said } from '../stores.js';
import type { Broker } from './broker.js';
import type { Reply } from './resp.js';
import type { DrillRedis } from './server.js';

/** Options with a value behind them. */
export const withValue = new Set(['-h', '-p', '-n', '-a', '--user', '--pass', '-t', '-r', '-i']);

/**
 * `redis-cli [options] command …`, or without a command one on each line of stdin. Answers are raw when nobody looks on,
 * unless `--no-raw` asks for types and quotes.
 */
export async function runRedisCli(
  args: readonly string[],
  stdin: string,
  redis: DrillRedis,
  broker: Broker,
): Promise<Said> {
  while (broker.paused) await new Promise((resolve) => setTimeout(resolve, 100));
  if (!broker.up) {
    return { stderr: 'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n', code: 1 };
  }
  let raw = true;
  let at = 0;
  for (; at < args.length && args[at]?.startsWith('-'); at++) {
    const option = args[at] ?? '';
    if (option === '--no-raw') raw = false;
    if (option === '--bigkeys' || option === '--memkeys') return { stdout: bigKeys(broker) };
    if (withValue.has(option)) at++;
  }
  const commands =
    at < args.length
      ? [args.slice(at)]
      : stdin
          .split('\n')
          .map(wordsOf)
          .filter((words) => words.length > 0);
  const answers = commands.map((words) => {
    const reply = redis.ask(words);
    // Printed as they are, whatever the options (cliSendCommand of redis-cli.c).
    const plain =
      raw ||
      /^(?:info\b|client (?:list|info)$|latency doctor$|memory doctor$)/i.test(words.slice(0, 2).join(' '));
    return plain ? `${rawText(reply)}\n` : formatted(reply, '');
  });
  // It ends with 1 only where it could not ask at all.
  return { stdout: answers.join('') };
}

function rawText(reply: Reply): string {
  if (reply === null) return '';
  if (typeof reply === 'number') return String(reply);
  if (typeof reply === 'string') return reply;
  if ('simple' in reply) return reply.simple;
  if ('error' in reply) return `${reply.error}\n`;
  return reply.map(rawText).join('\n');
}

/** cliFormatReplyTTY of redis-cli.c. */
function formatted(reply: Reply, indent: string): string {
  if (reply === null) return '(nil)\n';
  if (typeof reply === 'number') return `(integer) ${reply}\n`;
  if (typeof reply === 'string') return `${quoted(reply)}\n`;
  if ('simple' in reply) return `${reply.simple}\n`;
  if ('error' in reply) return `(error) ${reply.error}\n`;
  if (reply.length === 0) return '(empty array)\n';
  const width = String(reply.length).length;
  return reply
    .map((one, i) => {
      const label = `${String(i + 1).padStart(width)}) `;
      return `${i === 0 ? '' : indent}${label}${formatted(one, `${indent}${' '.repeat(label.length)}`)}`;
    })
    .join('');
}

/** sdscatrepr: bytes that are not plain ASCII as \xHH. */
const quoted = (text: string): string =>
  `"${[...Buffer.from(text, 'utf8')]
    .map((byte) => {
      if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
      if (byte === 0x0a) return '\\n';
      if (byte === 0x0d) return '\\r';
      if (byte === 0x09) return '\\t';
      if (byte === 0x07) return '\\a';
      if (byte === 0x08) return '\\b';
      return byte < 0x20 || byte > 0x7e
        ? `\\x${byte.toString(16).padStart(2, '0')}`
        : String.fromCharCode(byte);
    })
    .join('')}"`;

/** sdssplitargs: words in double quotes have escapes, those in single quotes none but of the quote. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+)/g)].map(
    ([, double, single, plain]) =>
      double === undefined ? (single?.replaceAll("\\'", "'") ?? plain ?? '') : unescaped(double),
  );
}

function unescaped(text: string): string {
  const bytes = text.replace(
    /\\x([0-9a-f]{2})|\\(.)|([^\\]+)/gi,
    (_all, hex?: string, one?: string, plain?: string) =>
      hex === undefined
        ? Buffer.from(
            one === undefined ? (plain ?? '') : ({ n: '\n', r: '\r', t: '\t' }[one] ?? one),
          ).toString('latin1')
        : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** What `--bigkeys` and `--memkeys` are run for: which key is the largest. */
function bigKeys({ keys }: Broker): string {
  const rows = keys
    .keys()
    .map((key) => ({ key, bytes: keys.bytesOf(key) ?? 0, type: keys.typeOf(key) }))
    .sort((a, b) => b.bytes - a.bytes);
  const largest = rows[0];
  return [
    '# Scanning the entire keyspace to find biggest keys as well as',
    '# average sizes per key type.',
    '',
    ...(largest
      ? [
          `[00.00%] Biggest ${largest.type.padEnd(6)} found so far ${quoted(largest.key)} with ${largest.bytes} bytes`,
        ]
      : []),
    '',
    '-------- summary -------',
    '',
    `Sampled ${rows.length} keys in the keyspace!`,
    ...(largest
      ? [`Biggest ${largest.type.padStart(6)} found ${quoted(largest.key)} has ${largest.bytes} bytes`]
      : []),
    '',
  ].join('\n');
}
