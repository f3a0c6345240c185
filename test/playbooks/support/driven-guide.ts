import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOperator } from '../../../src/access/operate/create-operator.js';
import { stepProbes } from '../../../src/probes/steps/index.js';
import { openActionLog } from '../../../src/record/action-log.js';
import { createGuide } from '../../../src/runtime/guide/guide.js';
import { startSession } from '../../../src/runtime/session.js';
import { initialState } from '../../../src/store/state.js';
import { createCockpitStore } from '../../../src/store/store.js';
import { connectLab } from '../../access/lab-host.js';
import type { Lab } from '../../lab/lab.js';
import { recordVisits } from '../../walks/record-visits.js';
import { labEntry } from './lab-cockpit.js';
import { builtInTrees } from './trees.js';

export interface WalkEnd {
  readonly outcome: string;
  readonly cause: string | undefined;
  readonly quote: string | undefined;
  /** Steps on the way, those of called trees too. */
  readonly way: readonly string[];
  /** Answers that a person gave. */
  readonly answers: number;
}

/** The guide on the lab with a person who follows every proposal. */
export interface DrivenGuide {
  /** Settles when nothing speaks for any tree, at the latest after two minutes. */
  quiet(): Promise<void>;
  /** The tree that is offered first, as soon as that is the wanted one; else the first after half a minute. */
  suggested(tree: string): Promise<string | undefined>;
  walk(tree: string, byHand: Readonly<Record<string, string>>): Promise<WalkEnd>;
  close(): Promise<void>;
}

const patienceMs = 180_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function openDrivenGuide(lab: Lab): Promise<DrivenGuide> {
  const host = labEntry();
  const folder = mkdtempSync(join(tmpdir(), 'cockpit-record-'));
  const { link, readers, close } = await connectLab(lab, {
    entry: host,
    ca: readFileSync(lab.caFile, 'utf8'),
  });
  const now = Date.now;
  const size = { columns: 120, rows: 40 };
  const store = createCockpitStore(initialState({ host, mode: 'operate', lang: 'en', now: now(), size }));
  recordVisits(store);
  const session = startSession({ host, store, link, readers, now });
  const operator = createOperator(link, host, { docker: readers.docker, postgres: readers.postgres });
  const guide = createGuide({
    store,
    host,
    operator,
    stepProbes,
    readers,
    live: session.live,
    log: openActionLog({ dir: folder }),
    now,
    mode: 'run',
    who: 'tester@here',
    copy: () => {},
    suspend: (work) => work(),
    toast: (text) => store.dispatch({ type: 'toast', text, until: now() + 4000 }),
  });
  guide.setPlaybooks(builtInTrees().trees, []);
  const state = () => store.getState().guide;
  const current = () => state().walks[state().current ?? ''];

  /** Types what the question asks for. */
  const consent = () => {
    const { confirm } = state();
    if (!confirm) return;
    if (confirm.asks === 'key') return guide.press('y', 'y');
    for (const character of confirm.asks === 'host' ? host.name : confirm.plan.target) {
      guide.press(character, character);
    }
    guide.press('enter');
  };

  return {
    async quiet() {
      const deadline = now() + 120_000;
      const loud = () => state().offers.filter(({ score }) => score > 0);
      while (loud().length > 0 && now() < deadline) await sleep(500);
      if (loud().length > 0) console.warn(`not quiet: ${JSON.stringify(loud())}`);
    },
    async suggested(tree) {
      const deadline = now() + 30_000;
      for (;;) {
        const first = state().offers[0];
        const best = first && first.score > 0 ? first.playbook : undefined;
        if (best === tree || now() > deadline) return best;
        await sleep(200);
      }
    },
    async walk(tree, byHand) {
      guide.open(tree);
      const way: string[] = [];
      const done = new Set<string>();
      let answers = 0;
      const deadline = now() + patienceMs;
      while (now() < deadline) {
        await sleep(100);
        const walk = current();
        const visit = walk?.visits.at(-1);
        if (!walk || !visit) continue;
        const at = `${walk.playbook}/${visit.step}`;
        if (way.at(-1) !== at) way.push(at);
        if (state().confirm) {
          answers++;
          consent();
          continue;
        }
        if (walk.ended && !walk.caller) {
          const { cause } = walk;
          const outcome = walk.ended.outcome;
          guide.proceed();
          return { outcome, cause: cause?.id, quote: cause?.quote, way, answers };
        }
        if (visit.state !== 'stands' && !walk.ended) continue;
        const hand = byHand[visit.step];
        if (hand !== undefined && !done.has(visit.step)) {
          done.add(visit.step);
          const { code, stderr } = await lab.run(hand);
          if (code !== 0) throw new Error(`${hand}: ${stderr}`);
        }
        answers++;
        guide.proceed();
      }
      throw new Error(
        `no end of ${tree} after ${patienceMs / 1000} s: ${way.join(' ')} ${JSON.stringify(current()?.visits.at(-1))}`,
      );
    },
    async close() {
      await guide.stop();
      await session.stop();
      await operator.close();
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
