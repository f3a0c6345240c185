import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MasterProcess } from '../../../src/access/openssh/master-process.js';
import { until } from '../ssh/real-sshd.js';

const folder = () => mkdtempSync(join(tmpdir(), 'cockpit-'));
const processes = () => execFileSync('ps', ['-e', '-ww', '-o', 'args='], { encoding: 'utf8' });

it('gives the exit status and the last words of what it runs', async () => {
  const debug: string[] = [];
  const script = 'echo "debug1: hello" >&2; echo "ssh: no" >&2; exit 255';
  const dir = folder();
  const master = new MasterProcess(['sh', '-c', script], {
    dir,
    env: process.env,
    onDebug: (line) => debug.push(line),
  });
  expect(await master.ended).toBe(255);
  await until(() => master.lines.length > 0);
  expect(master.lines).toEqual(['ssh: no']);
  expect(debug).toEqual(['hello']);
  await master.stop();
  expect(existsSync(dir)).toBe(false);
});

it('ends with everything below it when we are killed', async () => {
  const dir = folder();
  const file = new URL('../../../src/access/openssh/master-process.ts', import.meta.url).pathname;
  const own = folder();
  const program = join(own, 'holder.mjs');
  writeFileSync(
    program,
    `import { MasterProcess } from ${JSON.stringify(file)};
new MasterProcess(['sh', '-c', 'sleep 4711.3 & sleep 4711.4'], {dir: ${JSON.stringify(dir)}, env: process.env, onDebug() {}});
setInterval(() => {}, 1000);`,
  );
  const holder = spawn(process.execPath, ['--experimental-transform-types', program], { stdio: 'ignore' });
  await until(() => processes().includes('sleep 4711.3') && processes().includes('sleep 4711.4'));
  holder.kill('SIGKILL');
  await until(() => !processes().includes('sleep 4711') && !existsSync(dir));
  rmSync(own, { recursive: true });
});
