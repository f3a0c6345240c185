import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { LinkCommandReader } from '../../../src/access/commands/command-reader.js';
import { FailureError } from '../../../src/domain/failure.js';
import type { CommandCheck, HostEntry } from '../../../src/domain/host.js';
import { salon } from '../lab-host.js';
import { StubLink } from '../stub-link.js';

const check = (id: string, argv: readonly string[], change: Partial<CommandCheck> = {}): CommandCheck => ({
  kind: 'command',
  id,
  argv,
  everySeconds: 60,
  timeoutSeconds: 10,
  watch: 'allowed',
  ...change,
});

const host = (...checks: readonly CommandCheck[]): HostEntry => ({ ...salon, checks });
const signal = () => new AbortController().signal;

const failureOf = async (run: Promise<unknown>) => {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FailureError)) throw new Error(`no failure: ${String(error)}`);
  return error.failure;
};

describe('a declared command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'command-reader-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (one: CommandCheck, mode: 'watch' | 'operate' = 'watch', link = new StubLink()) =>
    new LinkCommandReader(link, host(one), mode).run(one.id, signal());

  test('gets each of its words as it stands, and its outputs and status come back', async () => {
    const argv = ['sh', '-c', 'printf "%s|" "$@"; echo oops >&2; exit 2', '-', 'a b', '$HOME', "it's", ''];
    expect(await run(check('words', argv))).toEqual({
      code: 2,
      stdout: "a b|$HOME|it's||",
      stderr: 'oops\n',
    });
  });

  test('runs in its folder', async () => {
    const { stdout, code } = await run(check('where', ['pwd'], { dir: folder }));
    expect([stdout.trim(), code]).toEqual([folder, 0]);
  });

  test('whose folder is missing could not be run, which is no status of its own', async () => {
    const { code, stderr } = await run(check('gone', ['pwd'], { dir: join(folder, 'missing') }));
    expect(code).toBe(126);
    expect(stderr).toContain('missing');
  });

  test('that is not there or may not be run is 127 or 126', async () => {
    expect((await run(check('none', ['no-such-program-here']))).code).toBe(127);
    expect((await run(check('folder', ['/tmp']))).code).toBe(126);
  });

  test('that waits for an answer gets an end of input', async () => {
    expect(await run(check('asks', ['sh', '-c', 'read -r answer; echo "$? $answer"']))).toMatchObject({
      stdout: '1 \n',
    });
  });

  test('with more than 64 KiB of output is not understood, because a cut text might mean something else', async () => {
    const failure = await failureOf(run(check('loud', ['seq', '1', '50000'])));
    expect([failure.kind, failure.what.id]).toEqual(['malformed', 'access.process.long']);
  });

  test('that takes too long is a time-out, and is not started again before it has ended', async () => {
    const link = new StubLink();
    const slow = check('slow', ['sleep', '2'], { timeoutSeconds: 0.3 });
    const reader = new LinkCommandReader(link, host(slow), 'watch');
    expect((await failureOf(reader.run('slow', signal()))).kind).toBe('timeout');
    expect((await failureOf(reader.run('slow', signal()))).what.id).toBe('commands.still-running');
    expect(link.executed).toHaveLength(1);
    await expect
      .poll(() => failureOf(reader.run('slow', signal())).then(({ what }) => what.id), { timeout: 15_000 })
      .toBe('access.timeout');
    expect(link.executed).toHaveLength(2);
  });

  test('is ended by the host itself when cockpit can no longer do it', async () => {
    const link = new StubLink();
    const stubborn = check('stubborn', ['sh', '-c', 'trap "" TERM; sleep 60'], { timeoutSeconds: 0.2 });
    const reader = new LinkCommandReader(link, host(stubborn), 'watch');
    await failureOf(reader.run('stubborn', signal()));
    await expect
      .poll(() => failureOf(reader.run('stubborn', signal())).then(({ what }) => what.id), {
        timeout: 20_000,
      })
      .toBe('access.timeout');
  });

  test('on a link that is lost is unreachable', async () => {
    const link = new StubLink();
    const reader = new LinkCommandReader(link, host(check('slow', ['sleep', '1'])), 'watch');
    const running = failureOf(reader.run('slow', signal()));
    await expect.poll(() => link.executed.length).toBe(1);
    link.become('down');
    expect((await running).kind).toBe('unreachable');
  });

  test('runs only where cockpit may operate unless it is marked as read-only', async () => {
    const link = new StubLink();
    const never = check('never', ['true'], { watch: 'never' });
    expect((await failureOf(run(never, 'watch', link))).what.id).toBe('commands.not-in-watch');
    expect(link.executed).toEqual([]);
    expect((await run(never, 'operate', link)).code).toBe(0);
  });

  test('that publishes or mails never runs while watching, whatever its entry says', async () => {
    const link = new StubLink();
    const inspect = check('celery', ['celery', '-A', 'app', 'inspect', 'ping']);
    const monitor = check('monitor', ['bin/monitor.sh']);
    expect((await failureOf(run(inspect, 'watch', link))).what.id).toBe('commands.not-in-watch.why');
    expect((await failureOf(run(monitor, 'watch', link))).what.id).toBe('commands.not-in-watch.why');
    expect(link.executed).toEqual([]);
  });

  test('that changes something never runs as a check', async () => {
    const link = new StubLink();
    const restart = check('restart', ['docker', 'restart', 'web']);
    expect((await failureOf(run(restart, 'operate', link))).what.id).toBe('commands.objection.changes');
    expect(link.executed).toEqual([]);
  });

  test('that the entry does not declare is refused', async () => {
    const reader = new LinkCommandReader(new StubLink(), host(), 'operate');
    expect((await failureOf(reader.run('rm', signal()))).what.id).toBe('commands.undeclared');
  });
});
