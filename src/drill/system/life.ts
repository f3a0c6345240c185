import { logCheckpoint, logRequest, logStart } from './logs-written.js';
import type { DrillSystem } from './system.js';

const historyMs = 8 * 60_000;
const every = { request: 700, checkpoint: 40_000 };

/** What the system does all day: requests and checkpoints. Past minutes are written at once, then it goes on live. */
export function startLife(system: DrillSystem): void {
  const { startedAt } = system;
  const count = (kind: keyof typeof every, now: number) =>
    Math.floor((now - startedAt + historyMs) / every[kind]);
  const act = {
    request: (now: number, n: number) => logRequest(system, now, n),
    checkpoint: (now: number, n: number) => {
      if (system.service('db')?.answers) logCheckpoint(system, now, n);
    },
  };
  for (const container of system.containers) logStart(system, container, startedAt - historyMs);
  const done = { request: 0, checkpoint: 0 };
  const catchUp = () => {
    const now = system.now();
    const due = (Object.keys(every) as (keyof typeof every)[]).flatMap((kind) => {
      const events: { at: number; run: () => void }[] = [];
      for (; done[kind] < count(kind, now); done[kind]++) {
        const n = done[kind] + 1;
        const at = startedAt - historyMs + n * every[kind];
        events.push({ at, run: () => act[kind](at, n) });
      }
      return events;
    });
    for (const event of due.sort((a, b) => a.at - b.at)) event.run();
  };
  catchUp();
  setInterval(catchUp, 250);
}
