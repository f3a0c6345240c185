import { fail } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';

/**
 * Takes apart what `redis-cli --no-raw` wrote for commands that were each followed by a PING with `mark`: replies as the
 * protocol gives them, a refused one as its Error. `raw[i]` says that redis-cli prints the reply as it is (INFO).
 * Throws a FailureError (`malformed`) on anything else than what redis-cli 4 to 7 writes.
 */
export function repliesOf(stdout: Buffer, mark: string, raw: readonly boolean[], what: Msg): unknown[] {
  // One character a byte, so that a value that is no UTF-8 keeps its place.
  const parts = stdout.toString('latin1').split(`"${mark}"\n`);
  if (parts.length !== raw.length + 1) throw malformed(what);
  return raw.map((isRaw, index) => {
    // After half a second redis-cli tells how long the command took.
    const text = (parts[index] ?? '').replace(/^(?:\(\d+\.\d\ds\)\n)+/, '').replace(/\(\d+\.\d\ds\)\n$/, '');
    if (isRaw) return rawReply(text);
    const at = { text, from: 0 };
    const reply = value(at, '', what);
    if (at.from !== text.length) throw malformed(what);
    return reply;
  });
}

const malformed = (what: Msg) => fail('malformed', msg('access.redis.cli-malformed', { what }));

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

/** Text of the server's own, to which redis-cli adds nothing; a refusal is one line that begins with its code. */
function rawReply(text: string): unknown {
  const said = utf8(text);
  return /^[A-Z]{3,} [^\r\n]*\s*$/.test(said) ? new Error(said.trimEnd()) : said;
}

interface At {
  readonly text: string;
  from: number;
}

/** One reply as formatReplyTTY of redis-cli.c prints it; `indent` stands in front of each further element of a list. */
function value(at: At, indent: string, what: Msg): unknown {
  const first = take(at, /( *)1\) /y);
  if (!first) return scalar(at, what);
  const width = first[0].length;
  const inner = indent + ' '.repeat(width);
  const items = [value(at, inner, what)];
  for (;;) {
    const label = `${indent}${String(items.length + 1).padStart(width - 2)}) `;
    if (!at.text.startsWith(label, at.from)) return items;
    at.from += label.length;
    items.push(value(at, inner, what));
  }
}

function scalar(at: At, what: Msg): unknown {
  const [, line] = take(at, /([^\n]*)\n/y) ?? [];
  if (line === undefined) throw malformed(what);
  const [, integer] = /^\(integer\) (-?\d+)$/.exec(line) ?? [];
  if (integer !== undefined) return Number(integer);
  if (line === '(nil)') return null;
  if (/^\(empty [a-z ]+\)$/.test(line)) return [];
  if (line.startsWith('(error) ')) return new Error(utf8(line.slice('(error) '.length)));
  if (/^"(?:[^"\\]|\\.)*"$/.test(line)) return utf8(unquoted(line.slice(1, -1)));
  // A status, such as the type of a key.
  if (/^[\w-]+$/.test(line)) return line;
  throw malformed(what);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b' };

/** The reverse of sdscatrepr. */
const unquoted = (text: string): string =>
  text.replace(/\\(?:x([0-9a-f]{2})|(.))/g, (_all, hex: string | undefined, one: string) =>
    hex === undefined ? (escapes[one] ?? one) : String.fromCharCode(Number.parseInt(hex, 16)),
  );

function take(at: At, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = at.from;
  const match = pattern.exec(at.text);
  if (!match) return undefined;
  at.from = pattern.lastIndex;
  return match;
}
