import { describe, expect, test } from 'vitest';
import { eventNotes } from '../../src/diagnosis/event-notes.js';
import type { ContainerEvent } from '../../src/domain/model.js';

const event = (kind: ContainerEvent['kind'], id: string, name: string, at: number): ContainerEvent => ({
  kind,
  id,
  name,
  at,
  image: 'app:2',
});
const told = (events: readonly ContainerEvent[]) => eventNotes(events).map(({ text }) => text.id);

describe('what engine events mean', () => {
  test('the steps of an image build are none of the changes of a deploy', () => {
    const build = ['a1', 'a2', 'a3'].flatMap((id, i) => [
      event('create', id, `hungry_step_${id}`, i * 1000),
      event('start', id, `hungry_step_${id}`, i * 1000 + 100),
      event('die', id, `hungry_step_${id}`, i * 1000 + 500),
      event('destroy', id, `hungry_step_${id}`, i * 1000 + 600),
    ]);
    const deploy = [
      event('stop', 'old', 'api', 5000),
      event('die', 'old', 'api', 5000),
      event('destroy', 'old', 'api', 5100),
      event('create', 'new', 'api', 5200),
      event('start', 'new', 'api', 5300),
    ];
    expect(told([...build, ...deploy])).toEqual(['situation.change.recreated-image']);
  });

  test('a container that lived longer than a moment was a part of the system', () => {
    const events = [
      event('create', 'x', 'job', 0),
      event('start', 'x', 'job', 10),
      event('destroy', 'x', 'job', 120_000),
    ];
    expect(told(events)).toEqual(['situation.change.created', 'situation.change.removed']);
  });
});
