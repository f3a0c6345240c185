import type { HostEntry } from '../domain/host.js';
import type { Signal } from '../domain/model.js';
import type { Need, Playbook } from '../domain/playbook.js';
import { fillTemplate } from '../domain/template.js';
import { looksLike } from '../domain/value-types.js';
import { resolveContainer, type Surroundings } from './containers.js';
import { sourceValues } from './sources.js';
import type { Values } from './values.js';

export interface BindContext extends Surroundings {
  /** As the situation ranks them, causes first. */
  readonly signals: readonly Signal[];
  /** Id of the signal for which the playbook was suggested. */
  readonly signal?: string;
  /** The row of a pane on which it was opened. */
  readonly row?: Readonly<Record<string, string>>;
}

export interface Binding {
  readonly values: Values;
  /** Needs without a value that are not optional; a tree with one of them can't be walked. */
  readonly missing: readonly Need[];
}

/**
 * The values of a tree's needs: from the row on which it was opened, else as the host entry sets them, else from the
 * first source that gives one of the right type, else its `otherwise`. What the host entry sets wrongly stays missing,
 * because another container than the one that was meant would be worse than none.
 */
export function bindNeeds(playbook: Pick<Playbook, 'id' | 'needs'>, context: BindContext): Binding {
  const values = new Map<string, string>();
  const open = new Set<string>();
  const set = settings(playbook.id, context.host);

  const resolve = (name: string): string | undefined => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const need = playbook.needs.find((one) => one.name === name);
    // A need that asks for itself, over others or not, has no value.
    if (!need || open.has(name)) return undefined;
    open.add(name);
    const value = valueFor(need, set, context, resolve);
    open.delete(name);
    if (value !== undefined) values.set(name, value);
    return value;
  };

  const missing = playbook.needs.filter((need) => resolve(need.name) === undefined && !need.optional);
  return { values: Object.fromEntries(values), missing };
}

const settings = (playbook: string, host: HostEntry): Values =>
  Object.assign({}, ...(host.playbooks ?? []).filter(({ use }) => use === playbook).map((one) => one.with));

function valueFor(
  need: Need,
  set: Values,
  context: BindContext,
  resolve: (name: string) => string | undefined,
): string | undefined {
  // A task on ECS is none that docker could be asked for, even where its service has the name of a container.
  if (need.type === 'container' && context.host.stack.kind === 'ecs') return undefined;
  const fits = (value: string) => looksLike(need.type, value, need.choices);
  const fromRow = need.from
    .flatMap((source) => (source.kind === 'row' ? sourceValues(source, need, context, resolve) : []))
    .find(fits);
  if (fromRow !== undefined) return fromRow;
  if (Object.hasOwn(set, need.name)) {
    const given = set[need.name] ?? '';
    const value = need.type === 'container' ? resolveContainer(given, context) : given;
    return value !== undefined && fits(value) ? value : undefined;
  }
  for (const source of need.from) {
    const value = sourceValues(source, need, context, resolve).find(fits);
    if (value !== undefined) return value;
  }
  const otherwise = need.otherwise === undefined ? undefined : fillTemplate(need.otherwise, resolve);
  return otherwise !== undefined && fits(otherwise) ? otherwise : undefined;
}
