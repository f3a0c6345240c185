import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type LabGuide, startLabGuide, whereabouts } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { answer, walkToEnd } from './walk-through.js';

const archive = '/opt/salon-gbp/volume_lab-notes_20261122_120000.tar.gz';
const prepared = `
docker volume create lab-notes
docker run -d --name lab-notes -v lab-notes:/notes -v /usr:/usr:ro lab/debian:12 sleep infinity
docker exec lab-notes sh -c 'echo before >/notes/note'
docker cp lab-notes:/notes/. - | gzip >${archive} && chown ops: ${archive}
docker exec lab-notes sh -c 'echo since >/notes/note; echo more >/notes/other'`;
const tidied = `docker rm -f lab-notes; docker volume rm lab-notes; rm -f /opt/salon-gbp/volume_lab-notes_*`;

describeLab('what a restore has put in the place of something else', () => {
  let lab: Lab;
  let live: LabGuide;
  const said = async (command: string) => (await lab.run(command)).stdout.trim();
  const notes = async () => {
    const { code, stdout, stderr } = await lab.run(
      `docker exec lab-notes sh -c 'cd /notes && for name in $(ls -A); do echo "$name: $(cat $name)"; done'`,
    );
    expect(code, stderr).toBe(0);
    return stdout.trim();
  };

  beforeAll(async () => {
    lab = await startLab();
    await forgetReports(lab);
    live = await startLabGuide(lab);
  }, 240_000);
  afterEach(() => live.press('enter', 't', 'g', '0'));
  afterAll(async () => {
    await live?.stop();
    await lab?.run(tidied);
  }, 60_000);

  test('a volume holds again what it held, and its containers run', async () => {
    await said(prepared);
    await openTree(live, 'volume-restore');
    const { ended } = await walkToEnd(live);
    expect(ended, whereabouts(live.state())).toBe('resolved');
    expect(await notes(), whereabouts(live.state())).toBe('note: before');
    for (const left of [2, 1, 0]) {
      live.press('u');
      const { guide } = await live.until('the question', (s) => s.guide.confirm !== undefined, 30_000);
      expect(guide.confirm?.undoing).toBe(true);
      await answer(live, guide.confirm);
      await live.until('it is undone', () => live.walk()?.undoable.length === left, 120_000);
    }
    expect(await notes()).toBe('note: since\nother: more');
    expect(await said('docker volume ls -q | grep -c _restore_')).toBe('0');
    await said(tidied);
  }, 240_000);

  test('data that are lost come back inside the emergency, to code that fits them', async () => {
    // Opened before its signals move the tree to another place in the list.
    await openTree(live, 'rollback-emergency');
    const undo = await lab.fault('dataloss');
    try {
      // The code is right; the newest backup is cut off, the one before is not.
      const { ended } = await walkToEnd(live, undefined, { 'how-far': [2], pick: [1, 1, 1] });
      expect(ended, whereabouts(live.state())).toBe('resolved');
      const emergency = live.walk();
      expect(emergency?.visits.map(({ step }) => step)).toEqual([
        'now',
        'how-far',
        'data',
        'data-back',
        'revision',
        'fits',
        'done',
      ]);
      const rows = "select (select count(*) from salons) || ' ' || (select count(*) from app_users) as rows";
      expect(await said(`docker exec salon_gbp_db psql -U salon_gbp -XAtc "${rows}"`)).toBe('3 2');
    } finally {
      await undo();
    }
  }, 240_000);
});
