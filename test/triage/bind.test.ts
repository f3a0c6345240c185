import { describe, expect, it } from 'vitest';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import type { HostEntry } from '../../src/domain/host.js';
import type { NeedSource } from '../../src/domain/playbook.js';
import { bindNeeds } from '../../src/triage/bind.js';
import {
  badGateway,
  container,
  event,
  now,
  salonHost,
  salonRows,
  salonView,
} from '../diagnosis/support/view.js';
import { need, playbook } from './support/playbooks.js';
import { both } from './support/rules.js';

const rows = salonRows({
  salon_gbp_api: { healthTest: 'CMD-SHELL curl -f http://localhost:8000/api/health || exit 1' },
});
const around = { host: salonHost, rows, signals: [] };

const host: HostEntry = {
  ...salonHost,
  stack: { kind: 'compose', dir: '/opt/salon-gbp', files: [], envFile: 'backend/.env' },
  checks: [
    ...salonHost.checks,
    {
      kind: 'tls',
      id: 't',
      host: 'salon.example',
      port: 443,
      from: 'host',
      warnDays: 30,
      criticalDays: 7,
      everySeconds: 60,
    },
    {
      kind: 'backup',
      id: 'b',
      dir: '/opt/backup',
      pattern: 'backup_*.sql.gz',
      maxAgeHours: 24,
      minBytes: 1,
      everySeconds: 60,
    },
  ],
};

describe('a need', () => {
  it.each<[string, Parameters<typeof need>[1], NeedSource, string]>([
    ['role:gateway', 'container', { kind: 'role', role: 'gateway' }, 'gateway-app-1'],
    ['tier:app', 'container', { kind: 'tier', tier: 'app' }, 'salon_gbp_api'],
    ['tier:data', 'container', { kind: 'tier', tier: 'data' }, 'salon_gbp_db'],
    ['tier:jobs', 'container', { kind: 'tier', tier: 'jobs' }, 'salon_gbp_worker'],
    ['postgres.name', 'name', { kind: 'postgres', field: 'name' }, 'main'],
    ['postgres.container', 'container', { kind: 'postgres', field: 'container' }, 'salon_gbp_db'],
    ['postgres.user', 'name', { kind: 'postgres', field: 'user' }, 'salon_gbp'],
    ['redis.container', 'container', { kind: 'redis', field: 'container' }, 'salon_gbp_redis'],
    ['queue.name', 'name', { kind: 'queue', field: 'name' }, 'celery'],
    ['queue.beat', 'container', { kind: 'queue', field: 'beat' }, 'salon_gbp_beat'],
    [
      'check.http.url',
      'url',
      { kind: 'check', check: 'http', field: 'url' },
      'https://salon.example/api/health',
    ],
    ['check.tls.host', 'name', { kind: 'check', check: 'tls', field: 'host' }, 'salon.example'],
    ['check.backup.dir', 'path', { kind: 'check', check: 'backup', field: 'dir' }, '/opt/backup'],
    ['check.backup.prefix', 'name', { kind: 'check', check: 'backup', field: 'prefix' }, 'backup_'],
    ['check.backup.suffix', 'word', { kind: 'check', check: 'backup', field: 'suffix' }, '.sql.gz'],
    [
      'containers:app,jobs',
      'word',
      { kind: 'containers', tiers: ['app', 'jobs'] },
      'salon_gbp_api,salon_gbp_worker,salon_gbp_beat',
    ],
    ['stack.dir', 'path', { kind: 'stack', field: 'dir' }, '/opt/salon-gbp'],
    ['stack.project', 'name', { kind: 'stack', field: 'project' }, 'salon-gbp'],
    ['stack.env_file', 'path', { kind: 'stack', field: 'env_file' }, '/opt/salon-gbp/backend/.env'],
  ])('takes its value from %s', (_, type, source, value) => {
    const tree = playbook('t', { needs: [need('it', type, [source])] });
    expect(bindNeeds(tree, { ...around, host })).toEqual({ values: { it: value }, missing: [] });
  });

  it.each<
    [Extract<NeedSource, { kind: 'ssh' }>['field'], Partial<HostEntry['connection']>, string | undefined]
  >([
    ['target', {}, 'salon'],
    ['target', { host: '192.0.2.7', port: 2222, user: 'ops' }, 'ops@192.0.2.7:2222'],
    ['target', { host: '2001:db8::7', user: 'ops' }, 'ops@[2001:db8::7]'],
    ['key', { identityFile: '/keys/id' }, '/keys/id'],
    ['jump', { jump: 'bastion.example' }, 'bastion.example'],
    ['key', {}, undefined],
  ])("takes ssh.%s from how the operator's ssh reaches the host: %j", (field, how, value) => {
    const tree = playbook('t', { needs: [need('it', 'text', [{ kind: 'ssh', field }], { optional: true })] });
    const connection = { kind: 'ssh', destination: 'salon', ...how } as HostEntry['connection'];
    expect(bindNeeds(tree, { ...around, host: { ...host, connection } }).values.it).toBe(value);
  });

  it('can depend on another, in whatever order they stand', () => {
    const tree = playbook('t', {
      needs: [
        need('health', 'url', [{ kind: 'health-url', of: 'app' }]),
        need('service', 'name', [{ kind: 'service', of: 'app' }]),
        need('app', 'container', [{ kind: 'tier', tier: 'app' }]),
        need('page', 'url', [], { otherwise: 'http://localhost/@{service}' }),
      ],
    });
    expect(bindNeeds(tree, around).values).toEqual({
      health: 'http://localhost:8000/api/health',
      service: 'api',
      app: 'salon_gbp_api',
      page: 'http://localhost/api',
    });
  });

  it('gives no service of another compose project, in which the same name means another container', () => {
    const needs = [
      need('it', 'container', [{ kind: 'row', field: 'name' }]),
      need('service', 'name', [{ kind: 'service', of: 'it' }]),
    ];
    const rows = [
      container('gateway-web-1', { group: 'gateway', service: 'web', matters: true }),
      container('shop-web', { group: 'shop', service: 'web', matters: true }),
      container('shop-db', { group: 'shop', service: 'db', matters: true }),
    ];
    const bound = (name: string) =>
      bindNeeds(playbook('t', { needs }), { ...around, rows, row: { name } }).values.service;
    expect(bound('shop-web')).toBe('web');
    expect(bound('gateway-web-1')).toBeUndefined();
  });

  it('without a value is missing unless it is optional; a circle has none', () => {
    const tree = playbook('t', {
      needs: [
        need('a', 'word', [], { otherwise: '@{b}' }),
        need('b', 'word', [], { otherwise: '@{a}' }),
        need('c', 'word', [], { optional: true }),
      ],
    });
    const { values, missing } = bindNeeds(tree, around);
    expect(values).toEqual({});
    expect(missing.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('passes over a source whose value is not of its type', () => {
    const tree = playbook('t', {
      needs: [need('port', 'number', [{ kind: 'postgres', field: 'user' }], { otherwise: '5432' })],
    });
    expect(bindNeeds(tree, around).values).toEqual({ port: '5432' });
  });
});

describe('what the host entry sets', () => {
  const tree = playbook('t', { needs: [need('app', 'container', [{ kind: 'tier', tier: 'app' }])] });
  const bound = (value: string) =>
    bindNeeds(tree, { ...around, host: { ...salonHost, playbooks: [{ use: 't', with: { app: value } }] } });

  it('wins over every source', () => {
    expect(bound('salon_gbp_web').values).toEqual({ app: 'salon_gbp_web' });
    const other = { ...salonHost, playbooks: [{ use: 'other', with: { app: 'x' } }] };
    expect(bindNeeds(tree, { ...around, host: other }).values).toEqual({ app: 'salon_gbp_api' });
  });

  it('stays missing when it is no such value, rather than becoming another', () => {
    expect(bound('a b').missing.map(({ name }) => name)).toEqual(['app']);
  });

  it('does not win over the row on which the tree was opened', () => {
    const onRow = playbook('t', { needs: [need('app', 'container', [{ kind: 'row', field: 'name' }])] });
    const set = { ...salonHost, playbooks: [{ use: 't', with: { app: 'salon_gbp_web' } }] };
    const { values } = bindNeeds(onRow, { ...around, host: set, row: { name: 'salon_gbp_db' } });
    expect(values).toEqual({ app: 'salon_gbp_db' });
  });
});

describe('the container of the signal', () => {
  const tree = playbook('t', {
    needs: [
      need('app', 'container', [
        { kind: 'signal', tiers: ['app', 'web'] },
        { kind: 'tier', tier: 'app' },
      ]),
    ],
  });
  const view = salonView({
    rows: {
      salon_gbp_web: { state: 'exited', exitCode: 1 },
      salon_gbp_worker: { state: 'exited', exitCode: 1 },
    },
    events: [
      event('salon_gbp_web', 'die', 60, { exitCode: 1 }),
      event('salon_gbp_worker', 'die', 90, { exitCode: 1 }),
    ],
    checks: [badGateway],
  });
  const { signals } = diagnose(view, emptyMemory, now).situation;
  const ill = { host: salonHost, rows: salonRows(), signals };

  it('is that of the suggesting signal, or of its cause', () => {
    expect(signals.map(({ id }) => id)).toContain('container.exited:salon_gbp_web');
    expect(bindNeeds(tree, { ...ill, signal: 'http.502:site' }).values).toEqual({ app: 'salon_gbp_web' });
    expect(bindNeeds(tree, { ...ill, signal: 'container.exited:salon_gbp_web' }).values.app).toBe(
      'salon_gbp_web',
    );
  });

  it('is not one of another tier', () => {
    const worker = { ...ill, signal: 'container.exited:salon_gbp_worker' };
    expect(bindNeeds(tree, worker).values).toEqual({ app: 'salon_gbp_web' });
    const jobs = playbook('t', { needs: [need('it', 'container', [{ kind: 'signal', tiers: ['jobs'] }])] });
    expect(bindNeeds(jobs, worker).values).toEqual({ it: 'salon_gbp_worker' });
    expect(bindNeeds(jobs, { ...worker, signals: [] }).missing).toHaveLength(1);
  });

  it('without a container is its object, where the type fits: a server, a queue, a mount point', () => {
    const base = { severity: 'critical', text: { id: 'x' }, evidence: [], explains: [] } as const;
    const disk = { ...base, id: 'disk.used:/var', object: '/var' };
    const lock = { ...base, id: 'postgres.lock-idle:main', object: 'main' };
    const one = (type: 'path' | 'name' | 'container', signal: typeof disk) =>
      bindNeeds(playbook('t', { needs: [need('it', type, [{ kind: 'signal', tiers: [] }])] }), {
        ...around,
        signals: [signal],
        signal: signal.id,
      }).values.it;
    expect(one('path', disk)).toBe('/var');
    expect(one('name', lock)).toBe('main');
    expect(one('container', lock)).toBe('salon_gbp_db');
  });

  it('may be missing altogether', () => {
    const gone = { ...ill, rows: rows.filter(({ name }) => name !== 'salon_gbp_api'), signals: [] };
    expect(bindNeeds(tree, gone).values).toEqual({ app: 'salon_gbp_api' });
  });
});

describe('a Kamal service', () => {
  const kamal: HostEntry = {
    ...salonHost,
    stack: { kind: 'kamal', service: 'psyfit' },
    containers: [{ name: 'psyfit-web-*', role: 'web' }],
    playbooks: [{ use: 'bound', with: { app: 'psyfit-web-*' } }],
  };
  const version = (name: string, state: string, createdAt: number) =>
    container(name, { group: 'psyfit', service: 'web', state, createdAt });
  const versions = [
    version('psyfit-web-old', 'exited', now - 3000),
    version('psyfit-web-new', 'running', now - 2000),
    version('psyfit-web-failed', 'exited', now - 1000),
  ];

  it.each<[string, NeedSource[]]>([
    ['t', [{ kind: 'role', role: 'web' }]],
    ['t', [{ kind: 'tier', tier: 'app' }]],
    ['bound', []],
  ])('is the version that runs (%s %j)', (id, from) => {
    const tree = playbook(id, { needs: [need('app', 'container', from)], about: both('x') });
    expect(bindNeeds(tree, { host: kamal, rows: versions, signals: [] }).values).toEqual({
      app: 'psyfit-web-new',
    });
  });

  it('is nothing when no version is there', () => {
    const tree = playbook('t', { needs: [need('app', 'container', [{ kind: 'tier', tier: 'app' }])] });
    expect(bindNeeds(tree, { host: kamal, rows: [], signals: [] }).missing).toHaveLength(1);
  });
});
