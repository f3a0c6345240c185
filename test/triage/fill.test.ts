import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FailureError } from '../../src/domain/failure.js';
import { bothLanguages } from '../../src/domain/message.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { fillText, fillWord } from '../../src/triage/fill.js';
import { typesOf } from '../../src/triage/values.js';
import { hostile, hostilePath, types } from './support/hostile.js';
import { both } from './support/rules.js';

const api = { app: { type: 'container' }, note: { type: 'text' }, dir: { type: 'path' } } as const;

function failureOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  return undefined;
}

describe('a word of a command', () => {
  it.each([
    ['@{app}', 'salon_gbp_api'],
    ['--filter=name=^@{app}$', '--filter=name=^salon_gbp_api$'],
    ['@{dir}/@{app}.log', '/srv/日次 分/salon_gbp_api.log'],
    ['{{.State}} @@{app}', '{{.State}} @{app}'],
    ['', ''],
  ])('%s', (template, word) => {
    const values = { app: 'salon_gbp_api', dir: '/srv/日次 分' };
    expect(fillWord(template, values, api)).toBe(word);
  });

  it.each([
    ['@{app}', {}, 'missing', 'triage.value.missing', 'app'],
    ['@{app}', { app: 'a b' }, 'malformed', 'triage.value.odd', 'app'],
    ['@{app}', { app: '-f' }, 'malformed', 'triage.value.odd', 'app'],
    ['@{app}', { app: '' }, 'malformed', 'triage.value.odd', 'app'],
    ['@{note}', { note: 'x' }, 'malformed', 'triage.value.text', 'note'],
    ['@{undeclared}', { undeclared: 'x' }, 'malformed', 'triage.value.text', 'undeclared'],
    ['@{constructor}', {}, 'missing', 'triage.value.missing', 'constructor'],
    ['@{app', { app: 'x' }, 'malformed', 'triage.template.malformed', undefined],
    ['a\u202eb', {}, 'malformed', 'triage.word.hidden', undefined],
    ['a\0b', {}, 'malformed', 'triage.word.hidden', undefined],
  ])('%j with %j is refused and says which value', (template, values, kind, id, name) => {
    const failure = failureOf(() => fillWord(template, values, api));
    expect(failure).toMatchObject({ kind, what: { id } });
    if (name !== undefined) expect(failure?.what.params?.name).toBe(name);
  });

  it('holds each value once and unchanged between what the template says, or there is no word', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.oneof(hostile, hostilePath), (type, value) => {
        const declared = { x: { type, choices: [value] }, other: { type: 'word' } } as const;
        let word: string;
        try {
          word = fillWord('<@{x}|@{other}>', { x: value, other: 'o' }, declared);
        } catch (error) {
          expect(error).toBeInstanceOf(FailureError);
          return;
        }
        expect(word).toBe(`<${value}|o>`);
        expect(value).toMatch(/^[^-]/);
        expect(word).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a text for people', () => {
  it('takes values, the row and the match of the place that decided', () => {
    const place = { row: { exit: 137, health: null }, match: ['all', 'salon'] };
    const text = {
      en: '@{app}: @{row.exit} @{row.health} @{match.1} @{match.2}',
      ja: '@{app} は @{row.exit}',
    };
    expect(fillText(text, { app: 'api' }, place)).toEqual(bothLanguages('api: 137 – salon –', 'api は 137'));
  });

  it('shows a value that is missing as –, keeps its own line breaks and masks secrets', () => {
    expect(fillText(both('@{a}\n@{b}'), { b: 'x\ny' })).toEqual(bothLanguages('–\nx y', '–\nx y。'));
    expect(fillText(both('@{url}'), { url: 'redis://:hunter2@db' }).params?.en).toBe('redis://:•••@db');
    expect(fillText(both('@{row.constructor} @{match.x}'), {}, { row: {}, match: ['a'] }).params?.en).toBe(
      '– –',
    );
  });

  it('never looks into a value and never leaks a control character', () => {
    fc.assert(
      fc.property(hostile, hostile, (value, other) => {
        const message = fillText(
          { en: '<@{a}><@{row.b}><@{match.1}>', ja: '@{a}' },
          { a: value, other },
          { row: { b: other }, match: ['', value] },
        );
        const shown = String(message.params?.en);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(shown.split('\n')).toHaveLength(1);
        if (value === '@{other}') expect(shown.startsWith('<@{other}>')).toBe(true);
      }),
      { numRuns: 1000, examples: [['@{other}', 'x']] },
    );
  });
});

describe('the types of a tree', () => {
  const capture = (name: string, type: 'number' | 'word') =>
    ({ name, type, source: { from: 'stdout' } }) as const;
  const tree = {
    needs: [
      { name: 'app', type: 'container', label: both('app'), from: [], optional: false },
      { name: 'mode', type: 'enum', choices: ['a', 'b'], label: both('mode'), from: [], optional: true },
    ],
    steps: [{ kind: 'pick', capture: [capture('port', 'number'), capture('app', 'word')] }],
  } as unknown as Pick<Playbook, 'needs' | 'steps'>;

  it('are those of its needs and captures; where they contradict it is text, which enters no command', () => {
    expect(typesOf(tree)).toEqual({
      app: { type: 'text' },
      mode: { type: 'enum', choices: ['a', 'b'] },
      port: { type: 'number' },
    });
  });
});
