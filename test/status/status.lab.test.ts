import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseHosts } from '../../src/config/parse.js';
import type { HostEntry } from '../../src/domain/host.js';
import { reportStatus } from '../../src/main/status.js';
import { reportOf } from '../../src/main/status-schema.js';
import type { StatusReport } from '../../src/status/report.js';
import { untilHostIsLeft } from '../journeys/lab-host.js';
import { labProject, type Project, salon } from '../journeys/lab-project.js';
import { describeLab } from '../lab/describe-lab.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';

describeLab('cockpit status', () => {
  let lab: Lab;
  let project: Project;
  let entry: HostEntry;
  const before = { ...process.env };
  beforeAll(async () => {
    lab = await startLab();
    await forgetReports(lab);
    project = labProject(lab);
    Object.assign(process.env, { HOME: project.home, SSH_AUTH_SOCK: '' });
    entry = named(salon);
  });
  afterAll(() => {
    process.env = before;
    project?.remove();
  });

  const run = async (entries: readonly HostEntry[], json = true, timeoutMs = 40_000) => {
    let out = '';
    const write = async (text: string) => {
      out += text;
    };
    const code = await reportStatus(entries, { lang: 'en', json, version: '0.0.0', timeoutMs }, { write });
    return { code, out };
  };
  const report = async (host: HostEntry = entry): Promise<StatusReport & { code: number }> => {
    const { code, out } = await run([host]);
    return { ...reportOf(JSON.parse(out)), code };
  };

  test('of a healthy host is ok, with a line that a monitor can read, and leaves nothing there', async () => {
    const { code, out } = await run([entry], false);
    expect(out.split('\n')[0]).toMatch(
      /^COCKPIT OK - salon-gbp: [^|]+ \| containers_running=7;;;0;7 .*cpu=[\d.]+%;;;0;100 /,
    );
    expect(code).toBe(0);
    await untilHostIsLeft(lab);
  });

  test('runs a declared command that only reads, and no other', async () => {
    const command = { kind: 'command', everySeconds: 60, timeoutSeconds: 10 } as const;
    const found = await report({
      ...entry,
      checks: [
        { ...command, id: 'load', argv: ['cat', '/proc/loadavg'], watch: 'allowed' },
        { ...command, id: 'mails', argv: ['touch-nothing'], watch: 'never' },
        { ...command, id: 'inspect', argv: ['celery', 'inspect', 'ping'], watch: 'allowed' },
      ],
    });
    expect(found.checks.map(({ id, severity, reason }) => [id, severity, reason])).toEqual([
      ['load', 'ok', null],
      ['mails', 'info', 'not-run'],
      ['inspect', 'info', 'not-run'],
    ]);
    expect(found).toMatchObject({ state: 'ok', failures: [] });
  });

  test('of a host whose site answers 502 is critical, with the cause, in the published form', async () => {
    const undo = await lab.fault('502');
    try {
      const found = await report();
      expect(found).toMatchObject({ code: 2, state: 'critical', exitCode: 2 });
      expect(found.headline.text).toContain('502');
      expect(found.failures).toEqual([]);
    } finally {
      await undo();
    }
  });

  test('of a host without its Docker daemon is critical, whatever else is unknown', async () => {
    const undo = await lab.fault('dockerd-down');
    try {
      const found = await report();
      expect(found).toMatchObject({ code: 2, state: 'critical' });
      expect(found.signals.map(({ id }) => id)).toContain('docker.unreachable:docker');
      expect(found.failures.map(({ where }) => where)).toContain('containers');
      expect(found.panes.find(({ id }) => id === 'stats')?.answered).toBe(true);
    } finally {
      await undo();
    }
  });

  test('of several hosts is an array in their order, and the worst of them is the exit code', async () => {
    const closed: HostEntry = {
      ...entry,
      name: 'closed',
      connection: { kind: 'ssh', destination: '127.0.0.1', host: '127.0.0.1', port: 1, user: 'nobody' },
    };
    const { code, out } = await run([closed, entry]);
    const reports: readonly StatusReport[] = JSON.parse(out).map(reportOf);
    expect(reports.map(({ host, state }) => [host, state])).toEqual([
      ['closed', 'unknown'],
      ['salon-gbp', 'ok'],
    ]);
    expect(reports[0]?.failures.map(({ where, kind }) => [where, kind])).toEqual([['link', 'unreachable']]);
    expect(code).toBe(3);
    await untilHostIsLeft(lab);
  });

  test('asks nothing: a login that needs an answer is unknown, at once', async () => {
    const begin = Date.now();
    const refused: HostEntry = {
      ...entry,
      connection: { kind: 'ssh', destination: 'salon-gbp', user: 'nobody' },
    };
    const { code, out } = await run([refused], false);
    expect(out).toMatch(/^COCKPIT UNKNOWN - salon-gbp: /);
    expect(code).toBe(3);
    expect(Date.now() - begin).toBeLessThan(20_000);
  });
});

/** The gateway's certificate is of the lab's own authority, which this process does not know: checks go by http. */
const named = (yaml: string): HostEntry => {
  const [entry] = parseHosts(yaml, 'hosts.yaml').hosts;
  if (!entry) throw new Error('no host');
  return { ...entry, checks: entry.checks.filter(({ kind }) => kind !== 'tls') };
};
