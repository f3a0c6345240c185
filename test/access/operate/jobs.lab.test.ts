import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createLink } from '../../../src/access/create-link.js';
import { createOperator } from '../../../src/access/operate/create-operator.js';
import { createReaders } from '../../../src/access/readers.js';
import type { Outcome, Plan } from '../../../src/domain/perform.js';
import { describeLab } from '../../lab/describe-lab.js';
import { type Lab, type SshdVariant, startLab } from '../../lab/lab.js';
import { type LinkProxy, startLinkProxy } from '../../lab/link-proxy.js';
import { noteOf } from './jobs/host-shells.js';
import { approve, composeSalon, type LabOperator, operateLab, planOf } from './lab-operator.js';

const patience = 60_000;

describeLab('detached actions on the lab', () => {
  let lab: Lab;
  let sshd: SshdVariant;
  /** Where lines lead to; a new sshd has another port. */
  const target = { host: '', port: 0 };
  const undo: (() => Promise<unknown>)[] = [];
  const listen = async () => {
    sshd = await lab.sshdVariant('jobs', ['MaxStartups 100']);
    Object.assign(target, { host: lab.host, port: sshd.port });
  };
  beforeAll(async () => {
    lab = await startLab();
    await listen();
    await lab.run('rm -rf /tmp/jobs; install -d -m 777 /tmp/jobs');
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  afterAll(async () => {
    await sshd?.stop();
    await lab?.run('rm -rf /tmp/jobs /home/ops/.cockpit');
  });

  /** A line to the host that a test may cut, and an operator behind it. */
  const connect = async (): Promise<LabOperator & { readonly proxy: LinkProxy }> => {
    const proxy = await startLinkProxy(target);
    const here = await operateLab(lab, { port: proxy.port });
    undo.push(async () => {
      await here.close();
      await proxy.close();
    });
    return { ...here, proxy };
  };
  const connectAs = async (user: string): Promise<LabOperator> => {
    const here = await operateLab({ ...lab, user });
    undo.push(() => here.close());
    return here;
  };
  /** Counts to thirty within three seconds, after it noted that it began. */
  const counting = (trace: string, exit = 7): Plan =>
    planOf(
      {
        kind: 'command',
        on: 'host',
        argv: [
          'sh',
          '-c',
          'echo ran >>"$0"; i=0; while [ $i -lt 30 ]; do i=$((i+1)); echo "$i"; sleep 0.1; done; exit "$1"',
          trace,
          String(exit),
        ],
      },
      { detached: true },
    );
  const connections = 'sshd: ops|-f /run/lab/sshd-jobs';
  /** Without its own shell, in whose words the pattern stands. */
  const killAll = (pattern: string) =>
    `for pid in $(pgrep -f '${pattern}'); do [ $pid = $$ ] || { kill -9 $pid && echo $pid; }; done`;
  const file = () => `/tmp/jobs/${crypto.randomUUID()}`;
  const times = async (trace: string) =>
    (await lab.run(`cat ${trace} 2>/dev/null`)).stdout.split('\n').length - 1;
  const perform = (
    { operator }: LabOperator,
    plan: Plan,
    more: { signal?: AbortSignal; note?: ReturnType<typeof noteOf>; onLine?: (text: string) => void } = {},
  ): Promise<Outcome> =>
    operator.perform(approve(plan, operator.hostKey ?? ''), {
      signal: more.signal ?? new AbortController().signal,
      job: more.note ?? noteOf(),
      onLine: ({ text }) => more.onLine?.(text),
    });
  const thirty = Array.from({ length: 30 }, (_, index) => String(index + 1));
  const ends = { kind: 'failed', exit: 7 };

  /** Runs it, does something to the connection in the middle, and expects nothing of it in its end. */
  const outlives = async (harm: (here: LabOperator & { proxy: LinkProxy }) => Promise<unknown>) => {
    const here = await connect();
    const trace = file();
    const seen: string[] = [];
    const running = perform(here, counting(trace), { onLine: (text) => seen.push(text) });
    await expect.poll(() => seen.length, { timeout: patience }).toBeGreaterThan(3);
    const { epoch } = here.link.status;
    await harm(here);
    const outcome = await running;
    expect(outcome).toMatchObject(ends);
    expect(seen).toEqual(thirty);
    expect(await times(trace)).toBe(1);
    expect(here.link.status.epoch).toBeGreaterThan(epoch);
  };

  test('outlives its connection', () => outlives(async ({ proxy }) => proxy.cut()), patience);

  test(
    'outlives kill -9 of all processes of the connection',
    () =>
      outlives(async () => {
        const killed = await lab.run(killAll(connections));
        expect(killed.stdout).toMatch(/^\d+\n\d+/);
      }),
    patience,
  );

  test(
    'outlives kill -9 of the whole sshd',
    () =>
      outlives(async ({ link, proxy }) => {
        // Nobody answers meanwhile, and nobody is kept waiting either.
        await proxy.refuse();
        await lab.run(killAll(`sshd-accept.py /run/lab/sshd-jobs|${connections}`));
        await sleep(500);
        await sshd.stop();
        await listen();
        await proxy.accept();
        link.retryNow();
      }),
    patience,
  );

  test(
    'goes on when cockpit is gone, and another one finds it and learns its end',
    async () => {
      const [here, there] = await Promise.all([connect(), connect()]);
      const trace = file();
      const note = noteOf();
      const stop = new AbortController();
      const running = perform(here, counting(trace), {
        note,
        signal: stop.signal,
        onLine: (text) => text === '5' && stop.abort(),
      });
      expect(await running).toMatchObject({ kind: 'running' });
      await here.close();
      const { signal } = new AbortController();
      const { jobs, underway } = await there.operator.jobs.list(signal);
      expect(jobs.filter(({ note: { id } }) => id === note.id)).toMatchObject([
        { note, now: { state: 'running' } },
      ]);
      expect(underway).toContainEqual(expect.objectContaining({ kind: 'job' }));
      const seen: string[] = [];
      const end = await there.operator.jobs.follow(note.id, {
        signal,
        onLine: ({ text }) => seen.push(text),
      });
      expect(end).toMatchObject({ now: { state: 'ended', exit: 7 } });
      expect(seen).toEqual(thirty);
      await there.operator.jobs.forget(note.id, signal);
      expect((await lab.run(`ls /home/ops/.cockpit/jobs/${note.id}`)).code).not.toBe(0);
      expect(await times(trace)).toBe(1);
    },
    patience,
  );

  test(
    "outlives its connection over the system's ssh too",
    async () => {
      const proxy = await startLinkProxy(target);
      const home = mkdtempSync(join(tmpdir(), 'cockpit-home-'));
      mkdirSync(join(home, '.ssh'), { mode: 0o700 });
      const known = readFileSync(lab.knownHostsFile, 'utf8');
      const port = (number: number) => `[${lab.host}]:${number} `;
      writeFileSync(join(home, '.ssh', 'known_hosts'), known.replaceAll(port(target.port), port(proxy.port)));
      const { host, user, identityFile } = lab;
      const connection = { kind: 'ssh', destination: 'salon-lab', host, user, identityFile } as const;
      const link = createLink({ ...connection, port: proxy.port, client: 'openssh' }, { home, env: {} });
      await link.connectOnce();
      const readers = createReaders(link, composeSalon, { mode: 'watch' });
      const { docker, postgres } = readers;
      const operator = createOperator(link, composeSalon, { docker, postgres });
      undo.push(async () => {
        await operator.close();
        await readers.close();
        await link.close();
        await proxy.close();
        rmSync(home, { recursive: true, force: true });
      });
      expect(link.status.client).toBe('openssh');
      const trace = file();
      const seen: string[] = [];
      const outcome = await operator.perform(approve(counting(trace), operator.hostKey ?? ''), {
        signal: new AbortController().signal,
        job: noteOf(),
        onLine: ({ text }) => {
          seen.push(text);
          if (text === '5') proxy.cut();
        },
      });
      expect(outcome).toMatchObject(ends);
      expect(seen).toEqual(thirty);
      expect(link.status.epoch).toBeGreaterThan(1);
      expect(await times(trace)).toBe(1);
    },
    patience,
  );

  test(
    'is seen by another login, which can not read its folder',
    async () => {
      const [here, root] = await Promise.all([connect(), connectAs('root')]);
      const running = perform(here, counting(file()), { note: noteOf({ who: 'aki@desk' }) });
      const { signal } = new AbortController();
      const seen = async () =>
        (await root.operator.jobs.list(signal)).underway.filter((one) => one.kind === 'process');
      await expect.poll(seen, { timeout: patience }).toMatchObject([{ user: 'ops', who: 'aki@desk' }]);
      expect(await running).toMatchObject(ends);
    },
    patience,
  );

  test(
    'never begins after its place was taken, when its start comes late',
    async () => {
      const [here, there] = await Promise.all([connect(), connect()]);
      const trace = file();
      const note = noteOf();
      here.proxy.freeze();
      const running = perform(here, counting(trace), { note });
      await sleep(300);
      expect(await there.operator.jobs.settle(note.id, new AbortController().signal)).toEqual({
        state: 'void',
      });
      here.proxy.thaw();
      const outcome = await running;
      expect(outcome).toMatchObject({ kind: 'failed' });
      expect(outcome.exit).toBeUndefined();
      expect(await times(trace)).toBe(0);
    },
    patience,
  );

  test(
    'has run once or not at all whenever the line breaks, and its outcome says which',
    async () => {
      const lines = await Promise.all([connect(), connect(), connect(), connect()]);
      const quick = (trace: string): Plan =>
        planOf(
          { kind: 'command', on: 'host', argv: ['sh', '-c', 'echo ran >>"$0"; sleep 0.2; exit 7', trace] },
          { detached: true },
        );
      const told: string[] = [];
      const each = lines.map(async (here, lane) => {
        for (let round = 0; round < 5; round += 1) {
          await expect.poll(() => here.link.status.phase, { timeout: patience }).toBe('up');
          const trace = file();
          const running = perform(here, quick(trace));
          // Half of them go silent before they break: what is on its way is lost.
          await sleep(Math.random() * 250);
          if (lane % 2 === 0) here.proxy.freeze();
          await sleep(lane % 2 === 0 ? 50 : 0);
          here.proxy.cut();
          here.proxy.thaw();
          const { kind, exit } = await running;
          told.push(`${kind} ${exit}: ${await times(trace)}`);
        }
      });
      await Promise.all(each);
      expect(told).toHaveLength(20);
      expect(told.filter((one) => one !== 'failed 7: 1' && one !== 'failed undefined: 0')).toEqual([]);
    },
    patience,
  );
});
