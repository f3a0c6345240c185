import type { Confirm } from '../../src/domain/guide.js';
import type { Visit } from '../../src/domain/walk.js';
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

/**
 * What is answered at a step, each time it is asked; default the first row or answer. A number: so many further down.
 * `again`: what led to the question is looked at once more, as one does who thinks that it only takes longer.
 */
export type Choices = Readonly<Record<string, readonly (number | 'again')[]>>;

/** A walk that has neither ended nor stands still any more is given this long. */
const stepMs = 240_000;
const mostSteps = 60;

/**
 * Walks a playbook to its end as an operator would who trusts it: Enter at every step, the confirmation as it is asked
 * for, the first row of every choice unless `choices` says otherwise; also through trees that are called.
 */
export async function walkToEnd(
  live: LabGuide,
  byHand: ByHand = async () => {},
  choices: Choices = {},
): Promise<Repair> {
  const commands: string[] = [];
  const asked = new Map<string, number>();
  for (let steps = 0; steps < mostSteps; steps++) {
    await live.until('the walk stands', stands, stepMs);
    const walk = live.walk();
    if (walk?.ended && !walk.caller) return { commands, ended: walk.ended.outcome };
    if (walk?.ended) {
      await moveOn(live);
      continue;
    }
    const found = currentWalk(live.state());
    if (!found) throw new Error('no walk is open');
    const { visit, step } = found;
    if (process.env.COCKPIT_WALK_LOG === '1') console.log(whereabouts(live.state()));
    if (step.kind === 'note') await byHand();
    if (step.kind !== 'action' || visit.outcome) {
      const times = asked.get(step.id) ?? 0;
      asked.set(step.id, times + 1);
      const choice = choices[step.id]?.[times] ?? 0;
      if (choice === 'again') await lookAgain(live);
      else {
        live.press(...Array.from({ length: choice }, () => 'j'));
        await moveOn(live);
      }
      continue;
    }
    live.press('enter');
    const { guide } = await live.until(
      `the question before ${step.id}`,
      (s) => s.guide.confirm?.plan.step === step.id,
      60_000,
    );
    commands.push(guide.confirm?.plan.shown ?? '');
    await answer(live, guide.confirm);
    await live.until(`the outcome of ${step.id}`, (s) => hasOutcome(s, found.walk.playbook, visit), stepMs);
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
  await live.until('Enter leads on', () => live.walk() !== before, 30_000);
}

/** Goes back to what led to this question, and on from there, so that it is read anew. */
async function lookAgain(live: LabGuide): Promise<void> {
  live.press('b');
  await live.until('the walk stands a step before', stands, stepMs);
  const { step } = currentWalk(live.state()) ?? {};
  // A tree that was called is walked anew by Enter; a look is made anew by its own key, which also goes on.
  if (step?.kind === 'call') await moveOn(live);
  else live.press('r');
}

/** Gives the consent that is asked for, as it is asked for. */
export async function answer(live: LabGuide, confirm: Confirm | undefined): Promise<void> {
  const { plan } = confirm ?? {};
  if (!plan) throw new Error('nothing is asked');
  // What comes sooner can't be an answer to what nobody has read.
  await new Promise((done) => setTimeout(done, 400));
  // As it is asked now: beside something else that is under way the name is asked where else a key would do.
  for (let asks = asksOf(live, plan); asks; asks = asksOf(live, plan)) {
    if (asks === 'key') live.press('y');
    else {
      live.type(asks === 'host' ? live.entry.name : plan.target);
      live.press('enter');
    }
    if (asksOf(live, plan) === asks) throw new Error(`the answer is not taken: ${asks}`);
  }
}

/** What is asked about this plan, while that is the question on the screen. */
const asksOf = (live: LabGuide, plan: Confirm['plan']): Confirm['asks'] | undefined => {
  const { confirm } = live.state().guide;
  return confirm?.plan === plan ? confirm.asks : undefined;
};

/** Whether nothing moves by itself any more: the walk has ended or waits for a person. */
export function stands(state: State): boolean {
  const found = currentWalk(state);
  if (!found || state.guide.acting || state.guide.confirm) return false;
  return found.walk.ended !== undefined || (found.last && found.visit.state === 'stands');
}

/** That visit, and no other of a step of that name, has its outcome; or it is gone, since its tree was begun anew. */
function hasOutcome({ guide }: State, playbook: string, { step, at }: Visit): boolean {
  const visit = guide.walks[playbook]?.visits.find((one) => one.step === step && one.at === at);
  return !guide.acting && (visit === undefined || visit.outcome !== undefined);
}
