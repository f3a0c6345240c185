import { patience, startCockpit } from '../test/journeys/cockpit.js';
import { labProject } from '../test/journeys/lab-project.js';
import type { Screen } from '../test/journeys/screen.js';
import type { Lab } from '../test/lab/lab.js';
import type { LinkProxy } from '../test/lab/link-proxy.js';
import { median, sleep } from './figures.js';
import type { Figure } from './report.js';

const rttMs = 50;
/** A stop is settled by then: before, it may be a restart. */
const settledMs = 25_000;

const namesCause = (screen: Screen): boolean => /Cause +salon_gbp_api is stopped/.test(screen.text);

/** From a site that answers 502 to its named cause: each key waits for what the one before has shown. */
export async function timeWalk(lab: Lab, proxy: LinkProxy, times: number): Promise<Figure[]> {
  const project = labProject(lab, { port: proxy.port });
  const undo = await lab.fault('502');
  await sleep(settledMs);
  proxy.setDelay(rttMs / 2);
  const waits: number[] = [];
  const keys = ['t', 'enter'];
  try {
    for (let i = 0; i < times; i++) {
      await using terminal = startCockpit(project, { columns: 120, rows: 40 });
      await terminal.waitFor('t: 502 Bad Gateway', patience);
      const began = performance.now();
      await terminal.press('t');
      await terminal.waitFor(/▸ .*502 Bad Gateway/, patience);
      await terminal.press('enter');
      await terminal.waitFor(namesCause, patience);
      waits.push(performance.now() - began);
    }
  } finally {
    proxy.setDelay(0);
    await undo();
    project.remove();
  }
  return [
    {
      what: `502: from the first key to the named cause, RTT ${rttMs} ms`,
      value: median(waits) / 1000,
      unit: 's',
      bar: 2,
      note: `${keys.length} keys; median of ${times}, worst ${(Math.max(...waits) / 1000).toFixed(2)} s`,
    },
  ];
}
