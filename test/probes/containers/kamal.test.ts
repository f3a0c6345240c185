import { describe, expect, test } from 'vitest';
import type { ContainerSummary } from '../../../src/domain/docker.js';
import { nameMatches } from '../../../src/domain/name-pattern.js';
import { createContainersProbe } from '../../../src/probes/containers/containers-probe.js';
import { identityOf, tagOf } from '../../../src/probes/containers/identity.js';
import { fakeDocker, fakeHost, recordedInspect, recordedList, signal } from './fake-docker.js';

const [template] = recordedList('list');
const commit = (digit: string) => digit.repeat(40);

/** A container as Kamal starts it: the version ends its name and is its tag. */
function kamal(version: string, more: Partial<ContainerSummary>): ContainerSummary {
  return {
    ...template!,
    Id: version,
    Names: [`/psyfit-web-${version}`],
    Image: `registry.example/psyfit:${version}`,
    Labels: { service: 'psyfit', role: 'web', destination: '' },
    Ports: [],
    ...more,
  };
}

const host = {
  stack: { kind: 'kamal', service: 'psyfit' },
  containers: [{ name: 'psyfit-web-*' }, { name: 'psyfit-db' }],
} as const;

const read = async (list: ContainerSummary[]) => {
  const details = list.map((container) => ({
    ...recordedInspect(container.State === 'running' ? 'no-healthcheck' : 'exited'),
    Id: container.Id,
  }));
  return createContainersProbe({ host }).read(
    { docker: fakeDocker(list, details), host: fakeHost() },
    signal,
  );
};

describe('Kamal', () => {
  const older = kamal(commit('a'), { State: 'exited', Status: 'Exited (137) 2 days ago', Created: 1000 });

  test('older versions that exited are no trouble while the new one runs', async () => {
    const { rows, missing } = await read([
      older,
      kamal(commit('b'), { State: 'running', Status: 'Up 2 days', Created: 2000 }),
    ]);
    expect(missing).toEqual(['psyfit-db']);
    expect(rows.map((row) => [row.version?.[0], row.severity, row.matters])).toEqual([
      ['a', 'info', false],
      ['b', 'ok', true],
    ]);
  });

  test('with none running the newest is the trouble', async () => {
    const newer = kamal(commit('b'), { State: 'exited', Status: 'Exited (1) 5 minutes ago', Created: 2000 });
    const { rows } = await read([older, newer]);
    expect(rows.map((row) => [row.version?.[0], row.severity])).toEqual([
      ['b', 'critical'],
      ['a', 'info'],
    ]);
  });

  test('accessories belong to the service, destinations stand before the version', () => {
    const accessory = kamal('1', {
      Names: ['/psyfit-db'],
      Labels: { service: 'psyfit-db' },
      Image: 'postgres:16',
    });
    expect(identityOf(accessory, host.stack)).toMatchObject({
      group: 'psyfit',
      service: 'db',
      version: '16',
    });
    const staged = kamal('1', { Labels: { service: 'psyfit', role: 'web', destination: 'staging' } });
    expect(identityOf(staged, host.stack)).toMatchObject({
      version: 'staging/1',
      slot: 'psyfit/staging/web',
    });
  });

  test('without labels a commit at the end of the name tells deploys apart', () => {
    const plain = kamal(commit('c'), { Labels: {} });
    expect(identityOf(plain, { kind: 'plain' })).toMatchObject({ group: '', slot: 'psyfit-web' });
  });
});

test('a glob that means several services does not hide that one of them ended', async () => {
  const list = recordedList('list-exited');
  const docker = fakeDocker(list, [recordedInspect('exited')]);
  const probe = createContainersProbe({
    host: { stack: { kind: 'plain' }, containers: [{ name: 'salon_gbp_*' }] },
  });
  const { severity } = await probe.read({ docker, host: fakeHost() }, signal);
  expect(severity).toBe('critical');
});

test('an unnamed container that ended well is a remark, one that failed a warning, a one-off run by hand a remark', async () => {
  const ended = (code: number, labels: Record<string, string>) =>
    kamal(`${code}${labels['com.docker.compose.oneoff'] ?? ''}`, {
      Names: ['/job'],
      State: 'exited',
      Status: `Exited (${code}) 1 hour ago`,
      Labels: { 'com.docker.compose.project': 'p', ...labels },
    });
  const oneOff = { 'com.docker.compose.oneoff': 'True' };
  const list = [ended(0, {}), ended(1, {}), ended(2, oneOff)].map((container, i) => ({
    ...container,
    Names: [`/job${i}`],
  }));
  const docker = fakeDocker(
    list,
    list.map(({ Id }) => ({ ...recordedInspect('exited'), Id })),
  );
  const probe = createContainersProbe({ host: { stack: { kind: 'plain' }, containers: [] } });
  const { rows } = await probe.read({ docker, host: fakeHost() }, signal);
  expect(rows.map((row) => `${row.name} ${row.severity}`)).toEqual(['job1 warn', 'job0 info', 'job2 info']);
});

test('tags of image references', () => {
  expect(
    ['a:1', 'r.example:5000/a', 'r.example:5000/a:2', 'a@sha256:00', 'a:3@sha256:00', 'sha256:ab'].map(tagOf),
  ).toEqual(['1', '', '2', '', '3', '']);
});

test('patterns of names match whole names', () => {
  expect(nameMatches('psyfit-web-*', 'psyfit-web-ab')).toBe(true);
  expect(nameMatches('psyfit-web-*', 'x-psyfit-web-ab')).toBe(false);
  expect(nameMatches('a.b', 'aXb')).toBe(false);
  expect(nameMatches('a.*', 'aXb')).toBe(false);
});
