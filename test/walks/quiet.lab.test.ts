import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type LabGuide, startLabGuide, whereabouts } from './lab-guide.js';

/** `COCKPIT_QUIET_MINUTES=15` watches as long as the claim in the docs says; the usual run is shorter. */
const minutes = Number(process.env.COCKPIT_QUIET_MINUTES ?? '1');

const asOps = (command: string) => `runuser -u ops -- bash -ec '${command}'`;
const compose = 'docker compose --env-file .env -f deploy/docker-compose.prod.yml';
/** Section 2 of salon-gbp's runbook; from release 1.4.2 to 1.5.0. */
const deploy = asOps(
  `cd /opt/salon-gbp; git pull -q origin master; ${compose} up -d --build; ${compose} exec -T api alembic upgrade head`,
);
const goBack = asOps(
  `cd /opt/salon-gbp; ${compose} exec -T api alembic downgrade -1; git reset -q --hard HEAD~1; ${compose} up -d --build`,
);

describeLab('a host on which nothing is wrong', () => {
  let lab: Lab;
  let live: LabGuide;
  const seen: string[] = [];
  let watching: NodeJS.Timeout | undefined;

  beforeAll(async () => {
    lab = await startLab();
  });
  beforeEach(async () => {
    await forgetReports(lab);
    live = await startLabGuide(lab);
    await live.until('all is well', (s) => s.data.situation.kind === 'healthy', 60_000);
    seen.length = 0;
    watching = setInterval(() => {
      const { kind } = live.state().data.situation;
      if (kind === 'trouble' || kind === 'unknown') seen.push(whereabouts(live.state()));
    }, 500);
  });
  afterEach(async () => {
    clearInterval(watching);
    await live.stop();
  });
  test(
    `raises no situation in ${minutes} min, and no playbook is suggested`,
    async () => {
      await new Promise((done) => setTimeout(done, minutes * 60_000));
      expect(seen).toEqual([]);
      expect(live.state().guide.offers.filter((offer) => offer.score > 0)).toEqual([]);
    },
    (minutes + 2) * 60_000,
  );

  test('raises none while a container is restarted', async () => {
    const { code, stderr } = await lab.run('docker restart salon_gbp_api');
    expect(code, stderr).toBe(0);
    await new Promise((done) => setTimeout(done, 5000));
    await live.until('all is well again', (s) => s.data.situation.kind === 'healthy', 90_000);
    expect(seen).toEqual([]);
  });

  test('raises none while a release is deployed as the runbook says', async () => {
    try {
      const { code, stdout, stderr } = await lab.run(deploy);
      expect(code, stdout + stderr).toBe(0);
      await new Promise((done) => setTimeout(done, 5000));
      await live.until('all is well again', (s) => s.data.situation.kind === 'healthy', 120_000);
      expect(seen).toEqual([]);
    } finally {
      clearInterval(watching);
      const { code, stderr } = await lab.run(goBack);
      expect(code, stderr).toBe(0);
    }
  }, 300_000);
});
