import { describe, expect, test } from 'vitest';
import type { ImageDetail } from '../../../src/domain/docker.js';
import type { HostEntry } from '../../../src/domain/host.js';
import {
  type ContainersProbe,
  createContainersProbe,
} from '../../../src/probes/containers/containers-probe.js';
import { createHostTicker } from '../../../src/probes/host-ticker.js';
import { fixture, fixtureJson } from '../fixture.js';
import { fakeDocker, fakeHost, recordedInspect, recordedList, signal } from './fake-docker.js';

const salon: Pick<HostEntry, 'containers' | 'stack'> = {
  stack: { kind: 'compose', dir: '/opt/salon-gbp', files: ['deploy/docker-compose.prod.yml'] },
  containers: ['web', 'api', 'worker', 'beat', 'db', 'redis'].map((name) => ({ name: `salon_gbp_${name}` })),
};

const clock = { now: 0 };
const probeOf = (host = salon): ContainersProbe => {
  clock.now = 0;
  const now = () => clock.now;
  return createContainersProbe({ host, now, ticker: createHostTicker({ now }) });
};

const worker = recordedInspect('no-healthcheck');
const id = worker.Id;
const pid = worker.State.Pid;
const v1Files = (n: 1 | 2) => ({
  [`/proc/${pid}/cgroup`]: fixture('cgroup/v1/cgroup'),
  [`/proc/${pid}/net/dev`]: fixture(`cgroup/v1/netdev.${n}`),
  [`/sys/fs/cgroup/cpuacct/lab/salon/${id}/cpuacct.usage`]: fixture(`cgroup/v1/cpuacct.usage.${n}`),
  [`/sys/fs/cgroup/memory/lab/salon/${id}/memory.usage_in_bytes`]: fixture(
    `cgroup/v1/memory.usage_in_bytes.${n}`,
  ),
  [`/sys/fs/cgroup/memory/lab/salon/${id}/memory.stat`]: fixture(`cgroup/v1/memory.stat.${n}`),
  [`/sys/fs/cgroup/pids/lab/salon/${id}/pids.current`]: fixture(`cgroup/v1/pids.current.${n}`),
});
const onlyWorker = () => recordedList('list').filter((container) => container.Id === id);

describe('containers of the recorded lab', () => {
  test('healthy: grouped by compose project, the named ones matter, nothing is wrong', async () => {
    const { rows, missing, severity } = await probeOf().read(
      { docker: fakeDocker(recordedList('list')), host: fakeHost() },
      signal,
    );
    expect([severity, missing]).toEqual(['ok', []]);
    expect(rows.map((row) => `${row.group}/${row.service} ${row.health} ${row.matters}`)).toEqual([
      'deploy/api healthy true',
      'deploy/beat none true',
      'deploy/db healthy true',
      'deploy/redis healthy true',
      'deploy/web healthy true',
      'deploy/worker none true',
      'gateway/app none false',
    ]);
    expect(rows[6]!.ports).toEqual(['0.0.0.0:80→80/tcp', '0.0.0.0:443→443/tcp']);
    expect(rows[0]!).toMatchObject({ image: 'salon-gbp/api:latest', version: 'latest' });
  });

  test('a named container that exited is critical, with the meaning of its code, and stands first in its group', async () => {
    const docker = fakeDocker(recordedList('list-exited'), [recordedInspect('exited')]);
    const { rows, severity } = await probeOf().read({ docker, host: fakeHost() }, signal);
    expect(severity).toBe('critical');
    expect(rows[0]).toMatchObject({
      name: 'salon_gbp_api',
      state: 'exited',
      severity: 'critical',
      why: { id: 'containers.why.exited' },
    });
  });

  test('restarting after an OOM kill says so, for the engine marked it', async () => {
    const docker = fakeDocker(recordedList('list-restarting'), [recordedInspect('restarting')]);
    const { rows } = await probeOf().read({ docker, host: fakeHost() }, signal);
    expect(rows.find((row) => row.name === 'salon_gbp_api')).toMatchObject({
      state: 'restarting',
      exitCode: 137,
      oomKilled: true,
      exitMeaning: { id: 'containers.exit.oom' },
      severity: 'critical',
      memoryLimited: true,
      memoryLimitBytes: 512 * 2 ** 20,
    });
  });

  test('unhealthy shows the output of the check and its command', async () => {
    const docker = fakeDocker(recordedList('list-unhealthy'), [recordedInspect('unhealthy')]);
    const { rows } = await probeOf().read({ docker, host: fakeHost() }, signal);
    const web = rows.find((row) => row.name === 'salon_gbp_web')!;
    expect(web).toMatchObject({
      severity: 'critical',
      health: 'unhealthy',
      why: { id: 'containers.why.unhealthy-output' },
    });
    expect(web.healthTest).toContain('localhost');
    expect(web.healthOutput).toBeTruthy();
  });

  test('a named container that is not there is missing and critical', async () => {
    const docker = fakeDocker(
      recordedList('list').filter((container) => !container.Names.includes('/salon_gbp_worker')),
    );
    const { missing, severity } = await probeOf().read({ docker, host: fakeHost() }, signal);
    expect([missing, severity]).toEqual([['salon_gbp_worker'], 'critical']);
  });

  test('hostile names and images are harmless in the row', async () => {
    const [one] = onlyWorker();
    const docker = fakeDocker([{ ...one!, Names: ['/e\u001b[2Jvil\u202e'], Image: 'x\u001b]0;t\u0007/y:1' }]);
    const { rows } = await probeOf().read({ docker, host: fakeHost() }, signal);
    expect(rows[0]).toMatchObject({ name: 'evil', image: 'x/y:1' });
  });
});

describe('figures', () => {
  test('come from the cgroup files in two reads: memory at once, CPU and network with the second', async () => {
    const host = fakeHost(v1Files);
    const from = { docker: fakeDocker(onlyWorker()), host };
    const probe = probeOf();
    const [first] = (await probe.read(from, signal)).rows;
    expect(first).toMatchObject({ figuresFrom: 'cgroup', memoryBytes: 71_643_136 - 4096, pids: 3 });
    expect(first!.cpuPercent).toBeUndefined();
    host.tickNumber = 2;
    clock.now = 2000;
    const [second] = (await probe.read(from, signal)).rows;
    const used = Number(fixture('cgroup/v1/cpuacct.usage.2')) - Number(fixture('cgroup/v1/cpuacct.usage.1'));
    const seconds = Number.parseFloat(fixture('proc/uptime.2')) - Number.parseFloat(fixture('proc/uptime.1'));
    expect(second!.cpuPercent).toBeCloseTo((used / 1e9 / seconds) * 100, 6);
    expect(second!.rxBytesPerSecond).toBeGreaterThan(0);
  });

  test('agree with docker stats of the same moment', async () => {
    const { rows } = await probeOf().read(
      { docker: fakeDocker(onlyWorker()), host: fakeHost(v1Files) },
      signal,
    );
    const shown = Number(/([\d.]+)MiB \//.exec(fixture('cgroup/v1/docker-stats.txt'))![1]) * 2 ** 20;
    expect(Math.abs(rows[0]!.memoryBytes! - shown) / shown).toBeLessThan(0.05);
  });

  test('where the files can not be read, only watched containers cost a stats stream', async () => {
    const docker = fakeDocker(recordedList('list'));
    const from = { docker, host: fakeHost() };
    const probe = probeOf();
    for (clock.now = 0; clock.now <= 6000; clock.now += 2000) await probe.read(from, signal);
    expect(docker.streams).toEqual([]);
    probe.watchContainers([id]);
    await probe.read(from, signal);
    expect(docker.streams).toEqual([id]);
    probe.stop();
  });

  test('an open container has its stream even where the files can be read', async () => {
    const docker = fakeDocker(onlyWorker());
    const probe = probeOf();
    probe.watchContainers([], id);
    await probe.read({ docker, host: fakeHost(v1Files) }, signal);
    expect(docker.streams).toEqual([id]);
    probe.stop();
  });

  test('a host whose metrics can not be read still has its containers', async () => {
    const host = { ...fakeHost(), tick: () => Promise.reject(new Error('no exec')) };
    const { rows } = await probeOf().read({ docker: fakeDocker(recordedList('list')), host }, signal);
    expect(rows).toHaveLength(7);
    expect(rows.every((row) => row.figuresFrom === 'none')).toBe(true);
  });
});

describe('inspect', () => {
  test('is asked once while nothing changes', async () => {
    const docker = fakeDocker(
      recordedList('list-unhealthy').filter((container) => container.Status.startsWith('Up 2')),
    );
    const from = { docker, host: fakeHost() };
    const probe = probeOf();
    for (clock.now = 0; clock.now < 20_000; clock.now += 2000) await probe.read(from, signal);
    expect(docker.inspected.sort()).toEqual(docker.summaries.map((container) => container.Id).sort());
  });

  test('is asked again after an event, and when the time in the state went back', async () => {
    const docker = fakeDocker([{ ...onlyWorker()[0]!, Status: 'Up 3 minutes' }]);
    const from = { docker, host: fakeHost() };
    const probe = probeOf();
    await probe.read(from, signal);
    probe.noteEvent({ at: 0, id, name: 'salon_gbp_worker', kind: 'start' });
    await probe.read(from, signal);
    expect(docker.inspected).toHaveLength(2);
    docker.summaries = [{ ...docker.summaries[0]!, Status: 'Up About a minute' }];
    await probe.read(from, signal);
    expect(docker.inspected).toHaveLength(3);
  });
});

test('a container that comes back with another image tells when', async () => {
  const [one] = onlyWorker();
  const docker = fakeDocker([one!]);
  const from = { docker, host: fakeHost() };
  const probe = probeOf();
  expect((await probe.read(from, signal)).rows[0]!.imageChangedAt).toBeUndefined();
  docker.summaries = [{ ...one!, Id: 'b'.repeat(64), ImageID: 'sha256:other', Created: one!.Created + 60 }];
  expect((await probe.read(from, signal)).rows[0]!.imageChangedAt).toBe((one!.Created + 60) * 1000);
});

describe('a container that was replaced before anybody watched', () => {
  const built = Date.parse(fixtureJson<ImageDetail>('docker/image.json').Created) / 1000;
  const read = async (made: Readonly<Record<string, number>>) => {
    const summaries = recordedList('list').map((container) => {
      const created = made[container.Labels['com.docker.compose.service'] ?? ''];
      return { ...container, Created: created ?? Math.floor(built) - 3600 };
    });
    const { rows } = await probeOf().read({ docker: fakeDocker(summaries), host: fakeHost() }, signal);
    return Object.fromEntries(rows.flatMap((r) => (r.imageChangedAt ? [[r.name, r.imageChangedAt]] : [])));
  };

  test('is told by its image, which is newer than the others of its project', async () => {
    const made = Math.floor(built) + 20;
    expect(await read({ api: made })).toEqual({ salon_gbp_api: made * 1000 });
  });

  test('is no release when only the container was made anew', async () => {
    expect(await read({ api: Math.floor(built) + 86_400 })).toEqual({});
  });

  test('is a first installation when nothing is older than the images', async () => {
    const made = Math.floor(built) + 20;
    const all = { web: made, api: made, worker: made, beat: made, db: made, redis: made };
    expect(await read(all)).toEqual({});
  });
});
