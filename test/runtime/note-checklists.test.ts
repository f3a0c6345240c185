import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChecklistRecord } from '../../src/domain/checklist.js';
import { msg } from '../../src/domain/message.js';
import type { Playbook } from '../../src/domain/playbook.js';
import type { Visit, Walk } from '../../src/domain/walk.js';
import { noteChecklists } from '../../src/runtime/note-checklists.js';
import { type CockpitStore, createCockpitStore } from '../../src/store/store.js';
import { sampleState } from '../screens/sample-state.js';

const place = { file: 'x.yaml', line: 1, column: 1 };
const title = (en: string) => ({ en, ja: en });
const note = (id: string, go: string) =>
  ({ source: [], place, id, kind: 'note', title: title(id), text: title(id), go }) as const;
const playbook: Playbook = {
  id: 'checklist-daily',
  title: title('Daily'),
  about: title('about'),
  aliases: [],
  source: [],
  suggest: [],
  needs: [],
  checklist: 'daily',
  steps: [
    note('first', 'second'),
    note('second', 'end'),
    { source: [], place, id: 'end', kind: 'end', title: title('End'), outcome: 'resolved', say: title('x') },
  ],
  origin: 'built-in',
  place,
};
const visit = (step: string, state: Visit['state']): Visit => ({
  step,
  at: 5,
  state,
  evidence: [],
  choice: 0,
});
const walk: Walk = {
  playbook: playbook.id,
  startedAt: 1,
  values: {},
  visits: [visit('first', 'stands')],
  shown: 0,
  undoable: [],
};

describe('checklists on their way into the record', () => {
  let store: CockpitStore;
  let written: ChecklistRecord[];
  const toast = vi.fn();
  const show = (one: Walk) =>
    store.dispatch({
      type: 'guide',
      guide: { offers: [], problems: [], playbooks: [playbook], walks: { [playbook.id]: one } },
    });
  const states = () => written.map(({ points, unfinished }) => [points.length, unfinished]);

  beforeEach(() => {
    toast.mockReset();
    store = createCockpitStore(sampleState({ lang: 'en', columns: 80, rows: 24 }));
    written = [];
    noteChecklists(store, {
      host: 'salon-gbp',
      who: 'aiko@laptop',
      append: async (record) => void written.push(record),
      toast,
    });
  });

  test('each tick is written at once, the end last, and nothing twice', async () => {
    show(walk);
    const ticked = { ...walk, visits: [visit('first', 'left'), visit('second', 'stands')] };
    show(ticked);
    show({ ...ticked, shown: 1 });
    await vi.waitFor(() => expect(states()).toEqual([[1, true]]));
    expect(toast).not.toHaveBeenCalled();
    const visits = [visit('first', 'left'), visit('second', 'left'), visit('end', 'stands')];
    const ended = { outcome: 'resolved', say: msg('checklist.state.ok'), at: 9 } as const;
    show({ ...walk, visits, ended });
    show({ ...walk, visits, ended, shown: 1 });
    await vi.waitFor(() => expect(toast).toHaveBeenCalledTimes(1));
    expect(states()).toEqual([
      [1, true],
      [2, undefined],
    ]);
  });

  test('a record that can not be written is said, and the next line is tried again', async () => {
    store = createCockpitStore(sampleState({ lang: 'en', columns: 80, rows: 24 }));
    const append = vi.fn().mockRejectedValueOnce(new Error('disk full')).mockResolvedValue(undefined);
    noteChecklists(store, { host: 'salon-gbp', who: 'aiko@laptop', append, toast });
    show({ ...walk, visits: [visit('first', 'left'), visit('second', 'stands')] });
    await vi.waitFor(() => expect(toast).toHaveBeenCalledTimes(1));
    expect(toast.mock.calls[0]?.[0]).toMatchObject({ id: 'checklist.not-noted' });
    show({ ...walk, visits: [visit('first', 'left'), visit('second', 'left'), visit('end', 'stands')] });
    await vi.waitFor(() => expect(append).toHaveBeenCalledTimes(2));
  });
});
