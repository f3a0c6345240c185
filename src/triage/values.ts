import type { Playbook, Step, ValueType } from '../domain/playbook.js';
import { looksLike } from '../domain/value-types.js';

/** Parameters and captures of a walk by name. */
export type Values = Readonly<Record<string, string>>;

/** What a value was declared to be. */
export interface Declared {
  readonly type: ValueType;
  /** For `enum`. */
  readonly choices?: readonly string[];
}

/** Declarations by the name of the value. */
export type Types = Readonly<Record<string, Declared>>;

/** What a tree declares: its needs and everything that its steps capture. Two declarations that differ make a `text`. */
export function typesOf(playbook: Pick<Playbook, 'needs' | 'steps'>): Types {
  const types = new Map<string, Declared>();
  const captures = playbook.steps.flatMap(capturesOf);
  for (const { name, type, choices } of [...playbook.needs, ...captures]) {
    const before = types.get(name);
    const same = !before || (before.type === type && sameList(before.choices, choices));
    types.set(name, same ? { type, ...(choices ? { choices } : {}) } : { type: 'text' });
  }
  return Object.fromEntries(types);
}

function capturesOf(step: Step) {
  if (step.kind === 'pick') return step.capture;
  return step.kind === 'probe' ? step.rules.flatMap((rule) => rule.capture) : [];
}

const sameList = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** A value by its name; undefined when there is none. */
export const knownValue = (values: Values, name: string): string | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

export const declaredOf = (types: Types, name: string): Declared | undefined =>
  Object.hasOwn(types, name) ? types[name] : undefined;

/** Whether a value still is what it was declared to be; one that was not declared may be anything. */
export function isAsDeclared(types: Types, name: string, value: string): boolean {
  const declared = declaredOf(types, name);
  return !declared || looksLike(declared.type, value, declared.choices);
}
