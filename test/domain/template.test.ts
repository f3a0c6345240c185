import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, parseTemplate, templateNames } from '../../src/domain/template.js';

const from =
  (values: Readonly<Record<string, string>>) =>
  (name: string): string | undefined =>
    Object.hasOwn(values, name) ? values[name] : undefined;

describe('a template', () => {
  it('names what it asks for, each once', () => {
    expect(templateNames('@{app} @{row.exit} @{match.1} @{app} @{health_url-2}')).toEqual([
      'app',
      'row.exit',
      'match.1',
      'health_url-2',
    ]);
  });

  it.each([
    ['docker start @{app}', 'docker start api'],
    ['@{app}@{app}', 'apiapi'],
    ['@@{app}', '@{app}'],
    ['@@@{app}', '@@{app}'],
    ['@@{app}@{app}', '@{app}api'],
    ['{{.State}} $HOME %{http_code} me@host', '{{.State}} $HOME %{http_code} me@host'],
    ['', ''],
  ])('fills %j', (text, filled) => {
    expect(fillTemplate(text, from({ app: 'api' }))).toBe(filled);
  });

  it('has no text while a value is missing', () => {
    expect(fillTemplate('@{app} @{other}', from({ app: 'api' }))).toBeUndefined();
    expect(fillTemplate('@{constructor}', from({}))).toBeUndefined();
  });

  it.each([
    ['start @{app', [{ offset: 6, kind: 'unclosed', found: '@{app' }]],
    ['@{} x', [{ offset: 0, kind: 'malformed', found: '@{}' }]],
    ['@{a b}', [{ offset: 0, kind: 'malformed', found: '@{a b}' }]],
    ['@{a.}', [{ offset: 0, kind: 'malformed', found: '@{a.}' }]],
    ['@{a@{b}', [{ offset: 0, kind: 'malformed', found: '@{a@{b}' }]],
    ['日本@{1}', [{ offset: 2, kind: 'malformed', found: '@{1}' }]],
  ])('says where %j is wrong, and does not fill it', (text, problems) => {
    expect(parseTemplate(text).problems).toEqual(problems);
    expect(fillTemplate(text, () => 'x')).toBeUndefined();
  });

  it('never looks into a value', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('@{b}', '@@{b}', '@{', '@', '}'));
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(fillTemplate('<@{a}|@{b}>', from({ a, b }))).toBe(`<${a}|${b}>`);
      }),
    );
  });

  it('keeps any text that is written with @@{ for @{', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('@', '{', '}', 'a', '.') }), (text) => {
        // An @ right before an escaped one would be a different text.
        fc.pre(!text.includes('@@'));
        expect(fillTemplate(text.replaceAll('@{', '@@{'), () => 'x')).toBe(text);
      }),
    );
  });
});
