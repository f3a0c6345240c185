import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/domain/host.js';
import { checkBackup, judgeBackups, parseFiles } from '../../../src/probes/checks/backup.js';
import { checkCron, judgeCrontab } from '../../../src/probes/checks/cron.js';
import { checkHttp } from '../../../src/probes/checks/http.js';
import { checkTls, judgeCertificate } from '../../../src/probes/checks/tls.js';
import { webFailure } from '../../../src/probes/checks/web-failure.js';
import { hostThatSays, httpCheck, reply, webThat } from './readers.js';

const signal = new AbortController().signal;
const hour = 3_600_000;
const day = 24 * hour;

describe('an HTTP check', () => {
  const judge = (
    change: Parameters<typeof reply>[0],
    check: Partial<Extract<Check, { kind: 'http' }>> = {},
  ) =>
    checkHttp(
      httpCheck('site', check) as Extract<Check, { kind: 'http' }>,
      webThat(async () => reply(change)),
      signal,
    );

  test.each([
    [502, 'critical', 'checks.http.502'],
    [503, 'critical', 'checks.http.503'],
    [504, 'critical', 'checks.http.504'],
    [500, 'critical', 'checks.http.status'],
    [404, 'warn', 'checks.http.status'],
    [301, 'warn', 'checks.http.status'],
  ])('names status %i', async (status, severity, id) => {
    expect(await judge({ status })).toMatchObject({
      severity,
      reason: 'status',
      value: status,
      text: { id },
    });
  });

  test('accepts the status that it expects', async () => {
    expect(await judge({ status: 301 }, { expect: 301 })).toMatchObject({ severity: 'ok', value: 301 });
  });

  test('wants its text in the body', async () => {
    expect(await judge({ body: '{"status":"degraded"}' }, { bodyIncludes: '"ok"' })).toMatchObject({
      reason: 'body',
    });
    expect(await judge({ body: '{"status":"ok"}' }, { bodyIncludes: '"ok"' })).toMatchObject({
      severity: 'ok',
    });
  });

  test('is slow from its limit on', async () => {
    expect(await judge({ ms: 999.4 }, { slowMs: 1000 })).toMatchObject({ severity: 'ok' });
    expect(await judge({ ms: 1000 }, { slowMs: 1000 })).toMatchObject({
      severity: 'warn',
      reason: 'slow',
      ms: 1000,
    });
  });

  test('goes where the entry says', async () => {
    const seen: unknown[] = [];
    const web = webThat(async (url, options) => {
      seen.push(url, options.from, options.address);
      return reply();
    });
    const check = httpCheck('site', { from: 'operator', address: '127.0.0.1' });
    await checkHttp(check as Extract<Check, { kind: 'http' }>, web, signal);
    expect(seen).toEqual(['https://site.example/', 'operator', '127.0.0.1']);
  });
});

describe('a request without an answer', () => {
  const coded = (code: string, message = code) => Object.assign(new Error(message), { code });

  test.each([
    ['getaddrinfo ENOTFOUND site.example', 'dns'],
    ['(SSH) Channel open failure: Name or service not known', 'dns'],
    ['connect ECONNREFUSED 10.0.0.1:443', 'refused'],
    ['(SSH) Channel open failure: Connection refused', 'refused'],
    ['connect ETIMEDOUT', 'timeout'],
    ['(SSH) Channel open failure: Connection timed out', 'timeout'],
    ['write EPROTO 00:error:0A00010B:SSL routines::wrong version number', 'tls'],
    ['read ECONNRESET', 'unreachable'],
  ])('%s is %s', (message, reason) => {
    expect(webFailure(new Error(message))).toMatchObject({ reason, severity: 'critical' });
  });

  test('is told by what caused it', () => {
    const wrapped = new Error('request failed', { cause: coded('ECONNREFUSED') });
    expect(webFailure(wrapped).reason).toBe('refused');
  });
});

describe('a certificate', () => {
  const now = Date.UTC(2026, 0, 15);
  const limits = { warnDays: 14, criticalDays: 3 };
  const until = (days: number, error = '') =>
    judgeCertificate(
      limits,
      { validTo: now + days * day, validFrom: 0, issuer: '', subject: '', error },
      now,
    );

  test.each([
    [60, 'ok', undefined, 60],
    [15, 'ok', undefined, 15],
    [14.9, 'warn', 'expiring', 14],
    [5, 'warn', 'expiring', 5],
    [3.5, 'critical', 'expiring', 3],
    [0.9, 'critical', 'expiring', 0],
    [0, 'critical', 'expired', 0],
    [-2, 'critical', 'expired', -2],
  ])('with %d days left is %s', (days, severity, reason, value) => {
    expect(until(days)).toMatchObject({ severity, value, ...(reason ? { reason } : {}) });
  });

  test('that is expired is called so whatever the verification says', () => {
    expect(until(-2, 'certificate has expired').reason).toBe('expired');
  });

  test('for another name is not trusted', () => {
    expect(until(60, "Hostname/IP does not match certificate's altnames")).toMatchObject({
      severity: 'critical',
      reason: 'untrusted',
    });
  });

  test('is asked for at its port', async () => {
    let asked = '';
    const web = webThat(async (url) => {
      asked = url;
      return reply({ tls: { validTo: now + 60 * day, validFrom: 0, issuer: '', subject: '', error: '' } });
    });
    const check = {
      kind: 'tls',
      id: 'c',
      host: 'a.example',
      port: 8443,
      from: 'host',
      everySeconds: 60,
      ...limits,
    } as const;
    expect(await checkTls(check, web, () => now, signal)).toMatchObject({ severity: 'ok' });
    expect(asked).toBe('https://a.example:8443/');
  });
});

describe('a backup', () => {
  const hostNow = 1_700_000_000_000;
  const check = {
    kind: 'backup',
    id: 'dump',
    dir: '/opt/salon-gbp',
    pattern: 'backup_*.sql.gz',
    maxAgeHours: 25,
    minBytes: 1024,
    everySeconds: 60,
  } as const;
  const file = (hoursOld: number, bytes: number) => ({
    at: hostNow - hoursOld * hour,
    bytes,
    name: 'backup.sql.gz',
  });

  test.each([
    ['fresh', [file(2, 5000)], 'ok', undefined],
    ['as old as allowed', [file(25, 5000)], 'ok', undefined],
    ['stale', [file(40, 5000)], 'critical', 'stale'],
    ['missing', [], 'critical', 'missing'],
    ['a dump of nothing: a valid gzip of 20 bytes', [file(2, 20)], 'critical', 'small'],
    ['half its forerunner', [file(2, 4000), file(26, 9000)], 'warn', 'shrunk'],
    ['not much smaller than its forerunner', [file(2, 5000), file(26, 9000)], 'ok', undefined],
  ] as const)('%s', (_name, files, severity, reason) => {
    const finding = judgeBackups(check, files, hostNow);
    expect([finding.severity, finding.reason]).toEqual([severity, reason]);
  });

  test("is aged by the host's clock", async () => {
    const host = hostThatSays({
      find: { stdout: `${hostNow / 1000 - 7200}.1234567890\t5000\t/opt/salon-gbp/backup_1.sql.gz\n` },
      date: { stdout: `${hostNow / 1000}.000000000\n` },
    });
    expect(await checkBackup(check, host, signal)).toMatchObject({ severity: 'ok', value: 2 });
  });

  test('in a folder that is not there is missing, in one that may not be read is unread', async () => {
    const answer = (stderr: string) =>
      checkBackup(check, hostThatSays({ find: { code: 1, stderr }, date: { stdout: '1.0' } }), signal);
    expect(await answer("find: '/opt/salon-gbp': No such file or directory")).toMatchObject({
      reason: 'missing',
    });
    expect(await answer("find: '/opt/salon-gbp': Permission denied")).toMatchObject({ reason: 'unread' });
  });

  test('listing comes newest first, hostile names made harmless', () => {
    const files = parseFiles('10.5\t1\t/b/old\n20.0\t2\t/b/\u001b[31mnew\n');
    expect(files).toEqual([
      { at: 20_000, bytes: 2, name: 'new' },
      { at: 10_500, bytes: 1, name: 'old' },
    ]);
  });
});

describe('a crontab', () => {
  const entry = '0 3 * * * docker exec salon_gbp_db pg_dump';

  test('holds its entry, has it disabled, or lacks it', () => {
    expect(judgeCrontab('pg_dump', `${entry}\n`).severity).toBe('ok');
    expect(judgeCrontab('pg_dump', `# ${entry}\n`).text.id).toBe('checks.cron.disabled');
    expect(judgeCrontab('pg_dump', '0 4 * * 0 true\n')).toMatchObject({
      severity: 'warn',
      reason: 'missing',
    });
  });

  test('that does not exist lacks everything, one that may not be read is unread', async () => {
    const check = { kind: 'cron', id: 'c', includes: 'pg_dump', everySeconds: 60 } as const;
    const answer = (stderr: string) =>
      checkCron(check, hostThatSays({ crontab: { code: 1, stderr } }), signal);
    expect(await answer('no crontab for ops')).toMatchObject({ reason: 'unread', severity: 'info' });
    expect(await answer('crontab: not allowed')).toMatchObject({ reason: 'unread', severity: 'unknown' });
  });
});
