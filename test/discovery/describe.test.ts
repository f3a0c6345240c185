import { describe, expect, test } from 'vitest';
import { describeHost } from '../../src/discovery/describe.js';
import { bare, changed, facts, named, recorded, vary } from './recorded.js';

const salon = recorded('salon-compose-v2');
const psyfit = recorded('psyfit');
const describeIt = (all: ReturnType<typeof recorded>) => describeHost(facts(all), bare);

const salonContainers = [
  { name: 'salon_gbp_web', role: 'web' },
  { name: 'salon_gbp_api', role: 'api' },
  { name: 'salon_gbp_worker', role: 'worker' },
  { name: 'salon_gbp_beat', role: 'beat' },
  { name: 'salon_gbp_db', role: 'db' },
  { name: 'salon_gbp_redis', role: 'redis' },
  { name: 'gateway-app-1', role: 'proxy' },
];

describe.each(['salon-compose-v2', 'salon-compose-v1'] as const)('%s', (system) => {
  const draft = describeIt(recorded(system));

  test('is the project of the runbook, with its files and its environment file', () => {
    expect(draft.host.stack).toEqual({
      kind: 'compose',
      dir: '/opt/salon-gbp',
      files: ['deploy/docker-compose.prod.yml'],
      envFile: '.env',
      project: 'deploy',
    });
  });

  test('lists the containers of both projects, those of the main one first, in the order of a request', () => {
    expect(draft.host.containers).toEqual(salonContainers);
  });

  test('follows the logs of all but Redis', () => {
    expect(draft.host.logs).toEqual(
      salonContainers
        .filter(({ role }) => role !== 'redis')
        .map(({ name }) => ({ kind: 'container', container: name })),
    );
  });

  test('finds the database, the broker and Celery with its queues', () => {
    expect(draft.postgres.map(({ entry }) => entry)).toEqual([
      {
        name: 'main',
        address: { kind: 'container', container: 'salon_gbp_db' },
        user: 'salon_gbp',
        database: 'salon_gbp',
        password: { from: 'container', variable: 'POSTGRES_PASSWORD' },
      },
    ]);
    expect(draft.redis.map(({ entry }) => entry)).toEqual([
      {
        name: 'main',
        address: { kind: 'container', container: 'salon_gbp_redis' },
        db: 0,
        password: { from: 'none' },
      },
    ]);
    expect(draft.queues).toEqual([
      {
        kind: 'celery',
        name: 'celery',
        redis: 'main',
        queues: ['celery', 'scraping', 'posting'],
        prefix: '',
        worker: 'salon_gbp_worker',
        beat: 'salon_gbp_beat',
        visibilityTimeoutSeconds: 3600,
      },
    ]);
  });
});

describe('psyfit, which Kamal deployed', () => {
  const draft = describeIt(psyfit);

  test('names its containers so that the next release matches, and no older one is missed', () => {
    expect(draft.host.stack).toEqual({ kind: 'kamal', service: 'psyfit' });
    expect(draft.host.containers).toEqual([
      { name: 'psyfit-web-*', role: 'web' },
      { name: 'psyfit-db', role: 'db' },
      { name: 'psyfit-redis', role: 'redis' },
      { name: 'kamal-proxy', role: 'proxy' },
    ]);
  });

  test('finds the accessories, and expects Solid Queue in the database', () => {
    expect(draft.postgres[0]?.entry).toMatchObject({ user: 'psyfit_prod', database: 'psyfit_production' });
    expect(draft.redis[0]?.entry.address).toEqual({ kind: 'container', container: 'psyfit-redis' });
    expect(draft.expectsSolidQueue).toBe(true);
    expect(draft.queues).toEqual([]);
  });

  test('keeps the destination and the role in the glob', () => {
    const labels = { service: 'psyfit', role: 'job', destination: 'staging' };
    const job = vary(named(psyfit, 'psyfit-redis'), {
      name: 'psyfit-job-staging-abc123',
      image: 'psyfit/web:abc123',
      command: ['bin/docker-entrypoint', 'bin/jobs'],
      labels,
    });
    expect(describeIt([...psyfit, job]).host.containers).toContainEqual({
      name: 'psyfit-job-staging-*',
      role: 'worker',
    });
  });
});

describe('what is no part of the system', () => {
  const worker = named(salon, 'salon_gbp_worker');
  const names = (all: ReturnType<typeof recorded>) => describeIt(all).host.containers.map(({ name }) => name);

  test('is a command run once by hand', () => {
    const labels = { ...worker.detail.Config.Labels, 'com.docker.compose.oneoff': 'True' };
    expect(names([...salon, vary(worker, { name: 'deploy-api-run-1f', labels })])).not.toContain(
      'deploy-api-run-1f',
    );
  });

  test('is a set-up step that ended in order', () => {
    const step = { name: 'deploy-migrate-1', state: 'exited', restart: 'no' } as const;
    expect(names([...salon, vary(worker, { ...step, exitCode: 0 })])).not.toContain('deploy-migrate-1');
    expect(names([...salon, vary(worker, { ...step, exitCode: 1 })])).toContain('deploy-migrate-1');
  });

  test('is a leftover of docker run; a service that is down belongs to it', () => {
    expect(names([...salon, vary(worker, { name: 'try', state: 'exited', labels: {} })])).not.toContain(
      'try',
    );
    expect(names(changed(salon, { salon_gbp_api: { state: 'exited', exitCode: 0 } }))).toContain(
      'salon_gbp_api',
    );
  });
});

test('a project of applications is the main one, whatever watches it', () => {
  const gateway = named(salon, 'gateway-app-1');
  const watchers = ['prometheus', 'grafana', 'loki', 'cadvisor', 'alertmanager', 'node-exporter', 'promtail'];
  const monitoring = watchers.map((service) =>
    vary(gateway, {
      name: `monitoring-${service}-1`,
      image: `example/${service}:latest`,
      ports: {},
      labels: {
        'com.docker.compose.project': 'monitoring',
        'com.docker.compose.service': service,
        'com.docker.compose.project.working_dir': '/opt/monitoring',
        'com.docker.compose.project.config_files': '/opt/monitoring/compose.yaml',
      },
    }),
  );
  const { stack, containers, logs } = describeIt([...monitoring, ...salon]).host;
  expect(stack).toMatchObject({ dir: '/opt/salon-gbp', project: 'deploy' });
  expect(containers).toHaveLength(14);
  expect(containers.slice(0, 6)).toEqual(salonContainers.slice(0, 6));
  expect(JSON.stringify(logs)).not.toContain('grafana');
});

test('a host without containers is found to be empty', () => {
  expect(describeIt([])).toMatchObject({
    host: { ...bare, stack: { kind: 'plain' } },
    postgres: [],
    redis: [],
  });
});

test('certificates are checked where labels prove them', () => {
  const traefik = vary(named(salon, 'gateway-app-1'), { image: 'traefik:v3.1' });
  const labels = {
    ...named(salon, 'salon_gbp_web').detail.Config.Labels,
    'traefik.http.routers.site.rule': 'Host(`a.example`) || (Host(`b.example`) && PathPrefix(`/x`))',
    'traefik.http.routers.site.tls.certresolver': 'le',
    'traefik.http.routers.plain.rule': 'Host(`c.example`)',
  };
  const { checks } = describeIt(
    changed(salon, { 'gateway-app-1': undefined, salon_gbp_web: { labels } }, traefik),
  ).host;
  expect(checks).toMatchObject([
    { kind: 'tls', host: 'a.example', address: '127.0.0.1' },
    { kind: 'tls', host: 'b.example', address: '127.0.0.1' },
  ]);
  expect(describeIt(salon).host.checks).toEqual([]);
});

test('no value of a secret is in what was found', () => {
  for (const system of ['salon-compose-v2', 'salon-compose-v1', 'psyfit'] as const) {
    const all = recorded(system);
    const secrets = all
      .flatMap(({ detail }) => detail.Config.Env ?? [])
      .filter((line) => /^[^=]*(?:PASSWORD|SECRET|KEY)[^=]*=/.test(line))
      .map((line) => line.slice(line.indexOf('=') + 1));
    expect(secrets.length).toBeGreaterThan(0);
    const found = JSON.stringify([facts(all), describeIt(all)]);
    for (const secret of secrets) expect(found).not.toContain(secret);
  }
});
