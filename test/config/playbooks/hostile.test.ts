import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePlaybook } from '../../../src/config/playbooks/parse.js';
import { vocabulary } from './vocabulary.js';

const problemsOf = (text: string) => parsePlaybook(text, 'x.yaml', vocabulary, 'team').problems;

const head = {
  id: 'x',
  title: { en: 'x', ja: 'x' },
  about: { en: 'x', ja: 'x' },
};
const end = { id: 'end', title: head.title, end: 'resolved', say: head.title };
const value = fc.constantFrom<unknown>(
  ...[null, true, 5, -1, 'a', '', 'end', 'x', '@{x}', '@{row.name}', '@{', '(', 'row.name', '__proto__'],
  ...[[], ['sh', '-c', '@{x}'], { en: 'a', ja: 'b' }, { use: 'containers' }, { row: { state: 'x' } }],
);
const key = fc.constantFrom(
  ...[
    'probe',
    'probes',
    'ask',
    'pick',
    'action',
    'wait',
    'note',
    'branch',
    'call',
    'undo',
    'end',
    'go',
    'say',
  ],
  ...['verdict', 'when', 'else', 'is', 'row', 'rows', 'all', 'any', 'not', 'value', 'in', 'with', 'capture'],
  ...[
    'run',
    'script',
    'env',
    'sql',
    'risk',
    'target',
    'impact',
    'requires',
    'reconcile',
    '__proto__',
    'constructor',
  ],
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    value,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));

describe('whatever a file holds', () => {
  test('it is a tree or has problems, each with a place', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(key, tree, { maxKeys: 5 }), { maxLength: 3 }), (steps) => {
        const named = steps.map((step, i) => ({ id: `s${i}`, title: head.title, ...step }));
        for (const problem of problemsOf(JSON.stringify({ ...head, steps: [...named, end] }))) {
          expect(problem.line).toBeGreaterThan(0);
          expect(problem.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a value inside the text of a shell is refused, however it is wrapped', () => {
    const wrapper = fc.constantFrom<readonly string[]>(
      ['timeout', '5'],
      ['sudo', '-n'],
      ['docker', 'exec', 'app'],
      ['docker', 'exec', '-i', '-u', 'root', 'app'],
      ['nice', '-n', '10'],
      ['env', 'A=1'],
      ['xargs', '-n', '1'],
    );
    const shell = fc.constantFrom(...['sh', 'bash', '/bin/sh', '/usr/bin/bash', 'dash', 'zsh']);
    const option = fc.constantFrom(...['-c', '-lc', '-ec', '-xec']);
    fc.assert(
      fc.property(
        fc.array(wrapper, { maxLength: 3 }),
        shell,
        option,
        fc.string(),
        (around, program, flag, rest) => {
          const plain = rest.replaceAll(/[@\p{Cc}]/gu, '');
          const run = [...around.flat(), program, flag, `echo @{app}${plain}`];
          const action = {
            id: 'act',
            title: head.title,
            action: { run, risk: 'low', target: 'x', impact: head.title, reconcile: 'look' },
            go: { done: 'end', failed: 'end', declined: 'end' },
          };
          const look = {
            id: 'look',
            title: head.title,
            probe: { use: 'containers' },
            verdict: [{ else: 'ok', say: head.title, go: 'act' }],
          };
          const needs = { app: { type: 'container', label: head.title } };
          const problems = problemsOf(JSON.stringify({ ...head, needs, steps: [look, action, end] }));
          expect(problems.map(({ what }) => what.id)).toEqual(['playbooks.lint.unquoted']);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('an alias bomb is refused at once', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++) {
      const last = String.fromCharCode(96 + i);
      const name = String.fromCharCode(97 + i);
      bomb.push(`${name}: &${name} [*${last}, *${last}, *${last}, *${last}, *${last}, *${last}]`);
    }
    expect(problemsOf(bomb.join('\n'))).toHaveLength(1);
  });
});
