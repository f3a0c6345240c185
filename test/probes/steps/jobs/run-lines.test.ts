import { expect, test } from 'vitest';
import { runOutcomeOf } from '../../../../src/probes/steps/jobs/run-lines.js';

// docker logs keiba-scheduler-1 of the lab, under the faults scrape429, badcron, dbdown and without one.
test.each([
  [
    '2026-11-22 18:47:38,473 INFO [app.tasks.jobs] data_update: started: sites=netkeiba race_ids=all',
    'started',
  ],
  [
    '2026-11-22 18:47:38,722 WARNING [app.scraping] data_update: http://race.netkeiba.example:8081/races/20261123: HTTP 429 Too Many Requests (rate limited, Retry-After 60), retry 1/1 in 0.5 s',
    undefined,
  ],
  [
    "2026-11-22 18:44:24,119 INFO [app.tasks.scheduler] data_update: scheduled: cron='0 3 * * *' timezone=Asia/Tokyo next_run=2026-11-24T03:00:00+09:00",
    undefined,
  ],
])('%s: %s', (line, outcome) => {
  expect(runOutcomeOf(line)).toBe(outcome);
});
