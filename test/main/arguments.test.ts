import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../src/main/arguments.js';

const request = (...argv: string[]) => {
  const parsed = parseArguments(argv);
  return parsed.ok ? parsed.request : parsed.problem;
};
const options = (...argv: string[]) => {
  const parsed = parseArguments(argv);
  if (!parsed.ok) throw new Error(parsed.problem.id);
  return parsed.options;
};

const plain = { ascii: false, dryRun: false, copyOnly: false, json: false, setup: false };

describe('the command line', () => {
  test.each([
    [[], { kind: 'hosts' }],
    [['web1'], { kind: 'open', host: 'web1' }],
    [['snapshot', 'web1'], { kind: 'snapshot', host: 'web1' }],
    [['drill'], { kind: 'drill', of: { action: 'run' } }],
    [['drill', 'list'], { kind: 'drill', of: { action: 'list' } }],
    [['drill', '--scenario', 'backlog'], { kind: 'drill', of: { action: 'run', scenario: 'backlog' } }],
    [
      ['drill', '--random', '--seed', '42', '--after', '5'],
      { kind: 'drill', of: { action: 'run', random: true, seed: 42, afterSeconds: 5 } },
    ],
    [['local'], { kind: 'open', host: 'local' }],
    [['watch', 'web1'], { kind: 'watch', host: 'web1' }],
    [['watch', 'web1', '--turn', '0'], { kind: 'watch', host: 'web1' }],
    [['status', 'web1', '--json'], { kind: 'status', host: 'web1' }],
    [['status', '--all'], { kind: 'status' }],
    [['doctor', 'web1', '--setup'], { kind: 'doctor', host: 'web1' }],
    [['playbooks'], { kind: 'playbooks', of: { action: 'list' } }],
    [['playbooks', 'list'], { kind: 'playbooks', of: { action: 'list' } }],
    [['playbooks', 'lint'], { kind: 'playbooks', of: { action: 'lint', files: [] } }],
    [
      ['playbooks', 'lint', 'a.yaml', 'b.yaml'],
      { kind: 'playbooks', of: { action: 'lint', files: ['a.yaml', 'b.yaml'] } },
    ],
    [['playbooks', 'show', 'web-502'], { kind: 'playbooks', of: { action: 'show', id: 'web-502' } }],
    [['playbooks', 'graph', 'web-502'], { kind: 'playbooks', of: { action: 'graph', id: 'web-502' } }],
    [['actions'], { kind: 'actions' }],
    [['incident'], { kind: 'incident', of: { action: 'list' } }],
    [['incident', 'show'], { kind: 'incident', of: { action: 'show', id: 'last' } }],
    [['incident', 'export', 'x', '-o', 'y.md'], { kind: 'incident', of: { action: 'export', id: 'x' } }],
    [['actions', 'web1'], { kind: 'actions', host: 'web1' }],
    [['playbooks', '--help'], { kind: 'help' }],
  ])('%j asks for %j', (argv, wanted) => {
    expect(request(...argv)).toEqual(wanted);
  });

  test.each([
    [['playbooks', 'lst'], 'cli.playbooks.unknown'],
    [['playbooks', 'show'], 'cli.playbooks.needs-id'],
    [['playbooks', 'graph'], 'cli.playbooks.needs-id'],
    [['playbooks', 'show', 'a', 'b'], 'cli.too-many'],
    [['playbooks', 'list', 'a'], 'cli.too-many'],
    [['actions', 'a', 'b'], 'cli.too-many'],
    [['incident', 'lst'], 'incident.cli.bad-action'],
    [['incident', 'show', 'a', 'b'], 'cli.too-many'],
    [['web1', '--out', 'x'], 'cli.stray-option'],
    [['drill', 'lst'], 'drill.bad-action'],
    [['drill', '--random', '--scenario', 'backlog'], 'drill.random-or-named'],
    [['drill', '--seed', '42'], 'drill.seed-alone'],
    [['drill', '--random', '--seed', 'x'], 'drill.bad-number'],
    [['drill', '--after', '1.5'], 'drill.bad-number'],
    [['web1', '--scenario', 'backlog'], 'cli.stray-option'],
    [['snapshot'], 'cli.needs-host'],
    [['watch'], 'cli.needs-host'],
    [['doctor'], 'cli.needs-host'],
    [['status'], 'cli.status.needs-host'],
    [['status', 'web1', '--all'], 'cli.too-many'],
    [['watch', 'web1', 'web2'], 'cli.too-many'],
    [['watch', 'web1', '--turn', 'soon'], 'cli.bad-turn'],
    [['web1', '--json'], 'cli.stray-option'],
    [['status', 'web1', '--setup'], 'cli.stray-option'],
    [['doctor', 'web1', '--all'], 'cli.stray-option'],
    [['drill', 'list', 'x'], 'cli.too-many'],
    [['web1', 'web2'], 'cli.unknown-command'],
    [['--what'], 'cli.bad-option'],
    [['--lang', 'fr'], 'cli.bad-lang'],
    [['--dry-run=yes'], 'cli.bad-option'],
  ])('%j is refused as %s', (argv, id) => {
    expect(request(...argv)).toMatchObject({ id });
  });

  test('options stand anywhere; nothing is run in dry-run, only copied in copy-only', () => {
    expect(options('web1')).toEqual({ ...plain });
    expect(options('--dry-run', 'web1', '-c', 'x.yaml')).toEqual({
      ...plain,
      dryRun: true,
      config: 'x.yaml',
    });
    expect(options('web1', '--copy-only', '--lang', 'ja')).toMatchObject({ copyOnly: true, lang: 'ja' });
  });
});
