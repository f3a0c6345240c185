import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createJobs } from '../../../../src/access/operate/jobs/create-jobs.js';
import { startArgv, startInput, sweepArgv } from '../../../../src/access/operate/jobs/job-argv.js';
import { noteLine } from '../../../../src/access/operate/jobs/note.js';
import { startJob } from '../../../../src/access/operate/jobs/start-job.js';
import { outputOf } from '../../../../src/access/process-output.js';
import type { JobNote } from '../../../../src/domain/job.js';
import { msg } from '../../../../src/domain/message.js';
import { hostileWords } from '../words.js';
import { noteOf, ShellLink, shells } from './host-shells.js';

const never = new AbortController().signal;

for (const { name, program } of shells) {
  describe.skipIf(!program)(`a job under ${name}`, () => {
    let link: ShellLink;
    let note: JobNote;
    beforeEach(() => {
      link = new ShellLink(program);
      note = noteOf();
    });
    afterEach(() => link.remove());

    const jobs = () => createJobs(link, (signal, work) => work(signal));
    const start = (argv: readonly string[], stdin?: string) =>
      startJob({ link, env: process.env }, note, { argv, stdin }, { signal: never, mayRun: () => {} });
    const follow = () => jobs().follow(note.id, { signal: never, onLine: () => {} });
    const text = async () => (await follow()).lines.map((line) => line.text);
    const folder = () => join(link.jobs, note.id);
    const run = () => join(folder(), readdirSync(folder()).find((file) => /^r\d+$/.test(file)) ?? '');
    const claim = () => readFileSync(join(folder(), 'claim'), 'utf8').split(' ');
    const pid = () => Number(claim()[1]);
    const isAlive = (number: number) => {
      try {
        return !readFileSync(`/proc/${number}/stat`, 'utf8').includes(') Z ');
      } catch {
        return false;
      }
    };
    const gone = (number: number) => expect.poll(() => isAlive(number), { timeout: 10_000 }).toBe(false);

    test('hands over each word and the input as they are', async () => {
      const stdin = `one\ntwo 日本語 \\n $HOME\n`.repeat(500);
      const words = hostileWords.filter((word) => word !== '\r');
      expect(
        await start(
          ['sh', '-c', 'cat >"$0/in"; printf "%s\\0" "$@" >"$0/words"', link.home, ...words],
          stdin,
        ),
      ).toBe('started');
      expect(await follow()).toMatchObject({ now: { state: 'ended', exit: 0 } });
      expect(readFileSync(join(link.home, 'in'), 'utf8')).toBe(stdin);
      expect(readFileSync(join(link.home, 'words'), 'utf8')).toBe(words.map((word) => `${word}\0`).join(''));
    });

    test('runs in a session of its own, with the umask of the login and no signal ignored but that of a hang-up', async () => {
      const before = link.command;
      link.command = (argv) => ['sh', '-c', 'umask 027; exec "$@"', 'x', ...(before(argv) ?? [])];
      const look = [
        'sh',
        '-c',
        'umask; cat /proc/$$/stat; grep -i SigIgn /proc/$$/status; ls /proc/$$/fd; :',
      ];
      const plain = await outputOf(await link.exec(look), {
        what: msg('link.what.shell'),
        maxBytes: 9999,
        signal: never,
      });
      await start(look);
      const [mask, stat = '', ignored = '', ...fds] = await text();
      expect(mask).toBe('0027');
      expect(Number(stat.split(' ')[5])).toBe(pid());
      // SIGHUP, and SIGINT and SIGQUIT as of every command in the background.
      expect(Number.parseInt(ignored.split(/\s+/)[1] ?? '', 16) & ~0b110).toBe(0b001);
      expect(fds).toEqual(plain.stdout.trim().split('\n').slice(3));
    });

    test('tells each exit status, that of a command that is not there and of one that was killed', async () => {
      for (const [argv, exit] of [
        [['true'], 0],
        [['sh', '-c', 'exit 77'], 77],
        [['no-such-command-here'], 127],
        [['sh', '-c', 'kill -9 $$'], 137],
      ] as const) {
        note = noteOf();
        await start(argv);
        expect((await follow()).now).toMatchObject({ state: 'ended', exit });
      }
    });

    test('begins once, however often it is started', async () => {
      const argv = ['sh', '-c', 'echo ran >>"$0"', join(link.home, 'trace')];
      const all = await Promise.allSettled(Array.from({ length: 5 }, () => start(argv)));
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await follow();
      await expect(start(argv)).rejects.toMatchObject({ failure: { what: { id: 'operate.job.taken' } } });
      expect(readFileSync(join(link.home, 'trace'), 'utf8')).toBe('ran\n');
      expect(readdirSync(folder()).filter((file) => file !== 'claim')).toHaveLength(1);
    });

    test('never begins once its place was taken', async () => {
      expect(await jobs().settle(note.id, never)).toEqual({ state: 'void' });
      await expect(start(['touch', join(link.home, 'trace')])).rejects.toMatchObject({
        failure: { what: { id: 'operate.job.taken' } },
      });
      expect(existsSync(join(link.home, 'trace'))).toBe(false);
      expect(await jobs().settle(note.id, never)).toEqual({ state: 'void' });
    });

    test('does not begin with half of its input', async () => {
      const whole = startInput(noteLine(note), 'DELETE FROM a WHERE id = 1;');
      for (const input of [whole.slice(0, -10), whole.slice(0, 60), '27\n', '']) {
        const process = await link.exec(startArgv(note, ['touch', join(link.home, 'trace')]));
        process.stdout.resume();
        process.stdin.end(input);
        await process.exit;
      }
      expect(existsSync(join(link.home, 'trace'))).toBe(false);
      expect(await jobs().settle(note.id, never)).toEqual({ state: 'void' });
    });

    test('leaves nothing of its input or for others to read', async () => {
      await start(['cat'], 'top secret');
      await follow();
      const files = readdirSync(link.home, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.startsWith('.cockpit'))
        .map((file) => ({ file, mode: statSync(join(link.home, file)).mode & 0o77 }));
      expect(files.length).toBeGreaterThan(5);
      expect(files.filter(({ mode }) => mode !== 0)).toEqual([]);
      expect(files.map(({ file }) => file).filter((file) => file.endsWith('/in'))).toEqual([]);
    });

    test('is told to end by SIGTERM to the process that everybody sees', async () => {
      await start(['sh', '-c', 'trap "echo told; exit 9" TERM; echo on; sleep 30 & wait']);
      await expect.poll(() => readFileSync(join(run(), 'output'), 'utf8')).toBe('on\n');
      process.kill(pid(), 'SIGTERM');
      expect(await follow()).toMatchObject({
        now: { state: 'ended', exit: 9 },
        lines: [{ text: 'on' }, { text: 'told' }],
      });
    });

    test('goes on after a hang-up', async () => {
      await start(['sh', '-c', 'kill -HUP $PPID; kill -HUP $$; sleep 0.2; echo still']);
      expect(await text()).toEqual(['still']);
    });

    test('is broken once it and all that it called were killed, and runs as long as one of them does', async () => {
      await start(['sleep', '4714']);
      const runner = pid();
      const children = () => readFileSync(`/proc/${runner}/task/${runner}/children`, 'utf8').trim();
      const name = () => readFileSync(`/proc/${children() || 'self'}/cmdline`, 'utf8');
      // Before the child has become the command its words are those of the runner.
      await expect.poll(() => name().split('\0')).toEqual(['sleep', '4714', '']);
      const child = Number(children());
      process.kill(runner, 'SIGKILL');
      await gone(runner);
      await expect
        .poll(() => jobs().settle(note.id, never), { timeout: 10_000 })
        .toEqual({ state: 'running' });
      process.kill(child, 'SIGKILL');
      await gone(child);
      expect((await follow()).now).toEqual({ state: 'broken' });
    });

    test('is not taken for another process of the same number, nor for one of before a restart of the host', async () => {
      await start(['sleep', '4715']);
      const runner = pid();
      const words = claim();
      const pretend = (at: number, word: string) =>
        writeFileSync(
          join(folder(), 'claim'),
          words.map((old, index) => (index === at ? word : old)).join(' '),
        );
      pretend(2, '12345');
      expect(await jobs().settle(note.id, never)).toEqual({ state: 'broken' });
      pretend(3, 'another-boot');
      expect(await jobs().settle(note.id, never)).toEqual({ state: 'broken' });
      pretend(0, 'run');
      expect(await jobs().settle(note.id, never)).toEqual({ state: 'running' });
      process.kill(-runner, 'SIGKILL');
    });

    test('gives the last line without its end, and only the end of very much', async () => {
      await start(['sh', '-c', 'printf "日本\\nno end"']);
      expect(await text()).toEqual(['日本', 'no end']);
      note = noteOf();
      await start(['awk', 'BEGIN { for (i = 0; i < 60000; i++) printf "%d %080d\\n", i, 0 }']);
      const lines = await text();
      expect(lines.at(-1)).toMatch(/^59999 0/);
      const numbers = lines.map((line) => Number(line.split(' ')[0])).filter((number) => number > 0);
      expect(numbers.length).toBeGreaterThan(1000);
      expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    });

    test('stands in the list while it runs and after, and is forgotten only then', async () => {
      await start(['sh', '-c', 'while [ ! -e "$0" ]; do sleep 0.1; done; exit 4', join(link.home, 'go')]);
      const list = await jobs().list(never);
      expect(list.jobs).toMatchObject([{ note, now: { state: 'running' } }]);
      expect(Math.abs((list.jobs[0]?.at ?? 0) - Date.now())).toBeLessThan(60_000);
      expect(list.underway).toContainEqual({ kind: 'job', job: list.jobs[0] });
      await jobs().forget(note.id, never);
      expect(existsSync(folder())).toBe(true);
      writeFileSync(join(link.home, 'go'), '');
      await follow();
      const after = await jobs().list(never);
      expect(after.jobs).toMatchObject([{ now: { state: 'ended', exit: 4 } }]);
      expect(after.underway.filter(({ kind }) => kind === 'job')).toEqual([]);
      await jobs().forget(note.id, never);
      expect(existsSync(folder())).toBe(false);
    });

    // busybox prefers its own ps to any in PATH.
    test.skipIf(name === 'busybox')('is listed beside processes of very long words', async () => {
      await start(['true']);
      await follow();
      const row = `seq 500 | while read -r n; do printf '%s 1 1 root 01:00 x %020000d\\n' "$n" 0; done`;
      writeFileSync(join(link.bin, 'ps'), `#!/bin/sh\n${row}\n`, { mode: 0o755 });
      expect((await jobs().list(never)).jobs).toMatchObject([{ note }]);
    });

    test('goes a week after its end, when another begins', async () => {
      const old = noteOf();
      for (note of [old, noteOf()]) {
        await start(['true']);
        await follow();
      }
      const end = readdirSync(join(link.jobs, old.id), { recursive: true, encoding: 'utf8' }).find((file) =>
        file.includes('exit-'),
      );
      expect(end).toBeDefined();
      const file = join(link.jobs, old.id, end ?? '');

      renameSync(file, file.replace(/\d+$/, String(Math.floor(Date.now() / 1000) - 8 * 86_400)));
      await (await link.exec(sweepArgv)).exit;
      expect(readdirSync(link.jobs)).toEqual([note.id]);
    });

    test('has no place in a folder that is a link, nor in one that can not be made', async () => {
      const elsewhere = join(link.home, 'elsewhere');
      mkdirSync(elsewhere);
      symlinkSync(elsewhere, join(link.home, '.cockpit'));
      const argv = ['touch', join(link.home, 'trace')];
      const refused = { failure: { kind: 'denied', what: { id: 'operate.job.folder' } } };
      await expect(start(argv)).rejects.toMatchObject(refused);
      await expect(jobs().settle(note.id, never)).rejects.toMatchObject(refused);
      expect(readdirSync(elsewhere)).toEqual([]);
      link.remove();
      mkdirSync(link.jobs.replace('/jobs', ''), { recursive: true });
      writeFileSync(link.jobs, '');
      await expect(start(argv)).rejects.toMatchObject(refused);
    });

    // busybox prefers its own uname to any in PATH.
    test.skipIf(name === 'busybox')('does not begin where the disk has no room to say so', async () => {
      const full = `for run in "$HOME"/.cockpit/jobs/*/r*; do ln -s /dev/full "$run/claim"; done; echo here`;
      writeFileSync(join(link.bin, 'uname'), `#!/bin/sh\n${full}\n`, { mode: 0o755 });
      await expect(start(['touch', join(link.home, 'trace')])).rejects.toMatchObject({
        failure: { kind: 'denied', what: { id: 'operate.job.folder' } },
      });
      expect(await jobs().settle(note.id, never)).toEqual({ state: 'void' });
      expect(existsSync(join(link.home, 'trace'))).toBe(false);
    });

    // busybox prefers its own grep to any in PATH.
    test.skipIf(name === 'busybox')('is refused where logind would end it with the login', async () => {
      const program = (file: string, body: string) =>
        writeFileSync(join(link.bin, file), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
      const logind = (excluded: string) =>
        program('busctl', `case $* in *KillUser*) echo 'b true' ;; *) echo "as 1 \\"${excluded}\\"" ;; esac`);
      program('grep', 'exit 0');
      logind('somebody');
      await expect(start(['true'])).rejects.toMatchObject({
        failure: { what: { id: 'operate.job.logind' } },
      });
      logind('$(id -un)');
      expect(await start(['true'])).toBe('started');
      await follow();
    });
  });
}
