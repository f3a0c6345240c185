import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValueType } from '../../src/domain/playbook.js';
import { looksLike, mayEnterCommand } from '../../src/domain/value-types.js';

const types: readonly ValueType[] = [
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
];

const digest = `sha256:${'0a'.repeat(32)}`;

const good: readonly (readonly [ValueType, readonly string[]])[] = [
  ['container', ['salon_gbp_api', 'psyfit-web-3f2a1b', 'gateway-app-1', '0a1b2c', 'a']],
  [
    'image',
    [
      'nginx',
      'nginx:1.27-alpine',
      'registry.example:5000/team/app:3f2a1b',
      `app@${digest}`,
      digest,
      '0a1b2c3d4e5f',
    ],
  ],
  ['ipv4', ['172.18.0.4', '0.0.0.0', '255.255.255.255']],
  ['flags', ['--tls', '--host=shop.example --tls --log-request-header=A,B', '--error-pages=']],
  ['number', ['0', '4021', '3.5']],
  ['path', ['/opt/salon-gbp/backend/.env', '/srv/バックアップ/日次 分', '/']],
  [
    'url',
    [
      'http://localhost:8000/api/health',
      'https://salon.example/?a=b&c=%20#d',
      'http://[::1]:80/',
      'http://api',
    ],
  ],
  ['name', ['celery', '20260115_0412', 'main.v2', '_x']],
  ['word', ['app:web', 'a=b', 'user@host', '/etc/hosts', '+5', '100%']],
  ['enum', ['slow', 'fast lane']],
  ['session', ['4021/2026-01-15 03:00:00.123456+00', '7/2026-01-15 12:30:00+05:30']],
];

const bad: readonly (readonly [ValueType, readonly string[]])[] = [
  ['container', ['a b', 'a/b', '_a', '.a', 'a;id', 'a\n', 'ａ', '../a']],
  ['image', ['Nginx:latest ', 'a//b', 'app@sha256:12', 'app:', '<none>', 'a b', 'app:-rf']],
  ['ipv4', ['172.18.0', '172.18.0.256', '01.2.3.4', '1.2.3.4.5', '172.18.0.4172.19.0.3', '1.2.3.4\n']],
  ['number', ['1e3', '0x10', '1,5', '.5', '٣', '1 ']],
  ['path', ['opt/x', '/a/../b', '/a\0b', '/a\nb', '/a\u202eb', '/..', '/\ud800']],
  [
    'url',
    [
      'ftp://a/',
      'http://user:pw@host/',
      'http://user@host/',
      'http://a b/',
      'http://a/\n',
      'http:///x',
      'file:///etc/passwd',
      'http://a/"x',
      'javascript:alert(1)',
    ],
  ],
  ['name', ['a b', '.', '..', 'a/b', '日本']],
  ['word', ['a b', '$(id)', '`id`', 'a;b', "a'b", 'a"b', 'a|b', 'a>b', '*', '~x', 'a\\b', '日本']],
  ['enum', ['medium', '']],
  ['session', ['4021', '4021/', '0/2026-01-15 03:00:00+00', '4021/now', "4021/2026-01-15 03:00:00'; --"]],
];

const choices = ['slow', 'fast lane', '-rf'];

describe('the type of a value', () => {
  it.each(good.flatMap(([type, values]) => values.map((value) => [type, value] as const)))(
    '%s takes %j',
    (type, value) => {
      expect(looksLike(type, value, choices)).toBe(true);
    },
  );

  it.each(bad.flatMap(([type, values]) => values.map((value) => [type, value] as const)))(
    '%s refuses %j',
    (type, value) => {
      expect(looksLike(type, value, choices)).toBe(false);
    },
  );

  it('text takes anything and enters no command', () => {
    expect(looksLike('text', '$(rm -rf /)\n')).toBe(true);
    expect(types.filter((type) => !mayEnterCommand(type))).toEqual(['text']);
  });

  it('lets nothing into a command that begins with a dash, is empty or holds a control', () => {
    const fragment = fc.constantFrom(
      'a',
      '1',
      '/',
      '-',
      '.',
      '\n',
      '\r',
      '\0',
      '\x1b',
      '\u2028',
      ' ',
      ':',
      '日',
    );
    const value = fc.oneof(fc.string({ unit: fragment }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(
        fc.constantFrom(...types.filter((one) => one !== 'flags' && mayEnterCommand(one))),
        value,
        (type, text) => {
          fc.pre(looksLike(type, text, [text, ...choices]));
          expect(text).toMatch(/^[^-\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}][^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('takes options for flags only where no shell and no second meaning could be in them', () => {
    for (const text of [
      '-x',
      '--',
      'tls',
      '--tls  --x',
      '--tls ',
      '--a=b;c',
      '--a=$(id)',
      '--a=`id`',
      '--a="b c"',
      '--a=\nb',
    ])
      expect(looksLike('flags', text), text).toBe(false);
  });

  it('is decided quickly even for hostile text', () => {
    const hostile = [`${'a'.repeat(4000)}!`, `${'a-'.repeat(2000)}!`, `http://${'a.'.repeat(2000)}!`];
    const began = performance.now();
    for (const text of hostile) for (const type of types) looksLike(type, text, []);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
