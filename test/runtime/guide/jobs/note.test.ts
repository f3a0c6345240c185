import { expect, test } from 'vitest';
import { msg } from '../../../../src/domain/message.js';
import type { Plan } from '../../../../src/domain/perform.js';
import { noteOf } from '../../../../src/runtime/guide/jobs/note.js';

const plan: Plan = {
  playbook: 't',
  step: 'restore',
  title: msg('x'),
  run: { kind: 'command', on: 'host', argv: ['psql'] },
  shown: 'psql postgres://u:hunter2@db/x',
  risk: 'high',
  confirm: 'name',
  target: 'db',
  impact: msg('x'),
  pins: [],
  timeoutMs: 1000,
  detached: true,
};

test('a note has neither a secret of the command nor a value that holds one', () => {
  const values = { url: 'postgres://u:hunter2@db/x', app: 'api' };
  const origin = { values, begun: values, undoing: true };
  const note = noteOf({ who: 'tester@here' }, { id: 'a', plan, startedAt: 1, origin });
  expect(JSON.stringify(note)).not.toContain('hunter2');
  expect(note).toMatchObject({ values: { app: 'api' }, begun: { app: 'api' }, undoing: true });
  expect(note.shown).toContain('psql');
});
