import { type Msg, msg } from '../../../domain/message.js';
import type { Judgement } from '../../../domain/walk.js';
import { holds } from '../../../triage/judge.js';
import { unreadBecause } from '../../../triage/unread.js';
import { typesOf } from '../../../triage/values.js';
import { readAll } from '../reads.js';
import { sleep } from '../sleep.js';
import type { StepOf, Stop } from '../stop.js';

/** Reads again and again until the condition held often enough or the time is over; a slow read delays the next one. */
export async function standAtWait(stop: Stop<StepOf<'wait'>>): Promise<void> {
  const { ctx, playbook, step, signal, tell, goOn } = stop;
  const types = typesOf(playbook);
  const of = step.consecutive;
  const until = ctx.now() + step.timeoutSeconds * 1000;
  let held = 0;
  tell({ wait: { until, held, of, reads: 0 } });
  for (let reads = 1; ; reads++) {
    const begin = performance.now();
    const values = stop.values();
    const evidence = await readAll(ctx, { playbook, calls: step.reads, values, signal });
    held = holds(step.until, { evidence, values, types }) ? held + 1 : 0;
    const judgedAt = ctx.now();
    tell({ evidence, judgedAt, wait: { until, held, of, reads } });
    if (held >= of) {
      tell({ proposed: proposal('ok', msg('guide.run.met'), step.go.met) });
      return goOn(step.go.met);
    }
    if (judgedAt >= until) {
      if (unreadBecause(evidence)) {
        const proposed = proposal('inconclusive', msg('guide.run.late-unread'), step.go.late);
        return tell({ state: 'stands', proposed });
      }
      tell({ proposed: proposal('warn', msg('guide.run.late'), step.go.late) });
      return goOn(step.go.late);
    }
    await sleep(Math.max(0, step.everySeconds * 1000 - (performance.now() - begin)), signal);
    if (signal.aborted) return;
  }
}

const proposal = (verdict: Judgement['verdict'], say: Msg, go: string): Judgement => ({
  verdict,
  say,
  captures: {},
  go,
});
