import type { Confirm } from '../../src/domain/guide.js';
import { currentWalk } from '../../src/store/selectors/triage.js';
import type { State } from '../../src/store/state.js';
import { type LabGuide, whereabouts } from './lab-guide.js';

/** What a person does by hand when the playbook asks for it. */
export type ByHand = () => Promise<unknown>;

export interface Repair {
  /** Commands that were run, as they were shown. */
  readonly commands: readonly string[];
  readonly ended: 'resolved' | 'mitigated' | 'escalate' | 'unknown';
}

/** A walk that has neither ended nor stands still any more is given this long. */
const stepMs = 120_000;
const mostSteps = 40;

/**
 * Walks a playbook to its end as an operator would who trusts it: Enter at every step, the confirmation as it is asked
 * for, the first row of every choice.
 */
export async function walkToEnd(live: LabGuide, byHand: ByHand = async () => {}): Promise<Repair> {
  const commands: string[] = [];
  for (let steps = 0; steps < mostSteps; steps++) {
    await live.until('the walk stands', stands, stepMs);
    const walk = live.walk();
    if (walk?.ended) return { commands, ended: walk.ended.outcome };
    const found = currentWalk(live.state());
    if (!found) throw new Error('no walk is open');
    const { visit, step } = found;
    if (process.env.COCKPIT_WALK_LOG === '1') console.log(whereabouts(live.state()));
    if (step.kind === 'note') await byHand();
    if (step.kind !== 'action' || visit.outcome) {
      await moveOn(live);
      continue;
    }
    live.press('enter');
    const { guide } = await live.until(
      `the question before ${step.id}`,
      (s) => s.guide.confirm !== undefined,
      30_000,
    );
    commands.push(guide.confirm?.plan.shown ?? '');
    await answer(live, guide.confirm);
    await live.until(`the outcome of ${step.id}`, (s) => outcomeOf(s, step.id), stepMs);
  }
  throw new Error(
    `the walk does not end: ${live
      .walk()
      ?.visits.map((v) => v.step)
      .join(' → ')}`,
  );
}

/** Presses Enter and waits until that has led somewhere. */
async function moveOn(live: LabGuide): Promise<void> {
  const before = live.walk();
  live.press('enter');
  await live.until('Enter leads on', () => live.walk() !== before, 10_000);
}

/** Gives the consent that is asked for, as it is asked for. */
async function answer(live: LabGuide, confirm: Confirm | undefined): Promise<void> {
  const { plan } = confirm ?? {};
  if (!plan) throw new Error('nothing is asked');
  // What comes sooner can't be an answer to what nobody has read.
  await new Promise((done) => setTimeout(done, 400));
  if (plan.confirm === 'key') return live.press('y');
  if (plan.confirm === 'host-and-name') {
    live.type(live.entry.name);
    live.press('enter');
  }
  live.type(plan.target);
  live.press('enter');
}

/** Whether nothing moves by itself any more: the walk has ended or waits for a person. */
export function stands(state: State): boolean {
  const found = currentWalk(state);
  if (!found || state.guide.acting || state.guide.confirm) return false;
  return found.walk.ended !== undefined || (found.last && found.visit.state === 'stands');
}

const outcomeOf = (state: State, step: string): boolean => {
  const walk = state.guide.current === undefined ? undefined : state.guide.walks[state.guide.current];
  if (!walk || state.guide.acting) return false;
  return walk.visits.some((visit) => visit.step === step && visit.outcome !== undefined);
};
