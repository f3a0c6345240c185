import { describe, expect, test } from 'vitest';
import { msg } from '../../src/domain/message.js';
import type { Playbook } from '../../src/domain/playbook.js';
import type { Visit, Walk } from '../../src/domain/walk.js';
import { checklistRecordOf } from '../../src/runtime/checklist-record.js';

const place = { file: 'x.yaml', line: 1, column: 1 };
const title = (en: string) => ({ en, ja: `${en}（日）` });
const base = { source: [], place };
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
    { ...base, id: 'look', kind: 'probe', title: title('Look'), reads: [], rules: [] },
    { ...base, id: 'tick', kind: 'note', title: title('Tick'), text: title('do it'), go: 'past' },
    { ...base, id: 'past', kind: 'note', title: title('Past'), text: title('do it'), go: 'end' },
    { ...base, id: 'fork', kind: 'branch', title: title('Fork'), rules: [] },
    { ...base, id: 'end', kind: 'end', title: title('End'), outcome: 'resolved', say: title('done') },
  ],
  origin: 'built-in',
  place,
};
const visit = (step: string, more: Partial<Visit> = {}): Visit => ({
  step,
  at: 1,
  state: 'left',
  evidence: [],
  choice: 0,
  ...more,
});
const proposed = (verdict: 'ok' | 'fail') => ({
  proposed: { verdict, say: msg('checklist.state.ok'), captures: {}, go: 'tick' },
});
const walk: Walk = {
  playbook: 'checklist-daily',
  startedAt: 1,
  values: {},
  visits: [
    visit('look', proposed('fail')),
    visit('look', proposed('ok')),
    visit('tick'),
    visit('past', { skipped: { reason: 'no access' } }),
    visit('fork'),
    visit('end', { state: 'stands' }),
  ],
  shown: 5,
  undoable: [],
  ended: { outcome: 'resolved', say: msg('checklist.state.ok'), at: Date.UTC(2026, 10, 22) },
};
const by = { host: 'salon-gbp', who: 'aiko@laptop' };

describe('the record of a checklist', () => {
  test('has each point as it came out last: looks, ticks and what was left out', () => {
    expect(checklistRecordOf(playbook, walk, by)).toEqual({
      at: '2026-11-22T00:00:00.000Z',
      started: '1970-01-01T00:00:00.001Z',
      ...by,
      playbook: 'checklist-daily',
      kind: 'daily',
      title: title('Daily'),
      points: [
        { step: 'look', title: title('Look'), state: 'ok', say: { en: 'ok', ja: '正常' } },
        { step: 'tick', title: title('Tick'), state: 'ticked' },
        { step: 'past', title: title('Past'), state: 'left', say: { en: 'no access', ja: 'no access' } },
      ],
    });
  });

  test('says before the end that it is not finished; a note that is still open is no tick', () => {
    const { ended: _, ...open } = walk;
    const visits = [visit('look', proposed('ok')), visit('tick'), visit('past', { state: 'stands', at: 5 })];
    expect(checklistRecordOf(playbook, { ...open, visits }, by)).toMatchObject({
      at: '1970-01-01T00:00:00.005Z',
      unfinished: true,
      points: [
        { step: 'look', state: 'ok' },
        { step: 'tick', state: 'ticked' },
      ],
    });
  });

  test('is not made of a tree that is no checklist', () => {
    const { checklist: _, ...tree } = playbook;
    expect(checklistRecordOf(tree, walk, by)).toBeUndefined();
  });

  test('takes the word of the operator over that of the rules', () => {
    const overruled = { verdict: 'ok' as const, go: 'tick', reason: 'known and harmless' };
    const visits = [visit('look', { ...proposed('fail'), overruled })];
    const record = checklistRecordOf(playbook, { ...walk, visits }, by);
    expect(record?.points).toEqual([
      {
        step: 'look',
        title: title('Look'),
        state: 'ok',
        say: { en: 'known and harmless', ja: 'known and harmless' },
      },
    ]);
  });
});
