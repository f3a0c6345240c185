import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeLab } from '../../lab/describe-lab.js';
import { type Lab, startLab } from '../../lab/lab.js';
import { type LinkProxy, startLinkProxy } from '../../lab/link-proxy.js';
import { FakeTerminal } from './fake-terminal.js';
import { approve, type LabOperator, operateLab, planOf, unwatched } from './lab-operator.js';

const signal = () => new AbortController().signal;
const inRedis = ['docker', 'exec', '-it', 'salon_gbp_redis', 'sh'];

describeLab('an interactive program on the lab', () => {
  let lab: Lab;
  let proxy: LinkProxy;
  let here: LabOperator;
  let terminal: FakeTerminal;
  beforeAll(async () => {
    lab = await startLab();
  });
  beforeEach(async () => {
    terminal = new FakeTerminal();
    proxy = await startLinkProxy({ host: lab.host, port: lab.port });
    here = await operateLab(lab, { port: proxy.port, terminal, env: { TERM: 'xterm-256color' } });
  });
  afterEach(async () => {
    await here?.close();
    await proxy?.close();
  });
  const shows = (text: string | RegExp) =>
    expect.poll(() => terminal.shown, { timeout: 15_000 }).toMatch(text);

  test('has the terminal for itself, hears of its size, and ends with its own status', async () => {
    const ended = here.operator.shell(inRedis, signal());
    await shows(/[#$] $/);
    expect(terminal.input.isRaw).toBe(true);
    terminal.type('stty size; echo "term $TERM"\r');
    await shows(/30 100\r\n/);
    await shows(/term xterm/);
    terminal.resize(132, 43);
    await expect
      .poll(
        () => {
          terminal.type('stty size\r');
          return terminal.shown;
        },
        { timeout: 15_000, interval: 500 },
      )
      .toMatch(/43 132\r\n/);
    terminal.type('exit 3\r');
    expect(await ended).toMatchObject({ exit: 3, lost: false, timedOut: false });
    expect(terminal.input.isRaw).toBe(false);
    expect(terminal.input.listenerCount('data')).toBe(0);
    expect(terminal.output.listenerCount('resize')).toBe(0);
    expect(terminal.shown.endsWith('\u001B[?25h\u001B[0m')).toBe(true);
    expect(terminal.shown).not.toContain('\u001B[?1049l');
  });

  test('gets Ctrl-C as a key', async () => {
    const ended = here.operator.shell(inRedis, signal());
    await shows(/[#$] $/);
    terminal.type('sleep 1000\r');
    await shows(/sleep 1000\r\n/);
    await new Promise((resolve) => setTimeout(resolve, 500));
    terminal.type('\u0003');
    terminal.type('echo al""ive\r');
    await shows(/alive/);
    terminal.type('exit\r');
    expect((await ended).exit).toBeDefined();
  });

  test('leaves the alternate screen that a program died in', async () => {
    const ended = here.operator.shell(['printf', '\u001B[?1049hgone'], signal());
    expect((await ended).exit).toBe(0);
    expect(terminal.shown).toContain('gone\u001B[?1049l');
  });

  test('says why it did not start', async () => {
    const plan = planOf({
      kind: 'shell',
      argv: ['docker', 'exec', '-it', 'salon_gbp_redis', 'no-such-shell'],
    });
    const outcome = await here.operator.perform(approve(plan, here.operator.hostKey ?? ''), unwatched());
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(outcome.lines.map(({ text }) => text).join(' ')).toMatch(/no-such-shell/);
  });

  test('ends when the link is lost, says so, and gives the terminal back', async () => {
    const ended = here.operator.shell(inRedis, signal());
    await shows(/[#$] $/);
    proxy.cut();
    expect(await ended).toMatchObject({ lost: true });
    expect(terminal.said).toEqual([{ id: 'operate.shell.lost' }]);
    expect(terminal.input.isRaw).toBe(false);
  });

  test('ends with its signal, and its terminal on the host with it', async () => {
    const abort = new AbortController();
    const ended = here.operator.shell(['sh', '-c', 'exec sleep 4712'], abort.signal);
    const count = async () => Number((await lab.run("pgrep -fc '^sleep 4712' || true")).stdout.trim());
    await expect.poll(count, { timeout: 10_000 }).toBe(1);
    abort.abort();
    expect((await ended).exit).toBeUndefined();
    await expect.poll(count, { timeout: 10_000 }).toBe(0);
  });

  test('carries every byte of a large output in order', async () => {
    const ended = here.operator.shell(['sh', '-c', 'stty raw -echo; seq 1 200000'], signal());
    expect((await ended).exit).toBe(0);
    const lines = terminal.shown.split('\n').slice(0, 200_000);
    expect(lines.every((line, index) => line === String(index + 1))).toBe(true);
  });

  test('needs a terminal', async () => {
    Object.assign(terminal.output, { isTTY: false });
    await expect(here.operator.shell(['true'], signal())).rejects.toMatchObject({
      failure: { kind: 'unsupported', what: { id: 'operate.shell.no-terminal' } },
    });
  });
});
