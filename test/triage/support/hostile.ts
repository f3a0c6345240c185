import fc from 'fast-check';
import type { ValueType } from '../../../src/domain/playbook.js';

const nasty = [
  '$(touch /tmp/cockpit-injected)',
  '`id`',
  '; rm -rf /',
  '&& id',
  '| cat',
  "'; DROP TABLE jobs; --",
  '"; id; "',
  "'",
  '"',
  '\\',
  "'\\''",
  '\n',
  '\nid\n',
  '\r\n',
  '\0',
  '\t',
  ' ',
  '-rf',
  '--privileged',
  '@{other}',
  '@@{other}',
  '@{',
  '}',
  'a$',
  '$HOME',
  '%{http_code}',
  '{{.Id}}',
  '*',
  '?',
  '~',
  '!!',
  '#',
  '\u202e',
  '\u2028',
  '\x1b[2J',
  '\x1b]52;c;AAAA\x07',
  '日本語',
  '🧯',
  '\ud800',
  'END',
  'a',
  '1',
  '/',
  '.',
  '..',
  ':',
  '=',
] as const;

/** Text that means something to shells, templates, SQL or terminals, and any other text. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...nasty), { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'-_.:/@=+%,\'"$`;& \\a1A日'), minLength: 1, maxLength: 12 }),
);

/** A path may hold nearly anything, so it carries the most into a command. */
export const hostilePath: fc.Arbitrary<string> = hostile.map((text) => `/srv/${text}`);

export const types: readonly ValueType[] = [
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
  'text',
];
