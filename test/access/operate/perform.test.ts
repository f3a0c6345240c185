import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOperator } from '../../../src/access/operate/create-operator.js';
import { StartUnknown } from '../../../src/access/ssh/channel-failures.js';
import type { DockerReader } from '../../../src/domain/access.js';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';
import type { Plan } from '../../../src/domain/perform.js';
import { salon } from '../lab-host.js';
import { StubLink } from '../stub-link.js';
import { approve, planOf, unwatched } from './lab-operator.js';

describe('performing an approved plan', () => {
  let link: StubLink;
  let dir: string;
  let trace: string;
  let now: number;
  /** What inspecting a container gives; a test may make it slow or fail. */
  let inspect: (name: string) => Promise<unknown>;
  let operator: ReturnType<typeof createOperator>;
  beforeEach(() => {
    link = new StubLink();
    dir = mkdtempSync(join(tmpdir(), 'cockpit-perform-'));
    trace = join(dir, 'trace');
    now = Date.now();
    inspect = async () => ({ Id: 'one', State: { StartedAt: 'then' } });
    const docker = { inspect: (name: string) => inspect(name) } as unknown as DockerReader;
    operator = createOperator(link, salon, { docker, postgres: new Map(), now: () => now });
  });
  afterEach(async () => {
    await operator.close();
    rmSync(dir, { recursive: true });
  });

  const note = (on: 'host' | 'operator' = 'host') => ({
    kind: 'command' as const,
    on,
    argv: ['sh', '-c', 'echo ran >>"$0"', trace],
  });
  const perform = (plan: Plan, key = link.key) => operator.perform(approve(plan, key), unwatched());
  const ran = () => {
    try {
      return readFileSync(trace, 'utf8').split('\n').length - 1;
    } catch {
      return 0;
    }
  };
  const pin = { kind: 'container', name: 'api', id: 'one', startedAt: 'then' } as const;

  test('runs it once', async () => {
    expect(await perform(planOf(note(), { pins: [pin] }))).toMatchObject({ kind: 'done', exit: 0 });
    expect(ran()).toBe(1);
  });

  test('runs exactly the words that were approved', async () => {
    await perform(planOf(note()));
    expect(link.executed).toEqual([note().argv]);
  });

  test('is refused while the link is down, and without a known container', async () => {
    link.become('down');
    expect(await perform(planOf(note()))).toMatchObject({
      kind: 'refused',
      why: { what: { id: 'operate.refused.down' } },
    });
    link.become('up');
    inspect = () => Promise.reject(fail('denied', msg('link.lost')));
    expect(await perform(planOf(note(), { pins: [pin] }))).toMatchObject({
      kind: 'refused',
      why: { kind: 'denied' },
    });
    inspect = () => Promise.reject(fail('missing', msg('link.lost')));
    expect(await perform(planOf(note(), { pins: [pin] }))).toMatchObject({
      kind: 'refused',
      why: { kind: 'missing' },
    });
    expect(ran()).toBe(0);
  });

  test('is refused when the consent expires, the key changes or the link is made anew while the pins are read', async () => {
    const cases = [
      ['operate.refused.expired', () => (now += 120_000)],
      ['operate.refused.hostkey', () => (link.key = 'SHA256:another')],
      ['operate.refused.reconnected', () => link.become('up')],
      ['operate.refused.down', () => link.become('down')],
    ] as const;
    for (const [id, happen] of cases) {
      inspect = async () => {
        happen();
        return { Id: 'one', State: { StartedAt: 'then' } };
      };
      link.key = 'SHA256:stub';
      link.become('up');
      const outcome = await operator.perform(
        { ...approve(planOf(note(), { pins: [pin] }), 'SHA256:stub'), at: now, expiresAt: now + 60_000 },
        unwatched(),
      );
      expect(outcome).toMatchObject({ kind: 'refused', why: { what: { id } } });
    }
    expect(ran()).toBe(0);
  });

  test('is refused at the second try with the same consent, also when both come at once', async () => {
    const approval = approve(planOf(note(), { pins: [pin] }), link.key);
    const both = await Promise.all([
      operator.perform(approval, unwatched()),
      operator.perform(approval, unwatched()),
    ]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    expect(ran()).toBe(1);
  });

  test('is unknown when the command was sent and nothing was heard', async () => {
    link.exec = () => Promise.reject(new StartUnknown({ kind: 'timeout', what: msg('link.lost') }));
    expect(await perform(planOf(note()))).toMatchObject({
      kind: 'unknown',
      why: { what: { id: 'operate.unknown.lost' } },
    });
  });

  test('is a failure when it could not be started', async () => {
    link.exec = () => Promise.reject(fail('denied', msg('link.exec.refused')));
    const outcome = await perform(planOf(note()));
    expect(outcome).toMatchObject({ kind: 'failed', why: { kind: 'denied' } });
    expect(outcome.exit).toBeUndefined();
  });

  test('is unknown when it is called off under way, refused when before', async () => {
    const abort = new AbortController();
    const plan = planOf({ kind: 'command', on: 'host', argv: ['sh', '-c', 'echo on; exec cat; '] });
    const slow = planOf({ kind: 'command', on: 'host', argv: ['sh', '-c', 'echo on; exec sleep 3'] });
    const outcome = await operator.perform(approve(slow, link.key), {
      signal: abort.signal,
      onLine: () => abort.abort(),
    });
    expect(outcome).toMatchObject({ kind: 'unknown', why: { what: { id: 'operate.unknown.stopped' } } });
    const late = await operator.perform(approve(plan, link.key), { signal: abort.signal, onLine: () => {} });
    expect(late.kind).toBe('refused');
  });

  test('is unknown when a signal ended it', async () => {
    const plan = planOf({ kind: 'command', on: 'operator', argv: ['sh', '-c', 'kill -9 $$'] });
    expect(await perform(plan)).toMatchObject({
      kind: 'unknown',
      why: { what: { params: { signal: 'SIGKILL' } } },
    });
  });

  test("runs on the operator's machine while the link is down, but not for another host", async () => {
    const plan = planOf(note('operator'));
    link.become('down');
    expect(await perform(plan)).toMatchObject({ kind: 'done' });
    link.become('up');
    expect(await perform(plan, 'SHA256:another')).toMatchObject({ kind: 'refused' });
    expect(ran()).toBe(1);
  });

  test('kills all that it started here at the time limit', async () => {
    const script = 'sleep 4713 & sleep 4713 & echo $$; wait';
    const plan = planOf({ kind: 'command', on: 'operator', argv: ['sh', '-c', script] }, { timeoutMs: 1500 });
    const outcome = await perform(plan);
    expect(outcome).toMatchObject({ kind: 'unknown', why: { what: { id: 'operate.unknown.time' } } });
    const group = Number(outcome.lines[0]?.text);
    await expect
      .poll(
        () => {
          try {
            process.kill(-group, 0);
            return 'alive';
          } catch {
            return 'gone';
          }
        },
        { timeout: 10_000 },
      )
      .toBe('gone');
  });

  test('a command that is not there was not begun', async () => {
    const plan = planOf({ kind: 'command', on: 'operator', argv: ['no-such-command-here'] });
    expect(await perform(plan)).toMatchObject({ kind: 'failed', why: { kind: 'missing' } });
  });

  test('leaves what runs in the unknown when cockpit closes, and starts nothing more', async () => {
    const running = perform(planOf({ kind: 'command', on: 'operator', argv: ['sleep', '60'] }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await operator.close();
    expect(await running).toMatchObject({ kind: 'unknown' });
    expect(await perform(planOf(note()))).toMatchObject({ kind: 'refused' });
    await expect(
      operator.run({ on: 'host', argv: ['true'] }, { timeoutMs: 1000, ...unwatched() }),
    ).rejects.toMatchObject({
      failure: { what: { id: 'operate.closed' } },
    });
  });
});
