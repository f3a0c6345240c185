import { describe, expect, it } from 'vitest';
import { bothLanguages } from '../../src/domain/message.js';
import type { ActionStep, Risk } from '../../src/domain/playbook.js';
import { rowItems } from '../../src/triage/row-playbooks.js';
import { salonHost, salonRows } from '../diagnosis/support/view.js';
import { need, playbook } from './support/playbooks.js';
import { both } from './support/rules.js';

const action = (risk: Risk): ActionStep => ({
  kind: 'action',
  id: 'do',
  title: both('do'),
  source: [],
  place: { file: 'test.yaml', line: 1, column: 1 },
  deed: {
    act: { do: 'run', on: 'host', argv: ['true'] },
    risk,
    confirm: 'key',
    target: 'x',
    impact: both('x'),
    timeoutSeconds: 60,
  },
  requires: [],
  go: { done: 'end', failed: 'end', declined: 'end' },
});

const container = [need('it', 'container', [{ kind: 'row', field: 'name' }])];
const terminate = playbook('terminate', {
  row: { pane: 'activity', key: 't', where: { state: { not: '' } } },
  needs: [need('session', 'session', [{ kind: 'row', field: 'session' }])],
  steps: [action('high')],
});
const stop = playbook('stop', {
  row: { pane: 'containers', key: 's', where: { state: { is: 'running' } } },
  needs: container,
  title: { en: 'Stop @{it}', ja: '@{it} を停止する' },
  steps: [action('high')],
});
const start = playbook('start', {
  row: { pane: 'containers', key: 'r', where: { state: { oneOf: ['exited', 'created'] } } },
  needs: container,
  steps: [action('low')],
});
const shell = playbook('shell', {
  row: { pane: 'containers', key: 'e', where: { state: { is: 'running' } } },
  needs: container,
  steps: [action('low')],
});
const playbooks = [terminate, stop, start, shell, playbook('tree')];
const around = { host: salonHost, rows: salonRows() };
const items = (pane: Parameters<typeof rowItems>[1], row: Readonly<Record<string, string>>) =>
  rowItems(playbooks, pane, row, around);

describe('the menu of a row', () => {
  it('has what fits the row, the least risky first', () => {
    expect(items('containers', { name: 'salon_gbp_api', state: 'running' })).toEqual([
      { key: 'e', playbook: 'shell', title: bothLanguages('shell', 'shell。'), risk: 'low' },
      {
        key: 's',
        playbook: 'stop',
        title: bothLanguages('Stop salon_gbp_api', 'salon_gbp_api を停止する'),
        risk: 'high',
      },
    ]);
    expect(items('containers', { name: 'a', state: 'exited' }).map(({ playbook: id }) => id)).toEqual([
      'start',
    ]);
  });

  it('leaves out what the row gives no value for', () => {
    const session = '4021/2026-01-15 03:00:00+00';
    expect(items('activity', { pid: '4021', state: 'active', session })).toHaveLength(1);
    expect(items('activity', { pid: '4021', state: 'active', session: '4021/' })).toEqual([]);
    expect(items('locks', { session, state: 'active' })).toEqual([]);
  });
});
