import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActionRecord } from '../../src/domain/perform.js';
import { openActionLog } from '../../src/record/action-log.js';
import { readActions } from '../../src/record/read-actions.js';

const record = (more: Partial<ActionRecord> = {}): ActionRecord => ({
  at: '2026-01-02T03:04:05.678Z',
  event: 'started',
  id: 'a1',
  who: 'ops@desk',
  host: 'salon',
  hostKey: 'SHA256:x',
  playbook: 'web-502',
  step: 'start-app',
  on: 'host',
  command: 'docker start salon_gbp_api',
  ...more,
});

const programs = mkdtempSync(join(tmpdir(), 'cockpit-writer-'));
const writerProgram = join(programs, 'writer.mjs');

describe('the record of actions', () => {
  beforeAll(async () => {
    await build({
      entryPoints: [join(import.meta.dirname, 'writer.ts')],
      outfile: writerProgram,
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
  });
  afterAll(() => rmSync(programs, { recursive: true }));

  let home: string;
  let dir: string;
  let file: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'cockpit-record-'));
    dir = join(home, 'state', 'cockpit');
    file = join(dir, 'actions.jsonl');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  test('is there with the first action, for its owner alone', async () => {
    const log = openActionLog({ dir });
    expect(() => statSync(dir)).toThrow();
    await log.append(record());
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(record());
  });

  test('closes a file that others could read', async () => {
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, '', { mode: 0o644 });
    chmodSync(file, 0o644);
    await openActionLog({ dir }).append(record());
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is empty before the first action', async () => {
    expect(await readActions(dir)).toEqual({ actions: [], unreadable: 0 });
  });

  test('joins the lines of an action, and knows those of one host', async () => {
    const log = openActionLog({ dir });
    await log.append(record());
    await log.append(record({ id: 'b', host: 'other', event: 'declined' }));
    const why = { en: 'The link was lost', ja: '接続断' };
    await log.append(record({ event: 'ended', outcome: 'unknown', why, detail: 'link lost' }));
    await log.append(record({ event: 'reconciled', outcome: 'done' }));
    await log.append(record({ id: 'c' }));
    const { actions } = await readActions(dir);
    expect(actions.map(({ record: first, outcome }) => [first.id, outcome])).toEqual([
      ['a1', 'unknown'],
      ['b', 'declined'],
      ['c', 'unrecorded'],
    ]);
    expect(actions[0]).toMatchObject({ why, detail: 'link lost', reconciled: { outcome: 'done' } });
    expect((await readActions(dir, { host: 'other' })).actions).toHaveLength(1);
  });

  test('cuts a long command in sight and stays within 4 KiB a line', async () => {
    const log = openActionLog({ dir });
    const commands = ['x'.repeat(50_000), '日本語'.repeat(5000), '"\\\u0001'.repeat(3000), '😀'.repeat(3000)];
    for (const command of commands) {
      const why = { en: command, ja: command };
      await log.append(record({ command, why, detail: command, step: command }));
    }
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(commands.length);
    for (const [index, line] of lines.entries()) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(4095);
      const { command } = JSON.parse(line) as ActionRecord;
      const [, kept = '', more = ''] = /^(.*) … \(\+(\d+)\)$/s.exec(command) ?? [];
      expect(commands[index]?.startsWith(kept)).toBe(true);
      expect(kept.length + Number(more)).toBe(commands[index]?.length);
    }
    expect((await readActions(dir)).unreadable).toBe(0);
  });

  test('holds no password, and nothing that moves the cursor of whoever reads it', async () => {
    await openActionLog({ dir }).append(
      record({
        command: 'psql postgres://u:hunter2@db/x --password=hunter3 \u001b[31m\u009b2J\u202e',
        why: { en: 'postgres://u:hunter2@db/x \u009b2J', ja: 'postgres://u:hunter2@db/x' },
      }),
    );
    const text = readFileSync(file, 'utf8');
    expect(text).not.toMatch(/hunter/);
    expect(text).toMatch(/^[\x20-\x7e•]*\n$/);
    expect((await readActions(dir)).actions[0]?.record.command).toContain('\u202e');
  });

  test('goes on after a line that a crash cut off, at whatever byte', async () => {
    const line = `${JSON.stringify(record({ command: '日本語' }))}\n`;
    const bytes = Buffer.from(line);
    for (let length = 0; length <= bytes.length; length += 1) {
      mkdirSync(dir, { recursive: true });
      writeFileSync(file, Buffer.concat([bytes, bytes.subarray(0, length)]));
      await openActionLog({ dir }).append(record({ id: 'next' }));
      const { actions, unreadable } = await readActions(dir);
      expect(actions.map(({ record: { id } }) => id)).toEqual(['a1', 'next']);
      // Without its line break a line is whole already.
      expect(unreadable).toBe(length === 0 || length >= bytes.length - 1 ? 0 : 1);
    }
  });

  test('refuses links, foreign files and whatever is no plain file', async () => {
    mkdirSync(dir, { recursive: true });
    const target = join(home, 'target');
    const refused = () =>
      expect(openActionLog({ dir }).append(record())).rejects.toMatchObject({
        failure: { kind: 'denied', what: { id: 'operate.record.foreign' } },
      });
    writeFileSync(target, '');
    symlinkSync(target, file);
    await refused();
    rmSync(file);
    linkSync(target, file);
    await refused();
    rmSync(file);
    execFileSync('/usr/bin/mkfifo', [file]);
    await refused();
    rmSync(file);
    expect(readFileSync(target, 'utf8')).toBe('');
    symlinkSync(dir, join(home, 'link'));
    await expect(openActionLog({ dir: join(home, 'link') }).append(record())).rejects.toMatchObject({
      failure: { what: { id: 'operate.record.foreign' } },
    });
  });

  test.skipIf(process.getuid?.() !== 0)('refuses what belongs to somebody else', async () => {
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, '');
    chownSync(file, 12_345, 12_345);
    await expect(openActionLog({ dir }).append(record())).rejects.toMatchObject({
      failure: { what: { id: 'operate.record.foreign' } },
    });
  });

  test('says that it can not be written', async () => {
    writeFileSync(join(home, 'state'), 'a file in the place of a folder');
    await expect(openActionLog({ dir }).append(record())).rejects.toMatchObject({
      failure: { kind: 'denied', what: { id: 'operate.record.denied' }, detail: 'ENOTDIR' },
    });
  });

  test('says that it can not be read', async () => {
    mkdirSync(file, { recursive: true });
    await expect(readActions(dir)).rejects.toMatchObject({
      failure: {
        kind: 'denied',
        what: { id: 'operate.record.unread', params: { path: file } },
        detail: 'EISDIR',
        next: { id: 'operate.record.unread.next' },
      },
    });
  });

  test('rejects when the disk is full', async () => {
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, '');
    const script = `ulimit -f 0; trap '' XFSZ; exec ${process.execPath} ${writerProgram} ${dir} once`;
    expect(() => execFileSync('bash', ['-c', script], { stdio: 'pipe' })).toThrow(/operate\.record\.denied/);
  });

  test('takes whole lines of several writers side by side', async () => {
    const writers = Array.from({ length: 4 }, (_, index) => write(dir, `w${index}`, 25));
    for (const writer of writers) expect(await writer.exit).toBe(0);
    const { actions, unreadable } = await readActions(dir);
    expect(unreadable).toBe(0);
    expect(actions).toHaveLength(100);
  });

  test('loses only the line under way when its writer is killed', async () => {
    for (let round = 0; round < 12; round += 1) {
      const writer = write(dir, `k${round}`, 100_000);
      await writer.first;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      writer.kill();
      await writer.exit;
      const { actions, unreadable } = await readActions(dir);
      // What was settled is there; at most one line a round could be torn.
      const mine = actions.filter(({ record: { id } }) => id.startsWith(`k${round}-`)).length;
      expect(mine).toBeGreaterThanOrEqual(writer.settled());
      expect(unreadable).toBeLessThanOrEqual(round + 1);
      const lines = readFileSync(file, 'utf8').split('\n');
      for (const line of lines.slice(0, -1)) expect(() => JSON.parse(line || '{}')).not.toThrow();
    }
    appendFileSync(file, '{"torn');
    await openActionLog({ dir }).append(record({ id: 'after' }));
    expect((await readActions(dir)).actions.at(-1)?.record.id).toBe('after');
  }, 120_000);
});

/** A writer process of its own; it prints the number of records that are on the disk. */
function write(dir: string, name: string, count: number) {
  const child = spawn(process.execPath, [writerProgram, dir, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let settled = 0;
  let begin = () => {};
  const first = new Promise<void>((resolve) => {
    begin = resolve;
  });
  child.stdout.on('data', (chunk: Buffer) => {
    const numbers = chunk.toString().trim().split('\n').map(Number);
    settled = numbers.at(-1) ?? settled;
    begin();
  });
  const exit = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { first, exit, settled: () => settled, kill: () => child.kill('SIGKILL') };
}
