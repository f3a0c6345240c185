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

describe('the command line', () => {
  test.each([
    [[], { kind: 'hosts' }],
    [['web1'], { kind: 'open', host: 'web1' }],
    [['snapshot', 'web1'], { kind: 'snapshot', host: 'web1' }],
    [['drill'], { kind: 'drill' }],
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
    [['snapshot'], 'cli.needs-host'],
    [['drill', 'x'], 'cli.too-many'],
    [['web1', 'web2'], 'cli.unknown-command'],
    [['--what'], 'cli.bad-option'],
    [['--lang', 'fr'], 'cli.bad-lang'],
    [['--dry-run=yes'], 'cli.bad-option'],
  ])('%j is refused as %s', (argv, id) => {
    expect(request(...argv)).toMatchObject({ id });
  });

  test('options stand anywhere; nothing is run in dry-run, only copied in copy-only', () => {
    expect(options('web1')).toEqual({ ascii: false, dryRun: false, copyOnly: false });
    expect(options('--dry-run', 'web1', '-c', 'x.yaml')).toEqual({
      ascii: false,
      dryRun: true,
      copyOnly: false,
      config: 'x.yaml',
    });
    expect(options('web1', '--copy-only', '--lang', 'ja')).toMatchObject({ copyOnly: true, lang: 'ja' });
  });
});
