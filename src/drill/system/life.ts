import { logCheckpoint, logRequest, logStart, logTask } from './logs-written.js';
import type { DrillSystem } from './system.js';

const historyMs = 8 * 60_000;
const every = { request: 700, task: 5000, checkpoint: 40_000 };

/** What the system does all day: requests, tasks, checkpoints. Past minutes are written at once, then it goes on live. */
export function startLife(system: DrillSystem, onTask: (n: number) => void): void {
  const { startedAt } = system;
  const count = (kind: keyof typeof every, now: number) =>
    Math.floor((now - startedAt + historyMs) / every[kind]);
  const act = {
    request: (now: number, n: number) => logRequest(system, now, n),
    task: (now: number, n: number) => {
      logTask(system, now, n);
      if (now >= startedAt) onTask(n);
    },
    checkpoint: (now: number, n: number) => logCheckpoint(system, now, n),
  };
  logStart(system, startedAt - historyMs);
  const done = { request: 0, task: 0, checkpoint: 0 };
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
