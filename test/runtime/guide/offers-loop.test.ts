import { expect, test } from 'vitest';
import { msg } from '../../../src/domain/message.js';
import type { Signal } from '../../../src/domain/model.js';
import { setUp } from './support/bench.js';
import { ends, tree } from './support/tree.js';

const signal = (id: string): Signal => ({
  id,
  severity: 'critical',
  object: 'api',
  text: msg('situation.pending'),
  evidence: [],
  explains: [],
});

function withTrees() {
  const bench = setUp({
    playbooks: [
      tree('a-disk', ends, { suggest: [{ signal: 'disk.*', weight: 5 }] }),
      tree('b-502', ends, { suggest: [{ signal: 'http.502', weight: 5 }] }),
    ],
  });
  const situation = bench.store.getState().data.situation;
  const diagnosed = (...ids: readonly string[]) =>
    bench.store.dispatch({
      type: 'diagnosed',
      alerts: [],
      situation: { ...situation, kind: 'trouble', signals: ids.map(signal) },
    });
  const offered = () => bench.state().offers.map(({ playbook, score }) => [playbook, score > 0]);
  return { ...bench, diagnosed, offered };
}

test('trees are offered as soon as they are there', () => {
  expect(withTrees().offered()).toEqual([
    ['a-disk', false],
    ['b-502', false],
  ]);
});

test('offers follow the situation, at most once a second', async () => {
  const { diagnosed, offered, settle, state } = withTrees();
  await settle(2000);
  diagnosed('http.502');
  await settle();
  expect(offered()).toEqual([
    ['b-502', true],
    ['a-disk', false],
  ]);
  expect(state().offers[0]).toMatchObject({ signal: 'http.502' });
  diagnosed('disk.used');
  await settle(500);
  expect(offered()[0]).toEqual(['b-502', true]);
  await settle(600);
  expect(offered()[0]).toEqual(['a-disk', true]);
});

test('a situation that changes nothing leaves the offers alone', async () => {
  const { diagnosed, settle, state } = withTrees();
  diagnosed('http.502');
  await settle(2000);
  const before = state().offers;
  diagnosed('http.502');
  await settle(2000);
  expect(state().offers).toBe(before);
});

test('nothing is computed after the end', async () => {
  const { diagnosed, settle, offered, guide } = withTrees();
  await guide.stop();
  diagnosed('http.502');
  await settle(2000);
  expect(offered()[0]).toEqual(['a-disk', false]);
});
