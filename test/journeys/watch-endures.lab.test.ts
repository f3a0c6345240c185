import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { type LinkProxy, startLinkProxy } from '../lab/link-proxy.js';
import { patience, startCockpit } from './cockpit.js';
import { sessionProcesses, untilHostIsLeft } from './lab-host.js';
import { labProject, type Project } from './lab-project.js';
import type { Screen } from './screen.js';
import type { Terminal } from './terminal.js';
import { until } from './wait.js';

/** `COCKPIT_WATCH_MINUTES=30 COCKPIT_WRITE_DOCS=1` makes docs/endurance.md; the usual run is shorter. */
const minutes = Number(process.env.COCKPIT_WATCH_MINUTES ?? '1.5');
const losses = Math.max(6, Math.round(minutes));
const writesDocs = process.env.COCKPIT_WRITE_DOCS === '1';

const header = (screen: Screen): string => screen.rows.slice(0, 3).join('\n');
const isUp = (screen: Screen): boolean => header(screen).includes('● connected');

interface Sample {
  readonly atSeconds: number;
  readonly loss: string;
  readonly rssMb: number;
  readonly handles: number;
  readonly channels: number;
  readonly onHost: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describeLab(`a wall monitor through ${losses} losses of its link in ${minutes} min`, () => {
  let lab: Lab;
  let proxy: LinkProxy;
  let project: Project;
  let terminal: Terminal;
  const samples: Sample[] = [];
  const startedAt = Date.now();

  beforeAll(async () => {
    lab = await startLab();
    proxy = await startLinkProxy({ host: lab.host, port: lab.port });
    project = labProject(lab, { port: proxy.port });
    terminal = startCockpit(project, {
      args: ['watch', 'salon-gbp', '--lang', 'en', '--turn', '3'],
      columns: 200,
      rows: 50,
    });
    await terminal.waitFor(isUp, patience);
  });
  afterAll(async () => {
    await lab?.run(
      '[ ! -f /home/ops/.ssh/put-away ] || mv /home/ops/.ssh/put-away /home/ops/.ssh/authorized_keys',
    );
    await terminal?.dispose();
    await proxy?.close();
    project?.remove();
  });

  /** cockpit's own process: the launcher gives way to it. */
  const look = async (loss: string): Promise<Sample> => {
    const statm = readFileSync(`/proc/${terminal.pid}/statm`, 'utf8').split(' ');
    const [, channels = '0'] = /(\d+) ch/.exec(header(terminal.screen())) ?? [];
    return {
      atSeconds: Math.round((Date.now() - startedAt) / 1000),
      loss,
      rssMb: Math.round((Number(statm[1]) * 4096) / 2 ** 20),
      handles: readdirSync(`/proc/${terminal.pid}/fd`).length,
      channels: Number(channels),
      onHost: (await sessionProcesses(lab)).length,
    };
  };

  const lost = () => terminal.waitFor((screen) => !isUp(screen), 30_000);

  const ways: readonly [name: string, lose: () => Promise<void>][] = [
    [
      'cut',
      async () => {
        proxy.cut();
        await lost();
      },
    ],
    [
      'refused port',
      async () => {
        await proxy.refuse();
        proxy.cut();
        await lost();
        await sleep(1500);
        await proxy.accept();
      },
    ],
    [
      'silence',
      async () => {
        proxy.freeze();
        await terminal.waitFor(/link lost/, 30_000);
        proxy.thaw();
      },
    ],
    [
      'sshd killed',
      async () => {
        await lab.run("pkill -KILL -f '^sshd: ops'");
        await lost();
      },
    ],
    [
      'login refused',
      async () => {
        await lab.run('mv /home/ops/.ssh/authorized_keys /home/ops/.ssh/put-away');
        proxy.cut();
        await terminal.waitFor(/refused|not accepted|no key/i, 30_000);
        expect(terminal.screen().text).toContain('salon_gbp');
        await lab.run('mv /home/ops/.ssh/put-away /home/ops/.ssh/authorized_keys');
        await terminal.press('R');
      },
    ],
  ];

  test(
    'comes back each time, and never grows',
    async () => {
      for (let n = 0; n < losses; n++) {
        const due = startedAt + ((n + 1) * minutes * 60_000) / (losses + 1);
        const [name, lose] = ways[n % ways.length] ?? never();
        await lose();
        await terminal.waitFor(isUp, 90_000);
        await sleep(3000);
        samples.push(await look(name));
        await sleep(Math.max(0, due - Date.now()));
      }
      // The first third fills caches and buffers, all of them bounded; from then on nothing may grow.
      const third = Math.max(2, Math.floor(samples.length / 3));
      const [early, late] = [samples.slice(third, 2 * third), samples.slice(-third)];
      const growth = (pick: (sample: Sample) => number) => mean(late.map(pick)) - mean(early.map(pick));
      const told = JSON.stringify(samples);
      expect(
        growth((sample) => sample.rssMb),
        told,
      ).toBeLessThan(minutes >= 10 ? 10 : 40);
      expect(
        growth((sample) => sample.handles),
        told,
      ).toBeLessThan(2);
      expect(
        growth((sample) => sample.channels),
        told,
      ).toBeLessThan(3);
      expect(
        growth((sample) => sample.onHost),
        told,
      ).toBeLessThan(2);
      if (writesDocs) writeDocs(samples);
    },
    (minutes * 60 + losses * 60 + 120) * 1000,
  );

  test('leaves no process on the host', async () => {
    await terminal.press('q');
    await until('the end of cockpit', async () => terminal.ended !== undefined, 20_000);
    expect(terminal.ended).toEqual({ code: 0, signal: 0 });
    await untilHostIsLeft(lab);
  });
});

function never(): never {
  throw new Error('there are ways to lose a link');
}

function writeDocs(samples: readonly Sample[]): void {
  const rows = samples.map((s) =>
    ['', s.atSeconds, s.loss, s.rssMb, s.handles, s.channels, s.onHost, ''].join(' | ').trim(),
  );
  const page = [
    '# A wall monitor through losses of its link',
    '',
    '<!-- Generated by `COCKPIT_WATCH_MINUTES=30 COCKPIT_WRITE_DOCS=1 npx vitest run --project lab watch-endures`; do not edit. -->',
    '',
    `\`cockpit watch\` on the lab for ${minutes} minutes with ${samples.length} losses of its link, looked at after each return.`,
    '',
    '| after, s | lost by | memory, MB | file handles | channels | processes on the host |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
  writeFileSync(fileURLToPath(new URL('../../docs/endurance.md', import.meta.url)), page.join('\n'));
}
