import type { ChecklistRecord } from '../domain/checklist.js';
import { type Msg, msg } from '../domain/message.js';
import type { CockpitStore } from '../store/store.js';
import { checklistRecordOf } from './checklist-record.js';
import { failureOf } from './sampler.js';

/** Writes each checklist that is gone through to its end, once; returns how to stop. */
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
  const noted = new Set<string>();
  return store.subscribe((state) => {
    for (const walk of Object.values(state.guide.walks)) {
      if (!walk.ended) continue;
      const key = `${walk.playbook} ${walk.startedAt} ${walk.ended.at}`;
      const playbook = state.guide.playbooks?.find(({ id }) => id === walk.playbook);
      if (!playbook?.checklist || noted.has(key)) continue;
      noted.add(key);
      const record = checklistRecordOf(playbook, walk, { host, who });
      if (!record) continue;
      append(record).then(
        () => toast(msg('checklist.noted')),
        (error: unknown) => toast(msg('checklist.not-noted', { why: failureOf(error).what })),
      );
    }
  });
}
