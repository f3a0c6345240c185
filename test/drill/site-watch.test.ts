import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchSite } from '../../src/drill/system/site-watch.js';
import { practiceHost } from './practice-host.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('an outage is one alert, taken back when the site answers again, also where that takes two attempts', async () => {
  const machine = practiceHost();
  const alerts: string[] = [];
  const withdraw = vi
    .fn<() => Promise<void>>()
    .mockRejectedValueOnce(new Error('the database is down'))
    .mockResolvedValue();
  const stop = watchSite(machine.system, { alert: (message) => void alerts.push(message), withdraw });
  const api = machine.system.container('api');
  machine.engine.pause(api);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(alerts).toEqual([expect.stringContaining('HTTP 504')]);
  expect(withdraw).not.toHaveBeenCalled();
  machine.engine.unpause(api);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(withdraw).toHaveBeenCalledTimes(2);
  stop();
  machine.close();
});
