import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { HostEntry } from '../../src/domain/host.js';
import { recordHost } from '../journeys/lab-host.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { describedSalon, examined, operatorsHome, type Seen, sshTo } from './doctor-lab.js';

// Uncompiled trees take seconds to read: once is enough.
vi.mock('../../src/config/playbooks/load.js', async (original) => {
  const real = await original<typeof import('../../src/config/playbooks/load.js')>();
  let once: ReturnType<typeof real.loadPlaybooks> | undefined;
  return {
    ...real,
    loadPlaybooks: (options: Parameters<typeof real.loadPlaybooks>[0]) =>
      (once ??= real.loadPlaybooks(options)),
  };
});

const named = ({ findings }: Seen, id: string) => findings.filter((finding) => finding.id === id);
const trouble = ({ findings }: Seen) => findings.filter(({ state }) => state === 'fail');

describeLab('the doctor looks at a real host', () => {
  let lab: Lab;
  let home: ReturnType<typeof operatorsHome>;
  const undo: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    lab = await startLab();
    home = operatorsHome(lab);
  });
  afterAll(() => home?.remove());
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });

  test('a healthy host: nothing fails, all six panes will be full, and the host sees only reads', async () => {
    const recorded = await recordHost(lab);
    const seen = await examined(describedSalon(lab), home.home);
    expect(trouble(seen)).toEqual([]);
    expect(seen.code).toBeLessThanOrEqual(1);
    expect(new Set(Object.values(seen.panes))).toEqual(new Set(['full']));
    const ids = seen.findings.map(({ id }) => id);
    for (const id of [
      'doctor.ssh.login',
      'doctor.ssh.host-key',
      'doctor.ssh.sessions',
      'doctor.ssh.unix',
      'doctor.ssh.tcp',
      'doctor.clock',
      'doctor.docker.way.used',
      'doctor.docker.way.works',
      'doctor.docker.engine',
      'doctor.pg.superuser',
      'doctor.pg.statements',
      'doctor.redis.commands',
      'doctor.celery.found',
      'doctor.celery.heard',
      'doctor.alerts.reads',
      'doctor.entry.fine',
    ])
      expect(ids).toContain(id);
    const { api, commands } = await recorded();
    expect(api.filter((call) => !/^(?:GET|HEAD) /.test(call))).toEqual([]);
    expect(commands.join('\n')).not.toMatch(/\b(?:rm|kill|start|stop|restart|tee|install|chmod)\b/);
  });

  test('what is wrong in an entry and with its sshd is named, each with a next step', async () => {
    const sshd = await lab.sshdVariant('doctor-no-tcp', ['AllowTcpForwarding no']);
    undo.push(() => sshd.stop());
    const good = describedSalon(lab);
    const broken: HostEntry = {
      ...good,
      connection: sshTo(lab, { port: sshd.port }),
      containers: [...good.containers, { name: 'salon_gbp_wep' }],
      postgres: good.postgres.map((server) => ({ ...server, user: 'nobody_here' })),
      checks: [
        ...good.checks.map((check) =>
          check.kind === 'backup' ? { ...check, dir: '/opt/no-such-folder' } : check,
        ),
        {
          kind: 'command',
          id: 'monitor',
          argv: ['/opt/no-such-monitor.sh'],
          everySeconds: 60,
          timeoutSeconds: 5,
          watch: 'never',
        },
      ],
      logs: [{ kind: 'file', path: '/var/log/no-such.log' }],
      thresholds: [{ metric: 'job.duration', warn: 60, forSeconds: 0 }],
      contacts: [{ role: 'developer' }],
      playbooks: [{ use: 'web-502', with: { no_such_value: 'x' } }],
    };
    const seen = await examined(broken, home.home);
    expect(seen.code).toBe(2);
    const wanted: [id: string, state: string, next: RegExp][] = [
      ['doctor.ssh.unix.refused', 'warn', /AllowStreamLocalForwarding/],
      ['doctor.ssh.tcp.refused', 'warn', /PermitOpen/],
      ['doctor.containers.missing', 'fail', /salon_gbp_web\?/],
      ['doctor.logs.file.unread', 'fail', /no-such\.log/],
      ['doctor.check.no-program', 'fail', /command -v/],
      ['doctor.threshold.never', 'warn', /solid_queue/],
      ['doctor.contacts.blank', 'warn', /name and reach/],
      ['doctor.playbook.unused', 'warn', /with/],
    ];
    for (const [id, state, next] of wanted) {
      const [finding] = named(seen, id);
      expect(finding, id).toMatchObject({ state });
      expect(finding?.next, id).toMatch(next);
    }
    const backup = seen.findings.find(({ what }) => what.startsWith('backup backup'));
    expect(backup).toMatchObject({ state: 'fail', why: expect.stringContaining('/opt/no-such-folder') });
    expect(backup?.next).toContain('ls -l');
    expect(seen.panes).toMatchObject({ containers: 'partly', alerts: 'partly' });
  });

  test('a wrong user and a wrong password are named where the servers can be reached', async () => {
    const good = describedSalon(lab);
    const entry: HostEntry = {
      ...good,
      redis: good.redis.map((server) => ({
        ...server,
        user: 'cockpit',
        password: { from: 'env', variable: 'WRONG' },
      })),
      checks: [],
      alerts: [],
      postgres: good.postgres.map((server) => ({ ...server, user: 'nobody_here' })),
    };
    const seen = await examined(entry, home.home, { WRONG: 'certainly-wrong' });
    expect(JSON.stringify(seen)).not.toContain('certainly-wrong');
    expect(named(seen, 'doctor.redis.fails')[0]).toMatchObject({
      state: 'fail',
      why: expect.stringContaining('refuses the password'),
      next: expect.stringContaining('hosts.yaml'),
    });
    expect(named(seen, 'doctor.pg.fails')[0]).toMatchObject({
      state: 'fail',
      what: expect.stringContaining('nobody_here'),
      next: expect.stringContaining('hosts.yaml'),
    });
    expect(seen.panes).toMatchObject({ postgres: 'empty', queues: 'empty', containers: 'full' });
    expect(seen.code).toBe(2);
  });

  test('a host that is not reached is exit 3', async () => {
    const nowhere: HostEntry = { ...describedSalon(lab), connection: sshTo(lab, { port: 9 }) };
    expect((await examined(nowhere, home.home)).code).toBe(3);
  });
});
