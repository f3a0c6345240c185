import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LocalLink } from '../../../../src/access/local/local-link.js';
import { createOperator } from '../../../../src/access/operate/create-operator.js';
import { StartUnknown } from '../../../../src/access/ssh/channel-failures.js';
import type { DockerReader } from '../../../../src/domain/access.js';
import { type Failure, fail } from '../../../../src/domain/failure.js';
import { msg } from '../../../../src/domain/message.js';
import type { Approval, Plan } from '../../../../src/domain/perform.js';
import { salon } from '../../lab-host.js';
import { approve, planOf } from '../lab-operator.js';
import { noteOf, ShellLink } from './host-shells.js';

describe('performing a detached plan', () => {
  let link: ShellLink;
  let trace: string;
  let go: string;
  let operator: ReturnType<typeof createOperator>;
  let abort: AbortController;
  const lines: string[] = [];
  const troubles: (Failure | undefined)[] = [];
  const open = () =>
    createOperator(link, salon, { docker: {} as unknown as DockerReader, postgres: new Map() });
  beforeEach(() => {
    link = new ShellLink();
    trace = join(link.home, 'trace');
    go = join(link.home, 'go');
    abort = new AbortController();
    operator = open();
    lines.length = 0;
    troubles.length = 0;
  });
  afterEach(async () => {
    await operator.close();
    link.remove();
  });

  /** Notes that it ran, and ends when it is let. */
  const script = 'echo ran >>"$0"; echo on; while [ ! -e "$1" ]; do sleep 0.1; done; echo "$2"; exit "$3"';
  const plan = (exit = 0, more: Partial<Plan> = {}) =>
    planOf(
      { kind: 'command', on: 'host', argv: ['sh', '-c', script, trace, go, 'last', String(exit)] },
      { detached: true, timeoutMs: 1, ...more },
    );
  const perform = (approval: Approval, note: ReturnType<typeof noteOf> | undefined = noteOf()) =>
    operator.perform(approval, {
      signal: abort.signal,
      onLine: ({ text }) => lines.push(text),
      onTrouble: (why) => troubles.push(why),
      ...(note ? { job: note } : {}),
    });
  const ran = () => (existsSync(trace) ? readFileSync(trace, 'utf8') : '');
  const begun = () => expect.poll(() => lines, { timeout: 10_000 }).toContain('on');
  const letGo = () => writeFileSync(go, '');

  test('follows it past its usual time to its end, and tells how it ended', async () => {
    const running = perform(approve(plan(5), link.key));
    await begun();
    letGo();
    expect(await running).toMatchObject({
      kind: 'failed',
      exit: 5,
      why: { what: { id: 'operate.failed.exit' } },
      lines: [{ text: 'on' }, { text: 'last' }],
    });
    expect(lines).toEqual(['on', 'last']);
    letGo();
    expect(await perform(approve(plan(), link.key))).toMatchObject({ kind: 'done', exit: 0 });
  });

  test('is refused without a note, elsewhere than on the host, and like any plan', async () => {
    const withoutNote = operator.perform(approve(plan(), link.key), {
      signal: abort.signal,
      onLine: () => {},
    });
    expect(await withoutNote).toMatchObject({
      kind: 'refused',
      why: { what: { id: 'operate.job.no-note' } },
    });
    const here = planOf({ kind: 'command', on: 'operator', argv: ['touch', trace] }, { detached: true });
    expect(await perform(approve(here, link.key))).toMatchObject({
      kind: 'refused',
      why: { what: { id: 'operate.job.not-here' } },
    });
    expect(await perform(approve(plan(), 'SHA256:another'))).toMatchObject({ kind: 'refused' });
    expect(await perform(approve(plan(), link.key, -1))).toMatchObject({ kind: 'refused' });
    expect(ran()).toBe('');
  });

  test('goes on while cockpit ends, and another cockpit finds and follows it', async () => {
    const note = noteOf();
    const running = perform(approve(plan(), link.key), note);
    await begun();
    await operator.close();
    expect(await running).toMatchObject({ kind: 'running', why: { what: { id: 'operate.job.goes-on' } } });
    operator = open();
    const { jobs, underway } = await operator.jobs.list(abort.signal);
    expect(jobs).toMatchObject([{ note, now: { state: 'running' } }]);
    expect(underway).toContainEqual({ kind: 'job', job: jobs[0] });
    letGo();
    const seen: string[] = [];
    const end = await operator.jobs.follow(note.id, {
      signal: abort.signal,
      onLine: ({ text }) => seen.push(text),
    });
    expect(end).toMatchObject({ now: { state: 'ended', exit: 0 } });
    expect(seen).toEqual(['on', 'last']);
    expect(ran()).toBe('ran\n');
  });

  test('waits for a lost link, says so once, and gives each line once', async () => {
    const running = perform(approve(plan(), link.key));
    await begun();
    link.become('down', { failure: { kind: 'denied', what: msg('link.lost') } });
    await expect.poll(() => troubles.length, { timeout: 10_000 }).toBe(1);
    letGo();
    link.become('up');
    expect(await running).toMatchObject({ kind: 'done', lines: [{ text: 'on' }, { text: 'last' }] });
    expect(troubles).toMatchObject([{ what: { id: 'link.lost' } }, undefined]);
    expect(lines).toEqual(['on', 'last']);
  });

  /** The start is sent, and the answer never comes; `before`: the host does not see it before its place is taken. */
  const loseAnswer = (before: boolean) => {
    const exec = link.exec.bind(link);
    link.exec = async (argv, signal) => {
      link.exec = exec;
      if (!before) {
        const process = await exec(argv, signal);
        return {
          ...process,
          exit: process.exit.then(() => ({ code: undefined, lost: true })),
          stdout: Object.assign(process.stderr),
        };
      }
      throw new StartUnknown({ kind: 'timeout', what: msg('link.lost') });
    };
  };

  test('is followed when its start was not answered and yet it began', async () => {
    loseAnswer(false);
    letGo();
    expect(await perform(approve(plan(), link.key))).toMatchObject({ kind: 'done', exit: 0 });
    expect(ran()).toBe('ran\n');
  });

  test('was certainly not begun when its place could be taken', async () => {
    loseAnswer(true);
    const outcome = await perform(approve(plan(), link.key));
    expect(outcome).toMatchObject({ kind: 'failed', why: { what: { id: 'operate.job.void' } } });
    expect(outcome.exit).toBeUndefined();
    expect(ran()).toBe('');
  });

  test('may have been begun when another host answers to the name since', async () => {
    const approval = approve(plan(), link.key);
    loseAnswer(true);
    const { exec } = link;
    link.exec = (...args) => {
      link.key = 'SHA256:another';
      return exec(...args);
    };
    expect(await perform(approval)).toMatchObject({
      kind: 'unknown',
      why: { what: { id: 'operate.job.gone' } },
    });
  });

  test('is a failure that it could not be started, and not begun', async () => {
    link.exec = () => Promise.reject(fail('denied', msg('link.exec.refused')));
    expect(await perform(approve(plan(), link.key))).toMatchObject({
      kind: 'failed',
      why: { kind: 'denied' },
    });
    expect(ran()).toBe('');
  });

  test('was not begun on a host that has no sh', async () => {
    link.command = () => undefined;
    expect(await perform(approve(plan(), link.key))).toMatchObject({
      kind: 'failed',
      why: { what: { id: 'operate.job.answer' }, detail: 'not found' },
    });
  });

  test('outlives cockpit on the machine itself', async () => {
    const local = new LocalLink();
    local.environment = { HOME: link.home };
    const note = noteOf();
    const here = createOperator(local, salon, { docker: {} as unknown as DockerReader, postgres: new Map() });
    const running = here.perform(approve(plan(), 'local'), {
      signal: abort.signal,
      onLine: ({ text }) => lines.push(text),
      job: note,
    });
    await begun();
    await here.close();
    await local.close();
    expect(await running).toMatchObject({ kind: 'running' });
    letGo();
    const end = await operator.jobs.follow(note.id, { signal: abort.signal, onLine: () => {} });
    expect(end).toMatchObject({
      now: { state: 'ended', exit: 0 },
      lines: [{ text: 'on' }, { text: 'last' }],
    });
  });

  test('says why sudo did not let it begin', async () => {
    writeFileSync(join(link.bin, 'sudo'), '#!/bin/sh\necho "sudo: a password is required" >&2\nexit 1\n', {
      mode: 0o755,
    });
    operator = createOperator(
      link,
      { ...salon, sudo: true },
      { docker: {} as unknown as DockerReader, postgres: new Map() },
    );
    const docker = planOf(
      { kind: 'command', on: 'host', argv: ['sudo', '-n', 'docker', 'compose', 'up'] },
      { detached: true },
    );
    expect(await perform(approve(docker, link.key))).toMatchObject({
      kind: 'failed',
      exit: 1,
      why: { kind: 'denied', what: { id: 'operate.sudo.refused' } },
    });
  });

  test('is unknown when it was killed', async () => {
    const killed = planOf(
      {
        kind: 'command',
        on: 'host',
        argv: ['sh', '-c', 'echo on; kill -9 -$(($(cut -d" " -f6 /proc/$$/stat)))'],
      },
      { detached: true },
    );
    expect(await perform(approve(killed, link.key))).toMatchObject({
      kind: 'unknown',
      why: { what: { id: 'operate.job.broken' } },
    });
  });

  test('is unknown when its folder is gone', async () => {
    const running = perform(approve(plan(), link.key));
    await begun();
    rmSync(link.jobs, { recursive: true });
    letGo();
    expect(await running).toMatchObject({ kind: 'unknown', why: { what: { id: 'operate.job.gone' } } });
  });
});
