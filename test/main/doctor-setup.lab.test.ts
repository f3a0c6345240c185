import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLink } from '../../src/access/create-link.js';
import { createReaders } from '../../src/access/readers.js';
import { parseHosts } from '../../src/config/parse.js';
import { setupSections } from '../../src/doctor/setup/sections.js';
import type { Connection, HostEntry } from '../../src/domain/host.js';
import { startSession } from '../../src/runtime/session.js';
import { initialState, type State } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, type SshdVariant, startLab } from '../lab/lab.js';
import { describedSalon, examined, operatorsHome, sshTo } from './doctor-lab.js';

/** The lab has a role of the usual name already. */
const user = 'cockpit_least';
// What playbooks need is another test's business, and uncompiled trees take seconds to read.
vi.mock('../../src/config/playbooks/load.js', () => ({
  loadPlaybooks: async () => ({ playbooks: [], problems: [], replaced: [] }),
}));

const password = 'Least-Rights-7';

describeLab('the set-up that the doctor prints, applied as root', () => {
  let lab: Lab;
  let home: ReturnType<typeof operatorsHome>;
  let sshd: SshdVariant;
  let entry: HostEntry;
  let env: NodeJS.ProcessEnv;
  const applied = async (command: string): Promise<string> => {
    const { stdout, stderr, code } = await lab.run(`set -e; sudo() { "$@"; }\n${command}`);
    if (code !== 0) throw new Error(`${command}\nended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  };
  const said = async (command: string) => {
    const { stdout, stderr } = await lab.run(command);
    return `${stdout}${stderr}`.trim();
  };

  beforeAll(async () => {
    lab = await startLab();
    home = operatorsHome(lab);
    await removeAll(lab);
    const key = join(home.home, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    const [type, blob] = readFileSync(`${key}.pub`, 'utf8').split(' ');
    const salon = describedSalon(lab);
    const sections = new Map(
      setupSections({ entry: salon, user, sudoersLine: '' }).map(({ id, code }) => [id, code] as const),
    );
    const code = (id: string) => {
      const text = sections.get(id);
      if (text === undefined) throw new Error(`no section ${id}`);
      return text.replaceAll('REPLACE-BY-A-NEW-PASSWORD', password);
    };
    await applied(code('login').replace('ssh-ed25519 REPLACE-BY-YOUR-PUBLIC-KEY', `${type} ${blob}`));
    // The lab's engine has no image of nginx, so its own runs with the same configuration.
    const [proxy = ''] = code('docker-proxy').split('sudo docker run');
    await applied(
      `${proxy}\nmkdir -p /var/lib/nginx /var/log/nginx; nginx -c /etc/cockpit/docker-proxy.conf >/var/log/nginx/start 2>&1 </dev/null`,
    );
    await applied(code('postgres:salon'));
    expect(await applied(code('redis:broker'))).toContain('OK');
    // The lab's sshd has its configuration on the command line of each variant.
    const match = /<<'CONF'\n([\s\S]*?)\nCONF/.exec(code('sshd'))?.[1] ?? '';
    sshd = await lab.sshdVariant('doctor-setup', match.split('\n'));
    const [fragment] = parseHosts(
      code('hosts').replace('# docker_socket', 'docker_socket'),
      'hosts.yaml',
    ).hosts;
    if (!fragment) throw new Error('no entry');
    const { postgres, redis, dockerSocket } = fragment;
    const connection: Connection = sshTo(lab, { port: sshd.port, user, identityFile: key });
    entry = { ...salon, connection, postgres, redis, ...(dockerSocket ? { dockerSocket } : {}) };
    env = { COCKPIT_PG_SALON_LAB_SALON: password, COCKPIT_REDIS_SALON_LAB_BROKER: password };
  });

  afterAll(async () => {
    await sshd?.stop();
    if (lab) await removeAll(lab);
    home?.remove();
  });

  test('the doctor finds nothing that does not work, and no more rights than are needed', async () => {
    const seen = await examined(entry, home.home, env);
    expect(seen.findings.filter(({ state }) => state === 'fail')).toEqual([]);
    const ids = seen.findings.map(({ id }) => id);
    expect(ids).toContain('doctor.pg.monitor');
    expect(ids).toContain('doctor.redis.commands');
    expect(ids).toContain('doctor.ssh.tcp.some');
    expect(ids).toContain('doctor.celery.heard');
    expect(seen.findings.find(({ id }) => id === 'doctor.docker.way.used')?.what).toContain(
      '/var/lib/cockpit/docker.sock',
    );
    expect(new Set(Object.values(seen.panes))).toEqual(new Set(['full']));
  });

  test('the six panes read all that they show', async () => {
    const { connection } = entry;
    if (connection.kind !== 'ssh') throw new Error('no ssh');
    const place = { home: home.home, env: { ...process.env, HOME: home.home, SSH_AUTH_SOCK: '' } };
    const link = createLink(connection, place);
    const readers = createReaders(link, entry, { mode: 'watch', env });
    await link.connectOnce();
    const store = createCockpitStore(
      initialState({
        host: entry,
        mode: 'watch',
        lang: 'en',
        now: Date.now(),
        size: { columns: 120, rows: 40 },
      }),
    );
    const session = startSession({ host: entry, store, link, readers, now: Date.now });
    try {
      await expect.poll(() => unread(store.getState()), { timeout: 25_000, interval: 200 }).toEqual([]);
      const withFigures = () => {
        const { containers } = store.getState().data;
        const rows = containers.state === 'fresh' ? containers.data.rows : [];
        return rows.filter(({ cpuPercent }) => cpuPercent !== undefined).length;
      };
      await expect.poll(withFigures, { timeout: 15_000, interval: 200 }).toBeGreaterThan(5);
    } finally {
      await session.stop();
      await readers.close();
      await link.close();
    }
  });

  test('nothing can be written: not in Postgres, not in Redis, not through the proxy, not to Docker itself', async () => {
    const psql = (sql: string) =>
      said(
        `docker exec -e PGPASSWORD=${password} salon_gbp_db psql -X -h "$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' salon_gbp_db | cut -d' ' -f1)" -U ${user} -d salon_gbp -c "${sql}"`,
      );
    expect(await psql('SELECT count(*) FROM alerts')).toContain('1 row');
    expect(await psql('INSERT INTO alerts DEFAULT VALUES')).toMatch(/read-only transaction/);
    // The seat belt off: the role still has no right.
    const unbelted = 'BEGIN READ WRITE; INSERT INTO alerts DEFAULT VALUES';
    expect(await psql(unbelted)).toMatch(/permission denied for table alerts/);
    expect(await psql('SELECT count(*) FROM job_logs')).toMatch(/permission denied/);
    expect(await psql('CREATE TABLE public.mine (a int)')).toMatch(/read-only|permission denied/);

    const refused = [
      'SET x 1',
      'DEL celery',
      'LPUSH celery x',
      'KEYS x',
      'FLUSHALL',
      'CONFIG GET maxmemory',
      'ACL LIST',
    ];
    const cli = `docker exec -i -e REDISCLI_AUTH=${password} salon_gbp_redis redis-cli --user ${user}`;
    const replies = (await said(`printf '%s\\n' PING ${refused.map((one) => `'${one}'`).join(' ')} | ${cli}`))
      .split('\n')
      .filter((line) => line !== '');
    expect(replies[0]).toBe('PONG');
    expect(replies.slice(1).map((line) => line.slice(0, 6))).toEqual(refused.map(() => 'NOPERM'));

    const asCockpit = (command: string) =>
      said(`setpriv --reuid ${user} --regid ${user} --clear-groups ${command}`);
    const curl = (options: string) =>
      asCockpit(
        `curl -s -o /dev/null -w '%{http_code}' --unix-socket /var/lib/cockpit/docker.sock ${options}`,
      );
    expect(await curl('http://docker/containers/json')).toBe('200');
    expect(await curl('-X POST http://docker/containers/salon_gbp_web/restart')).toBe('403');
    expect(await curl('-X DELETE http://docker/containers/salon_gbp_web')).toBe('403');
    expect(await curl("'http://docker/containers/salon_gbp_web/archive?path=/etc'")).toBe('403');
    expect(await curl('http://docker/containers/salon_gbp_web/attach/ws')).toBe('403');
    expect(
      await curl('--path-as-is http://docker/v1.41/images/x/../../containers/salon_gbp_web/export'),
    ).toBe('403');
    expect(await asCockpit('docker ps')).toMatch(/permission denied/i);
  });
});

/** What is not read yet, or could not be read. */
function unread({ data, host }: State): string[] {
  const all = {
    containers: data.containers,
    stats: data.stats,
    queues: data.queues,
    checks: data.checks,
    ...data.postgres,
  };
  const missing = Object.entries(all).flatMap(([name, { state }]) =>
    state === 'fresh' ? [] : [`${name} ${state}`],
  );
  if (Object.keys(data.postgres).length < host.postgres.length) missing.push('postgres');
  if (data.queues.state === 'fresh')
    for (const system of data.queues.data.systems) if (!system.ok) missing.push(system.failure.what.id);
  return missing;
}

async function removeAll(lab: Lab): Promise<void> {
  const sql = `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${user}; DROP OWNED BY ${user}; DROP ROLE ${user}`;
  await lab.run(
    [
      '[ -f /run/cockpit-docker-proxy.pid ] && kill "$(cat /run/cockpit-docker-proxy.pid)"',
      `docker exec salon_gbp_db psql -U salon_gbp -d salon_gbp -c "${sql}"`,
      `docker exec salon_gbp_redis redis-cli ACL DELUSER ${user}`,
      `userdel -r ${user}; rm -rf /var/lib/cockpit /etc/cockpit`,
    ].join('\n'),
  );
}
