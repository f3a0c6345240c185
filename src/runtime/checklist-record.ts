import type { ChecklistPoint, ChecklistRecord, PointState } from '../domain/checklist.js';
import type { RecordedText } from '../domain/incident.js';
import { bothLanguages, type Msg } from '../domain/message.js';
import type { Playbook } from '../domain/playbook.js';
import type { Visit, Walk } from '../domain/walk.js';
import { translate } from '../i18n/t.js';
import { fillText } from '../triage/fill.js';

/** What a walk through a checklist leaves in the record, as far as it came; undefined for other trees. Pure. */
export function checklistRecordOf(
  playbook: Playbook,
  walk: Walk,
  by: { readonly host: string; readonly who: string },
): ChecklistRecord | undefined {
  const { checklist } = playbook;
  if (!checklist) return undefined;
  const at = walk.ended?.at ?? walk.visits.at(-1)?.at ?? walk.startedAt;
  return {
    at: new Date(at).toISOString(),
    started: new Date(walk.startedAt).toISOString(),
    ...(walk.ended ? {} : { unfinished: true as const }),
    ...by,
    playbook: playbook.id,
    kind: checklist,
    title: recorded(fillText(playbook.title, walk.values)),
    points: playbook.steps.flatMap((step) => {
      const visit = walk.visits.findLast((one) => one.step === step.id);
      const point = visit && pointOf(step.kind, visit);
      return point ? [{ step: step.id, title: recorded(fillText(step.title, walk.values)), ...point }] : [];
    }),
  };
}

/** Steps that neither look nor ask a person for anything are no points. */
function pointOf(kind: string, visit: Visit): Pick<ChecklistPoint, 'state' | 'say'> | undefined {
  const { proposed, overruled, skipped, outcome, answer, state } = visit;
  if (skipped) return { state: 'left', say: own(skipped.reason) };
  if (kind === 'note') return state === 'left' ? { state: 'ticked' } : undefined;
  if (kind === 'ask' && answer !== undefined) return { state: 'ticked', say: own(answer) };
  if (kind === 'probe' && overruled) return { state: overruled.verdict, say: own(overruled.reason) };
  if (kind === 'probe' && proposed) return { state: proposed.verdict, say: recorded(proposed.say) };
  if (kind === 'action' && outcome) return { state: outcomeState[outcome.kind] ?? 'inconclusive' };
  return undefined;
}

const outcomeState: Readonly<Record<string, PointState>> = {
  done: 'ok',
  failed: 'fail',
  unknown: 'inconclusive',
  refused: 'left',
  copied: 'ticked',
  'dry-run': 'left',
  running: 'inconclusive',
};

const recorded = (text: Msg): RecordedText => ({ en: translate('en', text), ja: translate('ja', text) });
const own = (text: string): RecordedText => recorded(bothLanguages(text, text));
