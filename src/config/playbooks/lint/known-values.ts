import type { ValueType } from '../../../domain/playbook.js';
import type { Subject } from './finding.js';
import { edgesOf } from './flow.js';

/** Values by name with every type that they may have. */
export type KnownValues = ReadonlyMap<string, ReadonlySet<ValueType>>;

/**
 * What may be known when a step is entered: the needs, and each capture that can have happened before on some way to
 * it. Steps that an action looks at beside the walk know what the action knows.
 */
export function knownValues({ playbook, steps }: Subject): ReadonlyMap<string, KnownValues> {
  const needs = playbook.needs.map((need) => [need.name, need.type] as const);
  const known = new Map(steps.map(({ step }) => [step.id, new Map<string, Set<ValueType>>()]));
  for (const values of known.values()) for (const [name, type] of needs) add(values, name, type);
  for (let changed = true; changed; ) {
    changed = false;
    const flow = (from: string, to: string) => {
      const target = known.get(to);
      for (const [name, types] of known.get(from) ?? []) {
        for (const type of types) if (target && add(target, name, type)) changed = true;
      }
    };
    for (const located of steps) {
      const { step } = located;
      for (const { to, captures } of edgesOf(located)) {
        flow(step.id, to);
        const target = known.get(to);
        for (const { name, type } of captures) if (target && add(target, name, type)) changed = true;
        if (step.kind === 'call' && target && add(target, 'call.outcome', 'enum')) changed = true;
      }
      if (step.kind !== 'action') continue;
      for (const aside of step.requires) flow(step.id, aside);
      if (step.reconcile !== undefined) flow(step.id, step.reconcile);
    }
  }
  return known;
}

/** Whether it was new. */
function add(values: Map<string, Set<ValueType>>, name: string, type: ValueType): boolean {
  const types = values.get(name) ?? new Set();
  values.set(name, types);
  if (types.has(type)) return false;
  types.add(type);
  return true;
}
