import { describe, expect, test } from 'vitest';
import { msg } from '../../src/domain/message.js';
import { paneIds } from '../../src/domain/model.js';
import { App } from '../../src/screens/app.js';
import type { Event } from '../../src/store/events.js';
import type { Lang } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { renderFrame } from '../ui/render-frame.js';
import { expectFrame, sizes } from './expect-frame.js';
import { now, sampleDetail, sampleRing, sampleState } from './sample-state.js';

const open = (id: (typeof paneIds)[number]): Event => ({ type: 'ui/open', screen: { id } });
const tab = (screen: string, name: string): Event => ({ type: 'ui/pick-tab', screen, tab: name });
const containerScreen: Event[] = [
  { type: 'ui/open', screen: { id: 'container', container: 'id-salon_gbp_api', name: 'salon_gbp_api' } },
  { type: 'sampled', slot: 'detail', at: now - 1000, data: sampleDetail },
];
const lost = { kind: 'unreachable', what: msg('link.lost') } as const;

/** Every screen, and the states of the header that matter at 3 a.m. */
const screens: Record<string, Event[]> = {
  overview: [],
  ...Object.fromEntries(paneIds.map((id) => [id, [open(id)]])),
  'stats-usage': [open('stats'), tab('stats', 'usage')],
  'postgres-locks': [open('postgres'), tab('postgres', 'locks')],
  'postgres-statements': [open('postgres'), tab('postgres', 'statements')],
  'queues-workers': [open('queues'), tab('queues', 'workers')],
  'queues-failures': [open('queues'), tab('queues', 'failures')],
  'queues-recurring': [open('queues'), tab('queues', 'recurring')],
  'container-facts': containerScreen,
  'container-environment': [...containerScreen, tab('container', 'environment')],
  'container-processes': [...containerScreen, tab('container', 'processes')],
  'container-health': [...containerScreen, tab('container', 'health')],
  'logs-paused': [
    open('logs'),
    {
      type: 'ui/logs',
      logs: {
        follow: false,
        cursor: 26,
        search: '予約',
        minLevel: 'all',
        wrap: true,
        stamps: true,
        column: 0,
      },
    },
  ],
  help: [{ type: 'ui/help', on: true }],
  palette: [{ type: 'ui/input-open', purpose: 'palette', text: 'log' }],
  filter: [
    open('containers'),
    { type: 'ui/input-open', purpose: 'filter' },
    { type: 'ui/input-key', key: 'paste', typed: 'salon' },
  ],
  'link-down': [
    {
      type: 'link',
      status: {
        phase: 'down',
        epoch: 1,
        since: now - 12_000,
        channels: 0,
        bytesIn: 0,
        bytesOut: 0,
        attempt: 3,
        nextRetryAt: now + 4000,
        failure: lost,
      },
    },
    { type: 'clock', now: now + 9000 },
  ],
  'link-refused': [
    {
      type: 'link',
      status: {
        phase: 'refused',
        epoch: 0,
        since: now - 2000,
        channels: 0,
        bytesIn: 0,
        bytesOut: 0,
        attempt: 1,
        failure: lost,
      },
    },
  ],
  frozen: [{ type: 'ui/freeze' }, { type: 'clock', now: now + 61_000 }],
};

describe.each(['en', 'ja'] as const)('in %s', (lang: Lang) => {
  describe.each(sizes)('at %i×%i', (columns, rows) => {
    test.each(Object.entries(screens))('%s', async (name, events) => {
      const store = createCockpitStore(sampleState({ lang, columns, rows }));
      for (const event of events) store.dispatch(event);
      await expectFrame(store, sampleRing, name);
    });
  });
});

describe('a terminal below 80×24', () => {
  test.each([
    [79, 24],
    [80, 23],
    [20, 5],
    [1, 1],
  ])('of %i×%i says so instead of drawing half a screen', async (columns, rows) => {
    const store = createCockpitStore(sampleState({ lang: 'en', columns, rows }));
    const frame = await renderFrame(<App store={store} lines={sampleRing} version="0.0.0" />, {
      columns,
      rows,
    });
    const text = frame.lines().join('\n');
    frame.unmount();
    expect(text).not.toContain('containers');
    if (columns >= 20) expect(text).toContain('80×24');
  });
});
