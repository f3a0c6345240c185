import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createOperator } from '../../src/access/operate/create-operator.js';
import type { Deed } from '../../src/domain/playbook.js';
import { readCommand } from '../../src/domain/read-commands.js';
import { planOf } from '../../src/triage/plan.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import {
  connectHard,
  databaseName,
  failureOf,
  type HardHostOptions,
  never,
  queueLengths,
  salonWithQueues,
  timed,
} from './hard-host.js';

const noSudo = existsSync('/usr/bin/sudo') ? undefined : 'sudo is not installed; fix: sudo test/lab/install';
const own = '/run/user/1502/docker.sock';
const elsewhere = '/srv/own-docker/docker.sock';

describeLab('a login without the right to Docker’s socket', () => {
  let lab: Lab;
  const undo: (() => Promise<unknown>)[] = [];
  const run = async (command: string) => {
    const { stdout, stderr, code } = await lab.run(`set -e; ${command}`);
    if (code !== 0) throw new Error(`${command}: ${stderr}`);
    return stdout.trim();
  };
  beforeAll(async () => {
    lab = await startLab();
    await run(
      [
        'id plain >/dev/null 2>&1 || useradd -m -s /bin/bash -u 1502 -p "*" plain',
        'mkdir -p /home/plain/.ssh /etc/sudoers.d',
        'cp /etc/lab-ca/id_ed25519.pub /home/plain/.ssh/authorized_keys',
        'chown -R plain /home/plain/.ssh; chmod 700 /home/plain/.ssh',
        'printf "root ALL=(ALL:ALL) ALL\\n@includedir /etc/sudoers.d\\n" >/etc/sudoers; chmod 440 /etc/sudoers',
        'rm -f /etc/sudoers.d/cockpit',
      ].join('; '),
    );
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  afterAll(() => lab?.run('rm -f /etc/sudoers.d/cockpit'));

  const open = async (options: HardHostOptions = {}) => {
    const host = await connectHard(lab, { user: 'plain', ...options });
    undo.push(() => host.close());
    return host;
  };
  const variant = async (name: string, lines: readonly string[]) => {
    const sshd = await lab.sshdVariant(name, lines);
    undo.push(() => sshd.stop());
    return sshd.port;
  };
  /** What visudo would let through. */
  const allow = (line: string) =>
    run(`printf '%s\\n' '${line}' >/etc/sudoers.d/cockpit; visudo -cqf /etc/sudoers.d/cockpit`);

  test('is told so, and everything that needs no Docker goes on', async () => {
    const address = await run(
      "docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' salon_gbp_db",
    );
    const [entry] = salonWithQueues.postgres;
    if (!entry) throw new Error('the salon has a database');
    const host = await open({
      entry: {
        postgres: [
          entry,
          {
            ...entry,
            name: 'by-address',
            address: { kind: 'tcp', host: address.split(' ')[0] ?? '', port: 5432 },
            user: 'cockpit',
            password: { from: 'env', variable: 'DB_PASSWORD' },
          },
        ],
      },
      env: { DB_PASSWORD: 'lab-cockpit-password' },
    });
    const { readers } = host;
    const { value: refused, ms } = await timed(readers.docker.list(never).catch(failureOf));
    expect(refused).toMatchObject({
      kind: 'denied',
      what: { id: 'access.docker.denied', params: { user: 'plain' } },
      next: { id: 'access.docker.denied.next' },
    });
    expect(ms).toBeLessThan(5_000);
    expect((await readers.host.tick([], never)).sections.get('loadavg')).toMatch(/^\d/);
    expect((await readers.host.run(readCommand('df'), never)).code).toBe(0);
    const log = await readers.host.run(readCommand('tail', '/etc/hostname', '5'), never);
    expect(log.stdout.trim()).toBe(await run('cat /etc/hostname'));
    const query = { name: 'test', text: 'SELECT 1 AS one' };
    expect(await readers.postgres.get('by-address')?.query(query, never)).toEqual([{ one: 1 }]);
    const options = { from: 'host', timeoutMs: 5_000, address: lab.httpsAddress } as const;
    expect((await readers.web.get(`https://${lab.serverName}/`, options, never)).status).toBeLessThan(500);
    const others = await timed(
      Promise.all([databaseName(host)?.catch(failureOf), queueLengths(host)?.catch(failureOf)]),
    );
    expect(others.value).toMatchObject([{ kind: 'denied' }, { kind: 'denied' }]);
    expect(others.ms).toBeLessThan(5_000);
  });

  test('on a host without Docker, with the tools of busybox alone, it is the same', async () => {
    await run('mkdir -p /opt/tools; busybox --install -s /opt/tools; mv /run/docker.sock /run/docker.away');
    undo.push(() => run('mv /run/docker.away /run/docker.sock'));
    const { readers } = await open({ port: await variant('hard-none', ['SetEnv PATH=/opt/tools']) });
    expect(await readers.docker.list(never).catch(failureOf)).toMatchObject({
      kind: 'unsupported',
      what: { id: 'access.docker.absent' },
      next: { id: 'access.docker.absent.next' },
    });
    const { sections, hostNow } = await readers.host.tick([], never);
    expect(sections.get('meminfo')).toContain('MemTotal');
    expect(Math.abs(hostNow - Date.now())).toBeLessThan(5_000);
  });

  test('an engine of the login’s own is found by itself, where rootless mode puts it and where DOCKER_HOST says', async () => {
    // Not rootless mode itself, which needs user namespaces: a second engine whose socket is the login's.
    await run(
      [
        `mkdir -p ${own.replace('/docker.sock', '')} ${elsewhere.replace('/docker.sock', '')} /run/own-docker`,
        `dockerd -H unix://${own} -H unix://${elsewhere} --data-root /var/lib/own-docker --exec-root /run/own-docker`,
      ].join('; ') +
        ' --pidfile /run/own-docker.pid --bridge none --iptables=false --storage-driver vfs >/var/log/own-docker.log 2>&1 </dev/null & ' +
        `for n in $(seq 200); do docker -H unix://${own} version >/dev/null 2>&1 && break; sleep 0.1; done; chown plain ${own} ${elsewhere}; chown -R plain /run/user/1502`,
    );
    undo.push(() => run('kill "$(cat /run/own-docker.pid)"; rm -rf /run/user/1502 /srv/own-docker'));
    const { readers } = await open();
    expect(await readers.docker.list(never)).toEqual([]);
    expect(readers.dockerPath).toBe('socket');

    await run(`rm ${own}`);
    const port = await variant('hard-own', [`SetEnv DOCKER_HOST=unix://${elsewhere}`]);
    const moved = await open({ port });
    expect(await moved.readers.docker.list(never)).toEqual([]);
    expect(moved.readers.dockerPath).toBe('socket');
    const named = await open({ entry: { dockerSocket: elsewhere } });
    expect(await named.readers.docker.list(never)).toEqual([]);
  });

  test.skipIf(noSudo)('sudo: the line that it asks for is the line that helps', async () => {
    await run('rm -f /etc/sudoers.d/cockpit');
    const host = await open({ entry: { sudo: true } });
    const { readers } = host;
    const refused = await readers.docker.list(never).catch(failureOf);
    expect(refused).toMatchObject({
      kind: 'denied',
      what: { id: 'access.docker.sudo', params: { user: 'plain' } },
      detail: 'sudo: a password is required',
      next: {
        params: { line: 'plain ALL=(root) NOPASSWD: /usr/bin/docker system dial-stdio' },
      },
    });
    await allow('plain ALL=(root) NOPASSWD: /usr/bin/docker system dial-stdio');
    await expect
      .poll(
        () =>
          readers.docker.list(never).then(
            (list) => list.length,
            () => 0,
          ),
        { timeout: 15_000, interval: 500 },
      )
      .toBeGreaterThan(5);
    expect(readers.dockerPath).toBe('dial-stdio');
    expect(await databaseName(host)).toEqual([{ name: 'salon_gbp' }]);
    expect((await queueLengths(host))?.[0]).toBe('PONG');
  });

  test.skipIf(noSudo)('sudo: actions run by it and show it, and say what it refuses', async () => {
    await allow('plain ALL=(root) NOPASSWD: /usr/bin/docker system dial-stdio');
    const { link, readers, entry } = await open({ entry: { sudo: true }, mode: 'operate' });
    const operator = createOperator(link, entry, readers);
    undo.push(() => operator.close());
    const look = () =>
      operator.run({ on: 'host', argv: ['docker', 'ps', '-q'] }, { timeoutMs: 10_000, signal: never });
    const act = async (word: string) => {
      const deed: Deed = {
        act: { do: 'run', on: 'host', argv: ['docker', word, '@{app}'] },
        risk: 'low',
        confirm: 'key',
        target: '@{app}',
        impact: { en: 'none', ja: 'なし' },
        timeoutSeconds: 20,
      };
      const plan = planOf({
        playbook: 'test',
        step: word,
        deed,
        title: { en: word, ja: word },
        values: { app: 'salon_gbp_beat' },
        types: { app: { type: 'container' } },
        compose: undefined,
        docker: { sudo: true },
        pins: [],
      });
      expect(plan.shown).toBe(`sudo -n docker ${word} salon_gbp_beat`);
      const at = Date.now();
      const approval = { plan, hostKey: link.hostKey ?? '', at, expiresAt: at + 60_000 };
      return operator.perform(approval, { signal: never, onLine: () => {} });
    };
    const wanted = {
      kind: 'denied',
      what: { id: 'operate.sudo.refused', params: { user: 'plain' } },
      next: { params: { line: 'plain ALL=(root) NOPASSWD: /usr/bin/docker' } },
    };
    expect(await look().catch(failureOf)).toMatchObject(wanted);
    expect(await act('pause')).toMatchObject({ kind: 'failed', exit: 1, why: wanted });

    await allow('plain ALL=(root) NOPASSWD: /usr/bin/docker');
    expect((await look()).exit).toBe(0);
    expect(await act('pause')).toMatchObject({ kind: 'done' });
    expect(await run("docker inspect -f '{{.State.Status}}' salon_gbp_beat")).toBe('paused');
    expect(await act('unpause')).toMatchObject({ kind: 'done' });
  });
});
