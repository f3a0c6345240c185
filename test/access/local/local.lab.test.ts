import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalLink } from '../../../src/access/local/local-link.js';
import { createReaders, type LinkReaders } from '../../../src/access/readers.js';
import type { StatsSample } from '../../../src/domain/docker.js';
import { dataOf } from '../../../src/domain/snapshot.js';
import type { State } from '../../../src/store/state.js';
import { salon as salonYaml } from '../../journeys/lab-project.js';
import { builtProgram } from '../../journeys/program.js';
import { describeLab } from '../../lab/describe-lab.js';
import { type Lab, startLab } from '../../lab/lab.js';
import { salon } from '../lab-host.js';
import { insideLab, labInit } from './inside-lab.js';

const never = new AbortController().signal;

describeLab('the engine of DOCKER_HOST, of another machine than this one', () => {
  let link: LocalLink;
  let readers: LinkReaders;
  let ids: Map<string, string>;
  beforeAll(async () => {
    const lab = await startLab();
    link = new LocalLink();
    const env = { ...process.env, DOCKER_HOST: `unix:///proc/${labInit(lab)}/root/run/docker.sock` };
    readers = createReaders(link, { ...salon, connection: { kind: 'local' } }, { mode: 'watch', env });
    const listed = await readers.docker.list(never);
    ids = new Map(listed.map(({ Names, Id }) => [Names[0]?.slice(1) ?? '', Id]));
  });
  afterAll(async () => {
    await readers?.close();
    await link?.close();
  });
  const idOf = (name: string) => ids.get(name) ?? '';

  test('shows its containers, and is reached without SSH', () => {
    expect([...ids.keys()]).toEqual(
      expect.arrayContaining(['salon_gbp_api', 'salon_gbp_db', 'gateway-app-1']),
    );
    expect(readers.dockerPath).toBe('local');
    expect(link.hostKey).toBe('local');
  });

  test('gives figures of its containers from its own stats', async () => {
    const samples: StatsSample[] = [];
    const enough = new AbortController();
    const take = (sample: StatsSample) => {
      if (samples.push(sample) === 2) enough.abort();
    };
    const limit = AbortSignal.any([enough.signal, AbortSignal.timeout(20_000)]);
    await readers.docker.stats(idOf('salon_gbp_api'), take, limit);
    expect(samples[1]?.memory_stats.usage).toBeGreaterThan(1_000_000);
  });

  test('gives logs', async () => {
    let text = '';
    const options = { follow: false, tail: 5, tty: false };
    const take = (_: string, chunk: Uint8Array) => {
      text += Buffer.from(chunk).toString();
    };
    await readers.docker.logs(idOf('salon_gbp_db'), options, take, never);
    expect(text).toMatch(/^\d{4}-\d\d-\d\dT\S+Z /);
  });

  test('has pids that mean other processes here, so that no file is read for them', async () => {
    const { State: state } = await readers.docker.inspect(idOf('salon_gbp_db'), never);
    const { sections } = await readers.host.tick([`/proc/${state.Pid}/cgroup`, '/proc/1/cgroup'], never);
    expect([...sections.keys()].filter((name) => name.startsWith('/'))).toEqual([]);
  });

  test('has addresses that mean other machines here: Postgres is not asked at one, but in its container', async () => {
    const postgres = readers.postgres.get('salon');
    await postgres?.query({ name: 'one', text: 'SELECT 1' }, never);
    expect(postgres?.via).toBe('psql');
    expect(link.publishedAt).toBe('127.0.0.1');
  });
});

describeLab('cockpit on the machine that it watches', () => {
  const root = resolve(import.meta.dirname, '../../..');
  let lab: Lab;
  let folder: string;
  beforeAll(async () => {
    lab = await startLab();
    folder = mkdtempSync(join(root, 'node_modules', '.lab-program-'));
    await build({
      entryPoints: [join(import.meta.dirname, 'lab-program.ts')],
      outfile: join(folder, 'program.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const hosts = salonYaml.replace('ssh: salon-gbp', 'local: true');
  const watch = (env: Record<string, string> = {}) => {
    const [command, ...args] = insideLab(lab, [process.execPath, join(folder, 'program.mjs')]);
    const options = {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        LAB_HOSTS: hosts,
        NODE_EXTRA_CA_CERTS: lab.caFile,
        HOME: '/root',
        ...env,
      },
      maxBuffer: 64 * 1024 * 1024,
      timeout: 60_000,
    };
    return new Promise<State['data']>((done, reject) => {
      execFile(command, args, options, (error, stdout, stderr) => {
        if (error) reject(new Error(`${error.message}\n${stderr}`));
        else done(JSON.parse(stdout) as State['data']);
      });
    });
  };
  test('fills all panes from its own files, sockets and addresses', async () => {
    const data = await watch();
    expect(data.link).toMatchObject({ phase: 'up', dockerPath: 'local' });
    const api = dataOf(data.containers)?.rows.find(({ name }) => name === 'salon_gbp_api');
    expect(api).toMatchObject({ figuresFrom: 'cgroup' });
    expect(api?.memoryBytes).toBeGreaterThan(1_000_000);
    const stats = dataOf(data.stats);
    expect(stats?.cpuPercent).toBeGreaterThan(0);
    expect(stats?.network.map(({ name }) => name)).toContain('eth0');
    expect(Object.values(data.postgres).map(dataOf)).toMatchObject([{ via: 'connection' }]);
    expect(dataOf(data.queues)).toMatchObject({ systems: [{ ok: true }] });
    expect(dataOf(data.checks)?.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual(
      expect.arrayContaining(['http ok', 'backup ok']),
    );
    expect(data.logs.lines).toBeGreaterThan(0);
  });

  test('keeps its own figures where DOCKER_HOST leads to another machine, and says how to reach that one', async () => {
    const data = await watch({ DOCKER_HOST: 'ssh://ops@app.example' });
    expect(data.containers).toMatchObject({
      state: 'failed',
      failure: { what: { id: 'local.docker.ssh' }, next: { params: { destination: 'ops@app.example' } } },
    });
    expect(data.stats).toMatchObject({ state: 'fresh' });
  });

  test('is the program itself, as cockpit local, without a hosts.yaml', async () => {
    const home = mkdtempSync(join(tmpdir(), 'cockpit-local-'));
    const argv = [builtProgram(), '--lang', 'en', 'snapshot', 'local'];
    const [command, ...args] = insideLab(lab, argv);
    const options = {
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8' },
      timeout: 60_000,
    };
    const shown = await new Promise<string>((done, reject) => {
      execFile(command, args, options, (error, stdout, stderr) =>
        error ? reject(new Error(`${error.message}\n${stdout}${stderr}`)) : done(stdout),
      );
    });
    rmSync(home, { recursive: true, force: true });
    expect(shown).toMatch(/^ salon-lab .*local/);
    for (const text of ['7/7 up', 'salon_gbp_api', 'cpu ', 'conn ', 'celery', '6 alerts'])
      expect(shown).toContain(text);
    expect(shown).not.toMatch(/waiting for the first answer|is not published|can't be read/);
  });
});
