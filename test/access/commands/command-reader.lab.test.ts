import { afterAll, beforeAll, expect, test } from 'vitest';
import { FailureError } from '../../../src/domain/failure.js';
import type { CommandCheck } from '../../../src/domain/host.js';
import { describeLab } from '../../lab/describe-lab.js';
import { type Lab, startLab } from '../../lab/lab.js';
import { connectLab, type LabHost, salon } from '../lab-host.js';

const check = (id: string, argv: readonly string[], change: Partial<CommandCheck> = {}): CommandCheck => ({
  kind: 'command',
  id,
  argv,
  everySeconds: 60,
  timeoutSeconds: 10,
  watch: 'allowed',
  ...change,
});
const signal = () => new AbortController().signal;
/** A number of seconds that no other sleep on the host has. */
const longSleep = '31.4159';

describeLab('declared commands of a real host', () => {
  let lab: Lab;
  let host: LabHost;
  const checks = [
    check('who', ['sh', '-c', 'id -un; pwd'], { dir: '/var' }),
    check('gone', ['pwd'], { dir: '/no/such/folder' }),
    check('none', ['no-such-program']),
    check('slow', ['sleep', longSleep], { timeoutSeconds: 1 }),
    check('stubborn', ['sh', '-c', `trap "" TERM; sleep ${longSleep}`], { timeoutSeconds: 1 }),
  ];
  beforeAll(async () => {
    lab = await startLab();
    host = await connectLab(lab, { entry: { ...salon, checks } });
  });
  afterAll(() => host?.close());

  const sleeping = async () => (await lab.run(`pgrep -fc '^sleep ${longSleep}' || true`)).stdout.trim();

  test('run as the login in their folder, and say why they could not be run', async () => {
    const { commands } = host.readers;
    expect(await commands.run('who', signal())).toEqual({ code: 0, stdout: 'ops\n/var\n', stderr: '' });
    expect((await commands.run('gone', signal())).code).toBe(126);
    expect((await commands.run('none', signal())).code).toBe(127);
  });

  test('that take too long leave no process on the host', async () => {
    await expect(host.readers.commands.run('slow', signal())).rejects.toThrow(FailureError);
    await expect.poll(sleeping, { timeout: 20_000 }).toBe('0');
    expect(host.link.status.channels).toBe(0);
  });

  test('that ignore their end, on a link that is gone, are ended by the host', async () => {
    const own = await connectLab(lab, { entry: { ...salon, checks } });
    const running = own.readers.commands.run('stubborn', signal()).catch((error: unknown) => error);
    await expect.poll(sleeping, { timeout: 20_000 }).toBe('1');
    await own.close();
    expect(await running).toBeInstanceOf(FailureError);
    await expect.poll(sleeping, { timeout: 20_000 }).toBe('0');
  });
});
