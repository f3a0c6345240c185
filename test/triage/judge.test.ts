import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { bothLanguages, msg } from '../../src/domain/message.js';
import type { Condition, VerdictRule } from '../../src/domain/playbook.js';
import { branchOf, holds, judge } from '../../src/triage/judge.js';
import { linesEvidence, recorded, recordedLog, rowsEvidence } from './support/recorded.js';
import { both, otherwise, rule } from './support/rules.js';

// As cli.tsx does before anything else.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

const containers = rowsEvidence([
  { name: 'salon_gbp_web', state: 'running', exit: 0, health: 'healthy' },
  { name: 'salon_gbp_api', state: 'exited', exit: 137, health: null },
]);
const refused = recorded('connection-refused');
const network = recorded('network');
const scene = { values: { app: 'salon_gbp_api' }, types: { app: { type: 'container' } } } as const;

const judged = (evidence: Parameters<typeof judge>[0]['evidence'], ...rules: readonly VerdictRule[]) =>
  judge({ rules: [...rules, otherwise], evidence, ...scene });

describe('a verdict', () => {
  it('is that of the first rule that holds', () => {
    const never: Condition = { op: 'line', stream: 'output', pattern: 'never said' };
    const said: Condition = {
      op: 'line',
      stream: 'stderr',
      pattern: 'Failed to connect to (\\S+) port (\\d+)',
    };
    expect(
      judged([refused], rule(never), rule(said, { say: both('@{match.1}:@{match.2}') }), rule(said)),
    ).toEqual({
      verdict: 'fail',
      say: bothLanguages('127.0.0.1:9', '127.0.0.1:9。'),
      deciding: {
        evidence: 'look',
        line: 0,
        quote: "curl: (7) Failed to connect to 127.0.0.1 port 9 after 0 ms: Couldn't connect to server",
      },
      captures: {},
      go: 'repair',
      rule: 1,
    });
    expect(judged([refused], rule(never))).toMatchObject({ verdict: 'ok', go: 'next', rule: 1 });
  });

  it('rests on the row that has all fields, which texts and captures can use', () => {
    const where = { name: { is: '@{app}' }, state: { oneOf: ['exited', 'dead'] } };
    const verdict = judged(
      [containers],
      rule(
        { op: 'row', where },
        {
          say: both('@{app} exited (@{row.exit}), health @{row.health}'),
          cause: { id: 'app-stopped', text: both('@{app} is stopped') },
          capture: [{ name: 'status', type: 'number', source: { from: 'row', field: 'exit' } }],
        },
      ),
    );
    expect(verdict).toMatchObject({
      say: bothLanguages('salon_gbp_api exited (137), health –', 'salon_gbp_api exited (137), health –。'),
      deciding: { evidence: 'look', row: 1, quote: 'name: salon_gbp_api · state: exited · exit: 137' },
      cause: { id: 'app-stopped', quote: 'name: salon_gbp_api · state: exited · exit: 137' },
      captures: { status: '137' },
    });
  });

  it('quotes the line rather than the row when both must hold', () => {
    const log = { ...recordedLog('badenv.salon_gbp_api.log'), name: 'log' };
    const all: Condition = {
      op: 'all',
      of: [
        { op: 'signature', in: 'log', ids: ['db-password'] },
        { op: 'row', where: { state: { is: 'exited' } } },
        { op: 'not', of: { op: 'row', where: { state: { is: 'paused' } } } },
      ],
    };
    const verdict = judged([containers, log], rule(all, { say: both('user @{match.1}, exit @{row.exit}') }));
    expect(verdict.deciding?.evidence).toBe('log');
    expect(verdict.deciding?.quote).toContain('password authentication failed for user');
    expect(log.lines[verdict.deciding?.line ?? -1]?.text).toContain('password authentication failed');
    expect(verdict.say).toEqual(bothLanguages('user salon_gbp, exit 137', 'user salon_gbp, exit 137。'));
  });

  it.each<[string, Condition, boolean]>([
    ['an exit status', { op: 'exit', match: { oneOf: [7, 28] } }, true],
    ['another exit status', { op: 'exit', match: { is: 0 } }, false],
    ['a number', { op: 'number', pattern: 'after (\\d+) ms', match: { below: 5 } }, true],
    ['a number that is not above', { op: 'number', pattern: 'port (\\d+)', match: { above: 9 } }, false],
    ['a line of the other stream', { op: 'line', stream: 'stdout', pattern: 'curl' }, false],
    ['no lines on stdout', { op: 'rows', match: { is: 0 } }, true],
    [
      'any of two',
      {
        op: 'any',
        of: [
          { op: 'exit', match: { is: 0 } },
          { op: 'exit', match: { is: 7 } },
        ],
      },
      true,
    ],
    ['not', { op: 'not', of: { op: 'exit', match: { is: 0 } } }, true],
    ['a value', { op: 'value', name: 'app', match: { matches: '^salon' } }, true],
    ['a value that there is not', { op: 'value', name: 'other', match: { known: true } }, false],
    [
      'a value in an expression stands for itself',
      { op: 'line', stream: 'output', pattern: '@{app}' },
      false,
    ],
    ['case', { op: 'line', stream: 'output', pattern: 'failed to connect' }, false],
  ])('%s', (_, condition, expected) => {
    expect(judged([refused], rule(condition)).verdict).toBe(expected ? 'fail' : 'ok');
    expect(holds(condition, { evidence: [refused], ...scene })).toBe(expected);
  });

  it.each<[string, Condition, boolean]>([
    ['the number of rows', { op: 'rows', match: { atLeast: 2 } }, true],
    ['of some rows', { op: 'rows', where: { health: { known: false } }, match: { is: 1 } }, true],
    ['a number as text', { op: 'row', where: { exit: { is: '137' } } }, true],
    ['no field', { op: 'row', where: { nothing: { known: true } } }, false],
    ['a prototype is no field', { op: 'row', where: { constructor: { known: true } } }, false],
    ['something is no number', { op: 'row', where: { state: { below: 10 } } }, false],
    [
      'nothing is no number',
      { op: 'row', where: { health: { atMost: 10 }, name: { is: 'salon_gbp_api' } } },
      false,
    ],
  ])('rows: %s', (_, condition, expected) => {
    expect(judged([containers], rule(condition)).verdict).toBe(expected ? 'fail' : 'ok');
  });

  it('reads JSON, spread over lines or one object a line, and marks the line', () => {
    const attached: Condition = { op: 'json', path: '[0].IPAM.Config[0].Gateway', match: { known: true } };
    const verdict = judged(
      [network],
      rule(attached, {
        capture: [
          { name: 'gateway', type: 'ipv4', source: { from: 'json', path: '[0].IPAM.Config[0].Gateway' } },
        ],
      }),
    );
    expect(verdict.captures).toEqual({ gateway: '172.18.0.1' });
    expect(network.lines[verdict.deciding?.line ?? -1]?.text.trim()).toBe('"Gateway": "172.18.0.1"');
    expect(verdict.deciding?.quote).toBe('[0].IPAM.Config[0].Gateway: 172.18.0.1');
    const label: Condition = {
      op: 'json',
      path: '[0].Labels["com.docker.compose.project"]',
      match: { is: 'deploy' },
    };
    expect(judged([network], rule(label)).verdict).toBe('fail');
    const second: Condition = { op: 'json', path: '[1].Health.Log[0].Output', match: { matches: '^PONG' } };
    expect(judged([recorded('states')], rule(second)).verdict).toBe('fail');
  });

  it('reads JSON in which a secret was masked', () => {
    const masked = linesEvidence(['{"a": {"password": •••, "n": 1}, "url": "redis://:•••@db"}'], { exit: 0 });
    expect(judged([masked], rule({ op: 'json', path: 'a.n', match: { is: 1 } })).verdict).toBe('fail');
  });

  it.each(['(a+)+=$', '(a|a)*c', '.*.*.*.*=x'])('%s does not search for ever', (pattern) => {
    const evidence = linesEvidence([`${'a'.repeat(100_000)}b`], { exit: 0 });
    const began = performance.now();
    expect(judged([evidence], rule({ op: 'line', stream: 'output', pattern })).verdict).toBe('ok');
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe('an inconclusive verdict', () => {
  const always: Condition = { op: 'exit', match: { known: true } };

  it.each([
    ['exec-program-missing', 'triage.unread.program'],
    ['docker-down', 'triage.unread.docker'],
    ['docker-denied', 'triage.unread.docker'],
  ])('comes before any rule when %s', (file, id) => {
    const verdict = judged([recorded(file)], rule(always));
    expect(verdict).toMatchObject({ verdict: 'inconclusive', say: { id }, captures: {}, go: 'next' });
    expect(verdict.rule).toBeUndefined();
    expect(holds(always, { evidence: [recorded(file)], ...scene })).toBe(false);
  });

  it('leads back to its step when nothing was read, unless the last rule is for not knowing or all go one way', () => {
    const unread = recorded('docker-down');
    const at = (evidence: typeof unread, last: VerdictRule) =>
      judge({ step: 'look', rules: [rule(always), last], evidence: [evidence], ...scene }).go;
    expect(at(unread, otherwise)).toBe('look');
    expect(at(unread, { ...otherwise, verdict: 'fail' })).toBe('look');
    expect(at(unread, { ...otherwise, verdict: 'inconclusive' })).toBe('next');
    expect(at(unread, { ...otherwise, go: rule(always).go })).toBe(rule(always).go);
    expect(at(refused, otherwise)).not.toBe('look');
  });

  it('names the failure of any evidence', () => {
    const failure = { kind: 'unreachable', what: msg('link.lost') } as const;
    const verdict = judged([refused, { ...containers, name: 'rows', failure }], rule(always));
    expect(verdict).toMatchObject({
      verdict: 'inconclusive',
      say: msg('triage.unread', { what: failure.what }),
    });
  });

  const cause = { id: 'x', text: both('it is X') };
  it.each<[string, Condition, Partial<VerdictRule>, string]>([
    ['a cause that nothing proves', always, { cause }, 'triage.cause.unproven'],
    [
      'a cause that only an absence would prove',
      { op: 'not', of: { op: 'line', stream: 'output', pattern: 'never' } },
      { cause },
      'triage.cause.unproven',
    ],
    ['a cause from no rows at all', { op: 'rows', match: { is: 0 } }, { cause }, 'triage.cause.unproven'],
    [
      'a capture that is not of its type',
      { op: 'line', stream: 'output', pattern: 'curl: (.*)' },
      { capture: [{ name: 'port', type: 'number', source: { from: 'match', group: 1 } }] },
      'triage.value.odd',
    ],
    [
      'a capture that is not there',
      always,
      { capture: [{ name: 'port', type: 'number', source: { from: 'match', group: 1 } }] },
      'triage.capture.missing',
    ],
    ['a comparison with nothing', { op: 'exit', match: { is: '@{other}' } }, {}, 'triage.value.missing'],
    ['no JSON', { op: 'json', path: 'a', match: { is: 1 } }, {}, 'triage.json.malformed'],
    ['a broken expression', { op: 'line', stream: 'output', pattern: '(' }, {}, 'triage.pattern'],
    ['no such evidence', { op: 'exit', in: 'other', match: { is: 7 } }, {}, 'triage.evidence.missing'],
  ])('%s', (_, condition, more, id) => {
    expect(judged([refused], rule(condition, more))).toMatchObject({
      verdict: 'inconclusive',
      say: { id },
      captures: {},
      go: 'next',
    });
  });

  it('a status that is not known, lines that were cut and must be counted', () => {
    const log = linesEvidence(['a'], { cut: true });
    expect(judged([log], rule({ op: 'exit', match: { is: 1 } })).say.id).toBe('triage.exit.unknown');
    expect(judged([log], rule({ op: 'rows', match: { below: 5 } })).say.id).toBe('triage.evidence.cut');
    expect(judged([log], rule({ op: 'rows', match: { above: 0 } })).verdict).toBe('fail');
  });
});

describe('a branch', () => {
  const rules = [
    { when: { op: 'value', name: 'mode', match: { is: 'fast' } } as const, go: 'a' },
    { go: 'b' },
  ];

  it('goes by what is known', () => {
    expect(branchOf(rules, { values: { mode: 'fast' }, types: {} })).toBe('a');
    expect(branchOf(rules, { values: {}, types: {} })).toBe('b');
    expect(branchOf(rules.slice(0, 1), { values: {}, types: {} })).toBeUndefined();
  });

  it('does not use a value that is no longer of its type', () => {
    const types = { mode: { type: 'number' } } as const;
    expect(branchOf(rules, { values: { mode: 'fast' }, types })).toBe('b');
  });
});
