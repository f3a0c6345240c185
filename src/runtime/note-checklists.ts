import type { ChecklistRecord } from '../domain/checklist.js';
import { type Msg, msg } from '../domain/message.js';
import type { Walk } from '../domain/walk.js';
import type { CockpitStore } from '../store/store.js';
import { checklistRecordOf } from './checklist-record.js';
import { failureOf } from './sampler.js';

/**
 * Writes each checklist that is gone through: whole at its end, and how far it came after each point that a person made, so
 * that a lost terminal costs no tick. Returns how to stop.
 */
export function noteChecklists(
  store: CockpitStore,
  options: {
    readonly host: string;
    readonly who: string;
    append(record: ChecklistRecord): Promise<void>;
    toast(text: Msg): void;
  },
): () => void {
  const { host, who, append, toast } = options;
  const seen = new Map<string, Walk>();
  const noted = new Map<string, string>();
  let writing: Promise<void> = Promise.resolve();
  return store.subscribe((state) => {
    for (const walk of Object.values(state.guide.walks)) {
      const key = `${walk.playbook} ${walk.startedAt}`;
      const playbook = state.guide.playbooks?.find(({ id }) => id === walk.playbook);
      if (!playbook?.checklist || seen.get(key) === walk) continue;
      seen.set(key, walk);
      const record = checklistRecordOf(playbook, walk, { host, who });
      const mark = record && markOf(record);
      if (!record || mark === undefined || noted.get(key) === mark) continue;
      noted.set(key, mark);
      writing = writing
        .then(() => append(record))
        .then(
          () => (record.unfinished ? undefined : toast(msg('checklist.noted'))),
          (error: unknown) => toast(msg('checklist.not-noted', { why: failureOf(error).what })),
        );
    }
  });
}

/** Changes with each point that a person made and at the end; undefined before the first. */
function markOf({ unfinished, at, points }: ChecklistRecord): string | undefined {
  if (!unfinished) return `ended ${at}`;
  const made = points.filter(({ state }) => state === 'ticked' || state === 'left');
  return made.length > 0 ? made.map(({ step, state }) => `${step} ${state}`).join(' ') : undefined;
}
