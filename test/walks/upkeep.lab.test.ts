import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type LabGuide, startLabGuide, whereabouts } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { walkToEnd } from './walk-through.js';

const backups = '/opt/salon-gbp';
/** An image of 2020 without a container. */
const oldImages = `
rm -rf /var/tmp/old && mkdir /var/tmp/old && docker save lab/debian:12 | tar -x -C /var/tmp/old && cd /var/tmp/old
python3 - <<'PYTHON'
import json, re
manifest = json.load(open("manifest.json"))
config = re.sub('"created":"[0-9]{4}', '"created":"2020', open(manifest[0]["Config"]).read())
open("old.json", "w").write(config)
manifest[0].update(Config="old.json", RepoTags=["of-last-year:1"])
json.dump(manifest, open("manifest.json", "w"))
PYTHON
rm -f repositories && tar -c . | docker load && cd / && rm -rf /var/tmp/old`;
const cache = `
mkdir -p /var/tmp/context && head -c 1M /dev/urandom >/var/tmp/context/blob
printf 'FROM lab/debian:12\\nCOPY blob /blob\\n' >/var/tmp/context/Dockerfile
DOCKER_BUILDKIT=1 docker build -q -t of-cache /var/tmp/context && docker image rm of-cache; rm -rf /var/tmp/context`;
const oldBackup = `
for day in 1 2 3; do head -c 4000 /dev/urandom >${backups}/backup_young-$day.sql.gz; touch -d "$day days ago" ${backups}/backup_young-$day.sql.gz; done
head -c 4000 /dev/urandom >${backups}/backup_last-year.sql.gz; touch -d '400 days ago' ${backups}/backup_last-year.sql.gz; chown ops: ${backups}/*.sql.gz`;
const tidied = `find ${backups} -maxdepth 1 -newer /run/lab/before-upkeep -name 'backup_*.gz' -delete; rm -f ${backups}/backup_young-*.sql.gz ${backups}/backup_last-year.sql.gz; docker image rm of-last-year:1; docker image prune -f`;

/** Age in hours of the youngest image that a container uses. */
const youngest = `echo $(( ($(date +%s) - $(docker ps -q | xargs docker inspect --format '{{.Image}}' | sort -u | xargs docker image inspect --format '{{.Created}}' | xargs -I{} date -d {} +%s | sort -n | tail -n 1)) / 3600 ))`;

describeLab('upkeep of a host on which nothing is broken', () => {
  let lab: Lab;
  let live: LabGuide;
  const said = async (command: string) => (await lab.run(command)).stdout.trim();
  const walk = async (choices: Record<string, number[]>, playbook = 'disk-shortage') => {
    await openTree(live, playbook);
    const done = await walkToEnd(live, undefined, choices);
    expect(done.ended, whereabouts(live.state())).toBe('resolved');
    return done.commands;
  };

  beforeAll(async () => {
    lab = await startLab();
    await forgetReports(lab);
    await lab.run('touch /run/lab/before-upkeep');
    live = await startLabGuide(lab);
  }, 240_000);
  afterEach(async () => {
    live.press('enter', 't', 'g', '0');
    await said(tidied);
  });
  afterAll(() => live?.stop());

  test('unused images of more than 30 days go, and points to roll back to stay', async ({ skip }) => {
    const hours = Number(await said(youngest));
    skip(hours < 2, `the lab's images are ${hours} h old, and nothing is pruned within 2 h of a release`);
    await said(oldImages);
    const points = await said("docker images | grep -c ' at-'");
    const commands = await walk({ housekeeping: [1], 'how-to-prune': [2] });
    expect(commands).toEqual([expect.stringMatching(/HOURS=720/)]);
    expect(await said('docker images -q of-last-year')).toBe('');
    expect(await said("docker images | grep -c ' at-'")).toBe(points);
    expect(await said('docker images -q salon-gbp/api:latest')).not.toBe('');
  }, 240_000);

  test('the build cache goes', async () => {
    await said(cache);
    const commands = await walk({ housekeeping: [3] });
    expect(commands).toEqual(['docker builder prune --all --force']);
    expect(await said(`docker system df --format '{{.Type}} {{.Size}}' | grep Build`)).toBe('Build Cache 0B');
  }, 240_000);

  test('a backup of more than 30 days goes, one by one, and those that are newer stay', async () => {
    await said(oldBackup);
    const before = await said(`ls ${backups}`);
    const commands = await walk({ housekeeping: [2] });
    expect(commands).toEqual([`rm -- ${backups}/backup_last-year.sql.gz`]);
    expect(await said(`ls ${backups}`)).toBe(before.replace(/^backup_last-year\.sql\.gz\n?/m, ''));
  }, 240_000);

  test('a key that encrypts columns is changed behind a fresh backup alone', async () => {
    const commands = await walk({ which: [1] }, 'rotate-secret');
    expect(commands.join('\n')).toMatch(/pg_dump/);
    const way = live.walk()?.visits.map(({ step }) => step) ?? [];
    expect(way.indexOf('back-up')).toBeGreaterThan(way.indexOf('has-script'));
    expect(way.indexOf('re-encrypt')).toBeGreaterThan(way.indexOf('back-up'));
  }, 240_000);
});
