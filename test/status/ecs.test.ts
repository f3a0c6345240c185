import { describe, expect, test } from 'vitest';
import { awsFailure } from '../../src/access/aws/aws-failure.js';
import { awsRead } from '../../src/domain/aws.js';
import { msg } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { reportOf } from '../../src/main/status-schema.js';
import { statusReport } from '../../src/status/build-report.js';
import type { StatusReport } from '../../src/status/report.js';
import { statusLine } from '../../src/status/text.js';
import { reduce } from '../../src/store/reduce.js';
import type { State } from '../../src/store/state.js';
import { keibaStack } from '../probes/aws/keiba.js';
import { sampleEcs } from '../screens/sample-ecs.js';

const t = (message: Parameters<typeof translate>[1]) => translate('en', message);

/** As a monitor gets it, by way of the published form. */
const report = (state: State): StatusReport =>
  reportOf(JSON.parse(JSON.stringify(statusReport(state, { t, version: '1.2.3' }))));

const stateOf = async (scene: string): Promise<State> =>
  (await sampleEcs(scene, { lang: 'en', columns: 120, rows: 40 })).state;

/** What aws-cli 2.9.19 printed on a machine without credentials; its exit code was 253. */
const noCredentials = awsFailure(
  awsRead('services', 'c', 's'),
  keibaStack,
  msg('cloud.what', { call: 'services' }),
  {
    code: 253,
    stdout: '',
    stderr: '\nUnable to locate credentials. You can configure credentials by running "aws configure".\n',
  },
).failure;

describe('the status of a host on ECS', () => {
  test('is ok where all tasks run, with figures of services, load balancer and RDS', async () => {
    const found = report(await stateOf('well'));
    expect(found).toMatchObject({ state: 'ok', exitCode: 0, failures: [] });
    const line = statusLine(found);
    expect(line).toMatch(/^COCKPIT OK - keiba: no trouble found \| /);
    for (const figure of [
      "'ecs_tasks production-keiba-backend'=2;;;0;2",
      "'rds_cpu production-keiba-db'=",
      'alb_requests_per_minute=',
    ])
      expect(line).toContain(figure);
  });

  test.each([
    ['ecscrash', 'deployment of production-keiba-backend failed (production-keiba-backend:43)'],
    ['rdsdown', 'RDS production-keiba-db is stopped'],
  ])('of %s is critical and says why', async (scene, why) => {
    const found = report(await stateOf(scene));
    expect(found).toMatchObject({ state: 'critical', exitCode: 2 });
    expect(found.headline.text).toContain(why);
  });

  test('is unknown, and says what to do, where aws has no credentials', async () => {
    const state = await stateOf('well');
    const at = state.now;
    const refused = (['cloud', 'containers'] as const).reduce(
      (before, slot) => reduce(before, { type: 'failed', slot, at, failure: noCredentials }),
      {
        ...state,
        data: { ...state.data, cloud: { state: 'pending' }, containers: { state: 'pending' } },
      } as State,
    );
    const found = report(refused);
    expect(found).toMatchObject({ state: 'unknown', exitCode: 3 });
    expect(found.failures).toMatchObject([{ where: 'containers', kind: 'denied' }]);
    expect(found.headline.text).toContain('aws finds no credentials');
  });

  test('is unknown where one part of AWS may not be read, for an alarm might ring there', async () => {
    const state = await stateOf('well');
    const { cloud } = state.data;
    if (!('data' in cloud)) throw new Error('no data of AWS');
    const unread = [{ part: 'alarms', failure: noCredentials }] as const;
    const found = report({
      ...state,
      data: { ...state.data, cloud: { ...cloud, data: { ...cloud.data, unread } } },
    });
    expect(found).toMatchObject({ state: 'unknown', exitCode: 3 });
    expect(found.failures.map(({ where }) => where)).toEqual(['aws:alarms']);
  });

  test('names what is critical although not everything has been read', async () => {
    const state = await stateOf('rdsdown');
    const { signals } = state.data.situation;
    const situation = {
      ...state.data.situation,
      kind: 'pending',
      headline: msg('situation.pending'),
    } as const;
    const found = report({ ...state, data: { ...state.data, situation } });
    expect(found).toMatchObject({ state: 'critical', exitCode: 2 });
    expect(found.headline.text).toBe(t(signals[0]?.text ?? msg('status.quiet')));
  });

  test('does not call logs read before a log group has answered', async () => {
    const state = await stateOf('well');
    const logs = { ...state.data.logs, sources: [] };
    const found = report({ ...state, data: { ...state.data, logs } });
    expect(found.panes.find(({ id }) => id === 'logs')).toMatchObject({ answered: false, state: 'unknown' });
  });
});
