import { isFilled, patience, shows, startCockpit } from '../test/journeys/cockpit.js';
import { labProject } from '../test/journeys/lab-project.js';
import { startLab } from '../test/lab/lab.js';
import { startLinkProxy } from '../test/lab/link-proxy.js';
import { median, quantile, sleep } from './figures.js';
import { hostCpu, minus } from './host-cost.js';
import { behindLive, timeKeys, timeStart, watchRunning } from './measure.js';
import { timeWalk } from './on-playbook.js';
import type { Figure } from './report.js';

export interface Settings {
  readonly starts: number;
  readonly keys: number;
  /** Length of each watched stretch, ms. */
  readonly watchMs: number;
}

/** Everything on the real host of test/lab, through a proxy that counts bytes and makes the line longer. */
export async function benchOnLab({ starts, keys, watchMs }: Settings): Promise<Figure[]> {
  const lab = await startLab();
  const proxy = await startLinkProxy({ host: lab.host, port: lab.port });
  const project = labProject(lab, { port: proxy.port });
  const open = () => startCockpit(project, { columns: 120, rows: 40 });
  const figures: Figure[] = [];
  const perMinute = (value: number, ms: number) => (value * 60_000) / ms;
  try {
    for (const [rtt, bar] of [
      [0, 3],
      [100, 5],
    ] as const) {
      proxy.setDelay(rtt / 2);
      const times: Awaited<ReturnType<typeof timeStart>>[] = [];
      for (let i = 0; i < starts; i++) times.push(await timeStart(open));
      const where = rtt === 0 ? 'loopback' : `RTT ${rtt} ms`;
      figures.push(
        {
          what: `start to first frame, ${where}`,
          value: median(times.map((t) => t.firstFrame)) / 1000,
          unit: 's',
          note: `median of ${starts}`,
        },
        {
          what: `start to six filled panes, ${where}`,
          value: median(times.map((t) => t.filled)) / 1000,
          unit: 's',
          bar,
          note: `median of ${starts}, worst ${(Math.max(...times.map((t) => t.filled)) / 1000).toFixed(2)} s`,
        },
      );
    }
    proxy.setDelay(0);

    figures.push(...(await timeWalk(lab, proxy, starts)));

    const before = await hostCpu(lab);
    await sleep(watchMs);
    const base = minus(await hostCpu(lab), before);

    {
      await using terminal = open();
      await terminal.waitFor(isFilled, patience);
      const times = await timeKeys(terminal, keys / 2);
      figures.push(
        { what: 'key to frame, quiet, p50', value: median(times), unit: 'ms' },
        {
          what: 'key to frame, quiet, p95',
          value: quantile(times, 0.95),
          unit: 'ms',
          bar: 100,
          note: `${times.length} keys`,
        },
      );
      await sleep(5000);
      const host = await hostCpu(lab);
      const line = { ...proxy.counters };
      const running = await watchRunning(terminal, watchMs);
      const cost = minus(await hostCpu(lab), host);
      const seconds = watchMs / 1000;
      figures.push(
        { what: 'CPU while watching', value: running.cpuPerMinute, unit: 's/min', bar: 4.8 },
        { what: 'memory while watching', value: running.residentMb, unit: 'MB' },
        { what: 'to the terminal while watching', value: running.terminalBytes, unit: 'B/s' },
        {
          what: 'over SSH, from the host',
          value: (proxy.counters.bytesToClient - line.bytesToClient) / seconds,
          unit: 'B/s',
        },
        {
          what: 'over SSH, to the host',
          value: (proxy.counters.bytesToServer - line.bytesToServer) / seconds,
          unit: 'B/s',
        },
        { what: 'SSH connections', value: proxy.counters.open, unit: 'open', bar: 1 },
        {
          what: 'CPU caused on the host, in all',
          value: perMinute(cost.all - base.all, watchMs),
          unit: 's/min',
          note: `without cockpit ${perMinute(base.all, watchMs).toFixed(1)}`,
        },
        {
          what: 'CPU caused on the host, Docker',
          value: perMinute(cost.docker - base.docker, watchMs),
          unit: 's/min',
          bar: 2,
          note: `without cockpit ${perMinute(base.docker, watchMs).toFixed(1)}`,
        },
        {
          what: 'CPU caused on the host, SSH and commands',
          value: perMinute(cost.sshd - base.sshd, watchMs),
          unit: 's/min',
        },
        { what: 'Docker API calls', value: perMinute(cost.calls - base.calls, watchMs), unit: '/min' },
      );
    }

    const undo = await lab.fault('flood', { RATE: '5000' });
    try {
      await using terminal = open();
      await terminal.waitFor(isFilled, patience);
      const times = await timeKeys(terminal, keys / 2);
      await terminal.press('3');
      await terminal.waitFor(shows(3), patience);
      const running = watchRunning(terminal, watchMs / 2);
      const behind: number[] = [];
      for (let i = 0; i < 20; i++) {
        await sleep(watchMs / 50);
        const found = behindLive(terminal);
        if (found !== undefined) behind.push(found);
      }
      const { cpuPerMinute, residentMb, terminalBytes } = await running;
      figures.push(
        { what: 'key to frame, 5,000 lines/s, p50', value: median(times), unit: 'ms' },
        {
          what: 'key to frame, 5,000 lines/s, p95',
          value: quantile(times, 0.95),
          unit: 'ms',
          bar: 100,
          note: `${times.length} keys`,
        },
        {
          what: 'behind live, 5,000 lines/s',
          value: median(behind),
          unit: 's',
          bar: 0.5,
          note: `worst of ${behind.length}: ${Math.max(...behind).toFixed(2)} s`,
        },
        { what: 'CPU, 5,000 lines/s on screen', value: cpuPerMinute, unit: 's/min' },
        { what: 'memory, 5,000 lines/s', value: residentMb, unit: 'MB', bar: 400 },
        { what: 'to the terminal, 5,000 lines/s', value: terminalBytes, unit: 'B/s' },
      );
    } finally {
      await undo();
    }
    return figures;
  } finally {
    await proxy.close();
    project.remove();
  }
}
