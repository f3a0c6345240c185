import { expect, test } from 'vitest';
import { startArgv, startInput } from '../../../../src/access/operate/jobs/job-argv.js';
import { noteLine, noteOf as read } from '../../../../src/access/operate/jobs/note.js';
import { noteOf } from './host-shells.js';

test('a note is one line that reads as it was written', () => {
  const note = noteOf({ shown: 'a\nb', values: { x: '日本語 "q"', n: '1' } });
  expect(noteLine(note)).not.toContain('\n');
  expect(read(noteLine(note))).toEqual({ ...note, shown: 'a b' });
});

test('secrets do not reach the host with it, nor control sequences the screen', () => {
  const note = noteOf({ shown: 'psql postgres://app:hunter2@db/app', target: '\u001b[31mred' });
  expect(noteLine(note)).not.toContain('hunter2');
  expect(read(noteLine(note))?.target).toBe('red');
});

test('what is no note is none', () => {
  const { values: _values, ...less } = noteOf();
  for (const line of [
    '',
    '{',
    'null',
    '[]',
    '{}',
    JSON.stringify(less),
    JSON.stringify({ ...noteOf(), title: 'x' }),
  ]) {
    expect(read(line)).toBeUndefined();
  }
});

test('who and what are one word each, and an id is a UUID', () => {
  const argv = startArgv(noteOf({ who: "aki o'x@my desk\n", playbook: 'a b', step: '-c' }), ['true', 'a b']);
  expect(argv.slice(5)).toEqual(['aki_o_x@my_desk_', 'a_b/-c', 'true', 'a b']);
  for (const id of ['..', '', '../../etc', 'A'.repeat(36)]) {
    expect(() => startArgv(noteOf({ id }), ['true'])).toThrow('operate.job.id');
  }
});

test('the size before the input is one of bytes', () => {
  expect(startInput('{}', 'é\n')).toBe('3\n{}\né\n');
});
