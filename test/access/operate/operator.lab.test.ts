import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EvidenceLine } from '../../../src/domain/evidence.js';
import { describeLab } from '../../lab/describe-lab.js';
import { type Lab, startLab } from '../../lab/lab.js';
import { startLinkProxy } from '../../lab/link-proxy.js';
import { approve, composeSalon, type LabOperator, operateLab, planOf, unwatched } from './lab-operator.js';
import { hostileWords } from './words.js';

const signal = () => new AbortController().signal;
const onHost = (...argv: string[]) => ({ on: 'host', argv }) as const;

describeLab('commands of an operator on the lab', () => {
  let lab: Lab;
  let here: LabOperator;
  beforeAll(async () => {
    lab = await startLab();
    here = await operateLab(lab);
    await lab.run(
      `cat >/tmp/words.py <<'END'\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\nEND\nrm -f /tmp/pwned /tmp/h4-*`,
    );
  });
  afterAll(() => here?.close());

  const run = (argv: string[], timeoutMs = 20_000, stdin?: string) =>
    here.operator.run(
      { ...onHost(...argv), ...(stdin === undefined ? {} : { stdin }) },
      { timeoutMs, signal: signal() },
    );
  const count = async (pattern: string) =>
    Number((await lab.run(`pgrep -fc '${pattern}' || true`)).stdout.trim());

  test('has the fingerprint that ssh-keygen shows for the host', async () => {
    const { stdout } = await promisify(execFile)('ssh-keygen', ['-lf', lab.knownHostsFile]);
    expect(stdout.split(' ')).toContain(here.operator.hostKey);
    expect(here.operator.hostKey).toMatch(/^SHA256:/);
  });

  test('brings every hostile word to the host as one word', async () => {
    const end = await run(['python3', '/tmp/words.py', ...hostileWords]);
    expect(end).toMatchObject({ exit: 0, lost: false, timedOut: false });
    expect(JSON.parse(end.lines[0]?.text ?? '')).toEqual(hostileWords);
    expect((await lab.run('ls /tmp/pwned')).code).not.toBe(0);
  });

  test('gives the input, both outputs and the exit status', async () => {
    const end = await run(['sh', '-c', 'cat; echo oops >&2; exit 7'], 20_000, 'one\ntwo');
    expect(end.exit).toBe(7);
    expect(end.lines.filter(({ stream }) => stream === 'stdout').map(({ text }) => text)).toEqual([
      'one',
      'two',
    ]);
    expect(end.lines).toContainEqual({ text: 'oops', stream: 'stderr' });
  });

  test('hands over lines while the command runs', async () => {
    const seen: { at: number; line: EvidenceLine }[] = [];
    const began = performance.now();
    const end = await here.operator.run(onHost('sh', '-c', 'echo first; sleep 1; echo second'), {
      timeoutMs: 20_000,
      signal: signal(),
      onLine: (line) => seen.push({ at: performance.now() - began, line }),
    });
    expect(end.exit).toBe(0);
    expect(seen.map(({ line }) => line.text)).toEqual(['first', 'second']);
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBeGreaterThan(800);
  });

  test('keeps the last 2,000 lines of a flood and says that it cut', async () => {
    const end = await run(['seq', '1', '50000']);
    expect(end.exit).toBe(0);
    expect(end.cut).toBe(true);
    expect(end.lines).toHaveLength(2000);
    expect(end.lines.at(-1)?.text).toBe('50000');
  });

  test('stops waiting at the time limit and leaves nothing behind on the host', async () => {
    const began = performance.now();
    const end = await run(['sleep', '4711'], 1000);
    expect(end).toMatchObject({ timedOut: true, lost: false });
    expect(end.exit).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(2500);
    await expect.poll(() => count('^sleep 4711'), { timeout: 15_000 }).toBe(0);
  });

  test('lets a step have its end before the background child that it leaves', async () => {
    const end = await run(['sh', '-c', 'sleep 30 & echo started']);
    expect(end).toMatchObject({ exit: 0, lines: [{ text: 'started', stream: 'stdout' }] });
    expect(end.ms).toBeLessThan(10_000);
  });

  test('runs ten steps at once without keeping the panes from the host', async () => {
    const steps = Array.from({ length: 10 }, () => run(['sleep', '1'], 30_000));
    const panes = Array.from({ length: 3 }, async () => {
      const began = performance.now();
      const process = await here.link.exec(['true']);
      await process.exit;
      return performance.now() - began;
    });
    for (const ms of await Promise.all(panes)) expect(ms).toBeLessThan(3000);
    for (const end of await Promise.all(steps)) expect(end.exit).toBe(0);
  });

  test('calls compose so that it means the project of the folder', async () => {
    const words = await here.operator.compose(signal());
    expect(words.join(' ')).toBe(
      'docker compose --env-file /opt/salon-gbp/.env -f /opt/salon-gbp/deploy/docker-compose.prod.yml',
    );
    const fromHere = await run([...words, 'ps', '-a', '--format', '{{.Name}} {{.Project}}']);
    const inFolder = await lab.run(
      "cd /opt/salon-gbp && docker compose --env-file .env -f deploy/docker-compose.prod.yml ps -a --format '{{.Name}} {{.Project}}'",
    );
    expect(fromHere.lines.map(({ text }) => text).sort()).toEqual(inFolder.stdout.trim().split('\n').sort());
    expect(fromHere.lines).toHaveLength(6);
    const config = await run([...words, 'config', '--hash', '*']);
    const there = await lab.run(
      "cd /opt/salon-gbp && docker compose --env-file .env -f deploy/docker-compose.prod.yml config --hash '*'",
    );
    expect(config.lines.map(({ text }) => text).sort()).toEqual(there.stdout.trim().split('\n').sort());
  });

  test('leaves out what the entry does not name, and names the folder when it names no file', async () => {
    const { envFile: _env, ...stack } = composeSalon.stack as Extract<
      typeof composeSalon.stack,
      { kind: 'compose' }
    >;
    const bare = await operateLab(lab, { entry: { ...composeSalon, stack } });
    const folder = await operateLab(lab, {
      entry: {
        ...composeSalon,
        stack: { kind: 'compose', dir: '/opt/gateway', files: [], project: 'gateway' },
      },
    });
    try {
      const without = await bare.operator.compose(signal());
      expect(without.join(' ')).toBe('docker compose -f /opt/salon-gbp/deploy/docker-compose.prod.yml');
      const fromHere = await bare.operator.run(onHost(...without, 'config', '--hash', '*'), {
        timeoutMs: 20_000,
        signal: signal(),
      });
      const there = await lab.run(
        "cd /opt/salon-gbp && docker compose -f deploy/docker-compose.prod.yml config --hash '*'",
      );
      const hashes = fromHere.lines.filter(({ stream }) => stream === 'stdout').map(({ text }) => text);
      expect(hashes.sort()).toEqual(there.stdout.trim().split('\n').sort());
      const words = await folder.operator.compose(signal());
      expect(words.join(' ')).toBe('docker compose -p gateway --project-directory /opt/gateway');
      const ps = await folder.operator.run(onHost(...words, 'ps', '--format', '{{.Name}}'), {
        timeoutMs: 20_000,
        signal: signal(),
      });
      expect(ps.lines.map(({ text }) => text)).toEqual(['gateway-app-1']);
    } finally {
      await Promise.all([bare.close(), folder.close()]);
    }
  });

  test('has no compose for another kind of stack', async () => {
    const plain = await operateLab(lab, { entry: { ...composeSalon, stack: { kind: 'plain' } } });
    try {
      await expect(plain.operator.compose(signal())).rejects.toMatchObject({
        failure: { kind: 'unsupported' },
      });
    } finally {
      await plain.close();
    }
  });

  test('ends in the unknown when the link is cut, and never begins again', async () => {
    const proxy = await startLinkProxy({ host: lab.host, port: lab.port });
    const far = await operateLab(lab, { port: proxy.port });
    try {
      const plan = planOf({
        kind: 'command',
        on: 'host',
        argv: ['sh', '-c', 'echo begun >>/tmp/h4-cut; echo going; sleep 5; echo ended >>/tmp/h4-cut'],
      });
      const lines: string[] = [];
      const outcome = await far.operator.perform(approve(plan, far.operator.hostKey ?? ''), {
        signal: signal(),
        onLine: ({ text }) => {
          lines.push(text);
          proxy.cut();
        },
      });
      expect(outcome).toMatchObject({ kind: 'unknown', why: { what: { id: 'operate.unknown.lost' } } });
      expect(lines).toEqual(['going']);
      far.link.retryNow();
      await expect.poll(() => far.link.status.phase, { timeout: 20_000 }).toBe('up');
      await new Promise((resolve) => setTimeout(resolve, 6000));
      expect((await lab.run('grep -c begun /tmp/h4-cut')).stdout.trim()).toBe('1');
    } finally {
      await far.close();
      await proxy.close();
    }
  });

  test('never runs later what was still on its way when the link stalled', async () => {
    const proxy = await startLinkProxy({ host: lab.host, port: lab.port });
    const far = await operateLab(lab, { port: proxy.port });
    try {
      const plan = planOf(
        { kind: 'command', on: 'host', argv: ['touch', '/tmp/h4-late'] },
        { timeoutMs: 1500 },
      );
      const approval = approve(plan, far.operator.hostKey ?? '');
      proxy.freeze();
      const outcome = await far.operator.perform(approval, unwatched());
      expect(outcome).toMatchObject({ kind: 'failed', why: { what: { id: 'operate.start.late' } } });
      proxy.thaw();
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect((await lab.run('ls /tmp/h4-late')).code).not.toBe(0);
    } finally {
      await far.close();
      await proxy.close();
    }
  });

  test('does not know of a command that was sent when the answer is too slow to wait for, and sends it once', async () => {
    const proxy = await startLinkProxy({ host: lab.host, port: lab.port });
    const far = await operateLab(lab, { port: proxy.port });
    try {
      await lab.run('rm -f /tmp/h4-slow');
      const plan = planOf({ kind: 'command', on: 'host', argv: ['sh', '-c', 'echo ran >>/tmp/h4-slow'] });
      const approval = approve(plan, far.operator.hostKey ?? '');
      proxy.setDelay(1600);
      const outcome = await far.operator.perform(approval, unwatched());
      expect(outcome).toMatchObject({ kind: 'unknown', why: { what: { id: 'operate.unknown.lost' } } });
      proxy.setDelay(0);
      await new Promise((resolve) => setTimeout(resolve, 4000));
      expect((await lab.run('cat /tmp/h4-slow')).stdout).toBe('ran\n');
    } finally {
      await far.close();
      await proxy.close();
    }
  });

  test('ends in the unknown when the link goes silent under way', async () => {
    const proxy = await startLinkProxy({ host: lab.host, port: lab.port });
    const far = await operateLab(lab, { port: proxy.port });
    try {
      const plan = planOf(
        { kind: 'command', on: 'host', argv: ['sh', '-c', 'echo going; sleep 60'] },
        { timeoutMs: 60_000 },
      );
      const outcome = await far.operator.perform(approve(plan, far.operator.hostKey ?? ''), {
        signal: signal(),
        onLine: () => proxy.freeze(),
      });
      expect(outcome).toMatchObject({ kind: 'unknown', lines: [{ text: 'going' }] });
      expect(outcome.endedAt - outcome.startedAt).toBeLessThan(20_000);
    } finally {
      proxy.thaw();
      await far.close();
      await proxy.close();
    }
  });
});
