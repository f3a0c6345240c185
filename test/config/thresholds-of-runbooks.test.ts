import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseHosts } from '../../src/config/parse.js';
import { systems } from '../../src/coverage/items/index.js';
import { ladder, levelGaps, responseTimes, runbookLevels } from '../../src/coverage/levels.js';
import type { HostEntry } from '../../src/domain/host.js';
import { responseMinutes } from '../../src/domain/incident.js';

const { hosts } = parseHosts(readFileSync('hosts.yaml', 'utf8'), 'hosts.yaml');
const entry = (name: string): HostEntry => {
  const found = hosts.find((host) => host.name === name);
  if (!found) throw new Error(`no host ${name}`);
  return found;
};
const items = systems.flatMap((system) => system.items);

describe('the levels of the shipped hosts.yaml are those of the runbooks', () => {
  test.each(runbookLevels.filter(({ threshold }) => threshold !== undefined))(
    '$id $words',
    ({ id, host, threshold }) => {
      const [found, ...more] = entry(host).thresholds.filter(({ metric }) => metric === threshold?.metric);
      expect(more).toEqual([]);
      const { metric, warn, critical, clear } = found ?? {};
      expect({ metric, warn, critical, clear }).toEqual({
        critical: undefined,
        clear: undefined,
        ...threshold,
      });
      expect(found?.source).toContain(id);
    },
  );

  test.each(runbookLevels.filter(({ check }) => check !== undefined))('$id $words', ({ host, check }) => {
    const found = entry(host).checks.filter(
      (one) => one.kind === check?.kind && (check.id === undefined || one.id === check.id),
    );
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toMatchObject(check?.has ?? {});
  });

  test.each(runbookLevels.filter(({ container }) => container !== undefined))(
    '$id $words',
    ({ host, container }) => {
      expect(entry(host).containers.map(({ name }) => name)).toContain(container);
    },
  );

  test('no entry has a level that its runbook does not name, but for those told as gaps', () => {
    const own = (name: string) =>
      entry(name).thresholds.filter(
        ({ metric }) =>
          !runbookLevels.some((level) => level.host === name && level.threshold?.metric === metric),
      );
    const gaps = levelGaps.map(({ id }) => id);
    for (const name of [
      'salon-gbp',
      'smart-office',
      'psyfit',
      'shiojiri-rainbow',
      'keiba',
      'keiba-compose',
    ]) {
      // The general level of inodes has no runbook at all.
      const strange = own(name).filter(
        ({ metric, source }) => metric !== 'disk.inodes' && !source?.some((id) => gaps.includes(id)),
      );
      expect(
        strange.map(({ metric }) => metric),
        name,
      ).toEqual([]);
    }
  });
});

describe('people and times', () => {
  test('an incident of each level wants somebody as soon as SR19 to SR22 say', () => {
    const { SR19: critical, SR20: high, SR21: medium, SR22: low } = responseTimes;
    expect(responseMinutes).toEqual({ critical, high, medium, low });
    expect({ ...responseMinutes, ...entry('shiojiri-rainbow').response }).toEqual(responseMinutes);
  });

  test('the ladder of shiojiri-rainbow is that of SR41 and SR42', () => {
    const contacts = entry('shiojiri-rainbow').contacts.map(({ role, withinMinutes, reach }) => ({
      role,
      ...(withinMinutes === undefined ? {} : { minutes: withinMinutes }),
      ...(reach === undefined ? {} : { reach }),
    }));
    expect(contacts).toEqual(ladder);
  });

  test.each([
    ['smart-office', ['システム管理者', 'データベース管理者', '開発リード']],
    ['keiba', ['テックリード', 'インフラ担当', 'オンコール']],
  ])('%s names the roles of its runbook, blank as they are there', (name, roles) => {
    expect(entry(name).contacts).toEqual(roles.map((role) => ({ role })));
  });
});

test('every alert rule of the runbooks is a level, or a gap with its reason', () => {
  const told = new Set([...runbookLevels, ...levelGaps].map(({ id }) => id));
  const rules = items.filter(({ kind }) => kind === 'alert-rule').map(({ id }) => id);
  expect(rules.filter((id) => !told.has(id))).toEqual([]);
  expect([...told].filter((id) => !items.some((item) => item.id === id))).toEqual([]);
});
