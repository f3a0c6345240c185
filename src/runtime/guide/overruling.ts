import type { Overruling } from '../../domain/guide.js';
import type { ProbeStep } from '../../domain/playbook.js';
import type { Visit, Walk } from '../../domain/walk.js';
import { fillText } from '../../triage/fill.js';

/** The verdicts that the step knows, each once, the cursor on the first that is not the proposed one; pure. */
export function overrulingOf(step: ProbeStep, visit: Visit, walk: Walk): Overruling {
  const options: Overruling['options'][number][] = [];
  const seen = new Set<string>();
  for (const rule of step.rules) {
    const key = JSON.stringify([rule.verdict, rule.say, rule.go]);
    if (seen.has(key)) continue;
    seen.add(key);
    options.push({ verdict: rule.verdict, say: fillText(rule.say, walk.values), go: rule.go });
  }
  const { verdict, go } = visit.proposed ?? {};
  const other = options.findIndex((option) => option.verdict !== verdict || option.go !== go);
  return { options, choice: Math.max(0, other) };
}
