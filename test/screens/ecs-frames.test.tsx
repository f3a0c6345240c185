import { describe, test } from 'vitest';
import { msg } from '../../src/domain/message.js';
import type { PaneId } from '../../src/domain/model.js';
import { dataOf } from '../../src/domain/snapshot.js';
import type { Event } from '../../src/store/events.js';
import type { Lang } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { expectFrame, sizes } from './expect-frame.js';
import { type SampleEcs, sampleEcs } from './sample-ecs.js';

const open = (id: PaneId): Event => ({ type: 'ui/open', screen: { id } });
const detail =
  (tab: string) =>
  ({ detail: data, state: { now } }: SampleEcs): readonly Event[] => [
    { type: 'ui/open', screen: { id: 'container', container: data.id, name: data.name } },
    { type: 'sampled', slot: 'detail', at: now - 1000, data },
    { type: 'ui/pick-tab', screen: 'container', tab },
  ];

/** CloudWatch refuses for more than three minutes: the figures are those of before. */
const throttled = ({ state: { now, data } }: SampleEcs): readonly Event[] => {
  const cloud = dataOf(data.cloud);
  if (!cloud) throw new Error('the sample has no cloud');
  const failure = { kind: 'timeout', what: msg('cloud.throttled') } as const;
  const unread = [{ part: 'figures', failure }] as const;
  return [{ type: 'sampled', slot: 'cloud', at: now, data: { ...cloud, unread, figuresAt: now - 200_000 } }];
};

/** Recorded scene and what is done on the screen, by the frame's name. */
const screens: Record<string, readonly [scene: string, events: (sample: SampleEcs) => readonly Event[]]> = {
  'ecs-well': ['well', () => []],
  'ecs-crash': ['ecscrash', () => []],
  'ecs-oom-containers': ['ecsoom', () => [open('containers')]],
  'ecs-image-alerts': ['ecsimage', () => [open('alerts')]],
  'ecs-rds-down-stats': ['rdsdown', () => [open('stats')]],
  'ecs-old-figures': ['well', (sample) => [open('stats'), ...throttled(sample)]],
  'ecs-usage': ['well', () => [open('stats'), { type: 'ui/pick-tab', screen: 'stats', tab: 'usage' }]],
  'ecs-task': ['ecscrash', detail('facts')],
  'ecs-task-environment': ['well', detail('environment')],
};

describe.each(['en', 'ja'] as const)('a host on ECS in %s', (lang: Lang) => {
  describe.each(sizes)('at %i×%i', (columns, rows) => {
    test.each(Object.entries(screens))('%s', async (name, [scene, events]) => {
      const sample = await sampleEcs(scene, { lang, columns, rows });
      const store = createCockpitStore(sample.state);
      for (const event of events(sample)) store.dispatch(event);
      await expectFrame(store, sample.lines, name);
    });
  });
});
