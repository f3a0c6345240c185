import { fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import type { Act, Deed } from '../domain/playbook.js';
import { templateNames } from '../domain/template.js';
import { fillWord } from './fill.js';
import { declaredOf, type Types, type Values } from './values.js';

/** A thing that an action names and that must still be the same when it runs. */
export type PinNeed =
  | { readonly kind: 'container'; readonly name: string }
  /** `session` is "pid/backend_start". */
  | { readonly kind: 'session'; readonly server: string; readonly session: string };

/** Every container and database session that an action names, each once. Throws a FailureError like the plan itself. */
export function needsPins(
  deed: Pick<Deed, 'act' | 'target'>,
  types: Types,
  values: Values,
): readonly PinNeed[] {
  const { act } = deed;
  const names = new Set([...wordsOf(act), deed.target].flatMap(templateNames));
  const needs = new Map<string, PinNeed>();
  for (const name of names) {
    const type = declaredOf(types, name)?.type;
    if (type !== 'container' && type !== 'session') continue;
    const value = fillWord(`@{${name}}`, values, types);
    if (type === 'container') {
      needs.set(value, { kind: 'container', name: value });
    } else {
      needs.set(value, { kind: 'session', server: serverOf(act, name, values, types), session: value });
    }
  }
  return [...needs.values()];
}

function serverOf(act: Act, name: string, values: Values, types: Types): string {
  if (act.do === 'sql') return fillWord(act.server, values, types);
  // Without its server nobody could look whether it still is the same session.
  throw fail('unsupported', msg('triage.pin.server', { name }));
}

function wordsOf(act: Act): readonly string[] {
  switch (act.do) {
    case 'run':
      return act.stdin === undefined ? act.argv : [...act.argv, act.stdin];
    case 'compose':
    case 'aws':
      return act.args;
    case 'script':
      return Object.values(act.env);
    case 'sql':
      return [act.server, ...act.params];
    case 'shell':
      return act.argv;
  }
}
