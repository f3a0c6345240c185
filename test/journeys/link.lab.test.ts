import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type LinkProxy, startLinkProxy } from '../lab/link-proxy.js';
import { goHome, isFilled, openCockpit, patience, shows } from './cockpit.js';
import { loggedIn, numbersIn, startNumberedWriter } from './lab-host.js';
import { labProject, type Project } from './lab-project.js';
import { panesOf, type Screen } from './screen.js';
import type { Terminal } from './terminal.js';
import { until } from './wait.js';

/** The bar for noticing a lost, half-open or slow link, ms. */
const noticeMs = 6000;

const phase = (screen: Screen): string => screen.rows[0] ?? '';
const isUp = (screen: Screen): boolean => phase(screen).includes('● connected');
const containersPane = (screen: Screen): string[] => screen.area(panesOf(screen)[0] ?? never());
const never = (): never => {
  throw new Error('the overview has six panes');
};

/** The age in the title of the containers pane, s; undefined while it is fresh. */
function staleAge(screen: Screen): number | undefined {
  const [, minutes = '0', seconds] = /○ (?:(\d+)m)?(\d+)s [╮┓]$/.exec(containersPane(screen)[0] ?? '') ?? [];
  return seconds === undefined ? undefined : Number(minutes) * 60 + Number(seconds);
}

describeLab('the link of a session', () => {
  let lab: Lab;
  let proxy: LinkProxy;
  let project: Project;
  let terminal: Terminal;
  beforeAll(async () => {
    lab = await startLab();
    proxy = await startLinkProxy({ host: lab.host, port: lab.port });
    project = labProject(lab, { port: proxy.port });
    terminal = await openCockpit(project);
  });
  afterAll(async () => {
    await terminal?.dispose();
    await proxy?.close();
    project?.remove();
  });

  beforeEach(() => goHome(terminal));

  /** Panes keep their last data, marked as old, with an age that grows. */
  async function untilStale(): Promise<void> {
    const first = await terminal.waitFor((screen) => staleAge(screen) !== undefined);
    expect(containersPane(first).join('\n')).toContain('salon_gbp_api');
    const age = staleAge(first) ?? 0;
    await terminal.waitFor((screen) => (staleAge(screen) ?? 0) >= age + 2);
  }

  async function untilBack(): Promise<void> {
    await terminal.waitFor(isUp, 45_000);
    await terminal.waitFor((screen) => isFilled(screen) && staleAge(screen) === undefined, patience);
  }

  test('is one connection, whatever is read over it', async () => {
    expect(proxy.counters).toMatchObject({ connections: 1, open: 1 });
    expect(await loggedIn(lab)).toBe(1);
  });

  test('that is cut is noticed, counted down and made anew', async () => {
    const cut = performance.now();
    await proxy.refuse();
    proxy.cut();
    await terminal.waitFor((screen) => phase(screen).includes('link lost'), noticeMs);
    expect(performance.now() - cut).toBeLessThan(noticeMs);
    await terminal.waitFor((screen) => /retry in \d+s/.test(phase(screen)));
    await untilStale();
    await proxy.accept();
    await untilBack();
    expect(await loggedIn(lab)).toBe(1);
  });

  test('that goes silent is noticed within six seconds and comes back', async () => {
    const frozen = performance.now();
    proxy.freeze();
    await terminal.waitFor((screen) => /no answer|link lost/.test(phase(screen)), noticeMs);
    expect(performance.now() - frozen).toBeLessThan(noticeMs);
    await terminal.waitFor((screen) => phase(screen).includes('link lost'), 20_000);
    await untilStale();
    proxy.thaw();
    await untilBack();
    await until('one login on the host', async () => (await loggedIn(lab)) === 1, 30_000);
  });

  test('that is slow says so, and stays', async () => {
    const before = proxy.counters.connections;
    proxy.setDelay(400);
    await terminal.waitFor(
      (screen) => /rtt (?:[7-9]\d\d|\d{4,})ms|rtt \d[\d.]*s/.test(phase(screen)),
      10_000,
    );
    await terminal.waitFor((screen) => /polling ×\d/.test(phase(screen)));
    proxy.setDelay(0);
    await terminal.waitFor((screen) => /rtt [0-9]{1,2}ms/.test(phase(screen)), 20_000);
    expect(proxy.counters.connections).toBe(before);
  });

  test('neither loses nor repeats log lines when it dies twice', async () => {
    const count = 500;
    const name = `numbered-${Date.now()}`;
    await terminal.press('3');
    await terminal.waitFor(shows(3));
    await terminal.press('&');
    await terminal.waitFor('show lines matching:');
    await terminal.type(name);
    await terminal.press('enter');
    await startNumberedWriter(lab, name, { count });
    await terminal.waitFor(new RegExp(`${name} 60\\b`));
    proxy.cut();
    await terminal.waitFor((screen) => !isUp(screen));
    await terminal.waitFor(
      (screen) => isUp(screen) && new RegExp(`${name} 2\\d\\d\\b`).test(screen.text),
      30_000,
    );
    proxy.freeze();
    await terminal.waitFor((screen) => phase(screen).includes('link lost'), 20_000);
    proxy.thaw();
    await terminal.waitFor(new RegExp(`${name} ${count - 1}\\b`), 60_000);
    const file = join(project.home, 'numbered.log');
    await terminal.press('ctrl-s', 'ctrl-u');
    await terminal.type(file);
    await terminal.press('enter');
    await until('the saved file', () => existsSync(file));
    await terminal.waitFor(/lines saved to/);
    expect(numbersIn(file, name)).toEqual(Array.from({ length: count }, (_, n) => n));
  });

  test('whose host key has changed is not used, until R is pressed and the key is right', async () => {
    const otherKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
    project.ssh({ port: proxy.port, knownHosts: `[127.0.0.1]:${proxy.port} ${otherKey}\n` });
    proxy.cut();
    await terminal.waitFor((screen) => phase(screen).includes('press R to try again'), 20_000);
    const tries = proxy.counters.connections;
    const asked = performance.now();
    // A link that retried would do so within its first wait of a second or two.
    await until('three seconds without a try', () => performance.now() - asked > 3000);
    expect(proxy.counters.connections).toBe(tries);
    expect(terminal.screen().text).toContain('HOST KEY');
    project.ssh({ port: proxy.port });
    await terminal.press('R');
    await untilBack();
  });

  test('whose login is refused waits for R, with the reason on screen', async () => {
    await lab.run('mv /home/ops/.ssh/authorized_keys /home/ops/.ssh/away');
    try {
      proxy.cut();
      await terminal.waitFor((screen) => phase(screen).includes('press R to try again'), 20_000);
      const tries = proxy.counters.connections;
      await terminal.press('R');
      await until('one more try', () => proxy.counters.connections === tries + 1);
      await terminal.waitFor((screen) => phase(screen).includes('press R to try again'), 20_000);
    } finally {
      await lab.run('mv /home/ops/.ssh/away /home/ops/.ssh/authorized_keys');
    }
    await terminal.press('R');
    await untilBack();
    expect(await loggedIn(lab)).toBe(1);
  });
});
