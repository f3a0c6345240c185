import { describe, expect, test } from 'vitest';
import type { HostEntry } from '../../src/domain/host.js';
import { msg } from '../../src/domain/message.js';
import type { CheckResult } from '../../src/domain/model.js';
import { translate } from '../../src/i18n/t.js';
import { diagnosed } from '../status/diagnosed.js';
import { now, salonHost } from './support/view.js';

const result = (change: Partial<CheckResult>): CheckResult => ({
  id: 'raid',
  kind: 'command',
  severity: 'ok',
  text: msg('commands.said', { code: 0, line: 'all fine' }),
  at: now - 1000,
  ...change,
});
const host: HostEntry = {
  ...salonHost,
  checks: [
    {
      kind: 'command',
      id: 'raid',
      argv: ['check_raid'],
      everySeconds: 60,
      timeoutSeconds: 10,
      watch: 'allowed',
    },
  ],
};
const seen = (change: Partial<CheckResult>) => {
  const { alerts, situation } = diagnosed({ host, checks: [result(change)] }).data;
  return { alerts: alerts.filter(({ source }) => source === 'command'), situation };
};

describe('a declared command', () => {
  test('whose status is critical is an alert and the situation, in its own words', () => {
    const { alerts, situation } = seen({
      severity: 'critical',
      reason: 'exit',
      value: 2,
      text: msg('commands.said', { code: 2, line: 'md0 degraded' }),
    });
    expect(alerts).toMatchObject([{ severity: 'critical', object: 'raid', active: true }]);
    expect(situation).toMatchObject({ kind: 'trouble', severity: 'critical' });
    expect(situation.signals.map(({ id }) => id)).toEqual(['command.exit:raid']);
    expect(translate('en', situation.headline)).toContain('command raid: exit 2: md0 degraded');
  });

  test('that gives a warning is one', () => {
    const { alerts, situation } = seen({ severity: 'warn', reason: 'exit', value: 1 });
    expect([alerts[0]?.severity, situation.severity]).toEqual(['warn', 'warn']);
  });

  test.each([
    ['is fine', {}],
    ['does not run while only watching', { severity: 'info', reason: 'not-run' }],
    ['could not be run', { severity: 'unknown', reason: 'unread' }],
  ] as const)('that %s raises nothing', (_, change) => {
    const { alerts, situation } = seen(change);
    expect(alerts).toEqual([]);
    expect(situation.kind).toBe('healthy');
  });
});
