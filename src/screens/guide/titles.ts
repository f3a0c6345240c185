import type { Bilingual, Playbook, Step } from '../../domain/playbook.js';
import { parseTemplate } from '../../domain/template.js';
import type { Walk } from '../../domain/walk.js';
import type { View } from '../view.js';

/** A text of a tree in the language on show; a value that is not known yet stands as an ellipsis. */
export function treeText(view: View, text: Bilingual, values: Walk['values']): string {
  return parseTemplate(text[view.state.lang])
    .parts.map((part) => (part.kind === 'text' ? part.text : (values[part.name] ?? '…')))
    .join('');
}

export const stepTitle = (view: View, step: Step, walk: Walk): string =>
  treeText(view, step.title, walk.values);

/** The title of a step by its id; a step that the tree does not have shows its id. */
export function titleOf(view: View, playbook: Playbook, walk: Walk, id: string): string {
  const step = playbook.steps.find((s) => s.id === id);
  return step ? stepTitle(view, step, walk) : id;
}
