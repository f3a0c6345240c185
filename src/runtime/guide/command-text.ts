import type { Playbook } from '../../domain/playbook.js';
import type { Walk } from '../../domain/walk.js';
import { fillWord } from '../../triage/fill.js';
import { typesOf } from '../../triage/values.js';

/** What one would type for the step on show; undefined where it has no command. */
export function commandOf(walk: Walk, playbook: Playbook): string | undefined {
  const visit = walk.visits[walk.shown];
  const step = playbook.steps.find(({ id }) => id === visit?.step);
  if (!visit || !step) return undefined;
  if (visit.plan) return visit.plan.shown;
  if (step.kind === 'undo') return walk.undoable.at(-1)?.plan.shown;
  const text = step.kind === 'note' ? (step.copy ?? step.open) : undefined;
  if (text !== undefined) return filled(text, walk, playbook);
  const commands = [...new Set(visit.evidence.map(({ command }) => command))];
  return commands.length > 0 ? commands.join('\n') : undefined;
}

function filled(template: string, walk: Walk, playbook: Playbook): string | undefined {
  try {
    return fillWord(template, walk.values, typesOf(playbook));
  } catch {
    return undefined;
  }
}
