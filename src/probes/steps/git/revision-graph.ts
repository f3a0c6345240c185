/** A migration of Alembic, as its file says it. */
export interface Revision {
  readonly revision: string;
  /** Those that it stands on; none for the first one. */
  readonly down: readonly string[];
  /** Path in the repository. */
  readonly file: string;
  /** The first line of its docstring. */
  readonly title: string | undefined;
}

const assignment = /^(revision|down_revision)\s*(?::[^=]*)?=\s*(.*)$/;
const docstring = /^[ru]?(?:"""|''')(.+?)(?:"""|''')?$/;
const quoted = /["']([\w.-]+)["']/g;

/**
 * Lines of `git grep COMMIT…` (COMMIT:FILE:LINE) as revisions, each once. Both forms of Alembic's template are understood
 * (https://alembic.sqlalchemy.org/en/latest/tutorial.html#create-a-migration-script): with and without types.
 */
export function revisionsOf(lines: readonly string[]): readonly Revision[] {
  const files = new Map<
    string,
    { revision?: string; down?: readonly string[]; title?: string; file: string }
  >();
  for (const line of lines) {
    const [, place = '', file = '', text = ''] = /^([^:]+:([^:]+)):(.*)$/.exec(line) ?? [];
    const entry = files.get(place) ?? { file };
    files.set(place, entry);
    const [, name, value = ''] = assignment.exec(text) ?? [];
    const values = [...value.matchAll(quoted)].map(([, word = '']) => word);
    if (name === 'revision' && values[0] !== undefined) entry.revision = values[0];
    if (name === 'down_revision') entry.down = values;
    const title = name === undefined ? docstring.exec(text)?.[1]?.trim() : undefined;
    if (title && entry.title === undefined) entry.title = title;
  }
  const known = new Map<string, Revision>();
  for (const { revision, down, file, title } of files.values()) {
    if (revision !== undefined && down !== undefined && !known.has(revision)) {
      known.set(revision, { revision, down, file, title });
    }
  }
  return newestFirst([...known.values()]);
}

/** A revision and all that it stands on; empty when it is not known. */
export function standsOn(revision: string | undefined, revisions: readonly Revision[]): ReadonlySet<string> {
  const byId = new Map(revisions.map((one) => [one.revision, one]));
  const seen = new Set<string>();
  const open = revision !== undefined && byId.has(revision) ? [revision] : [];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(byId.get(id)?.down ?? []));
  }
  return seen;
}

/** Those on which no other stands: `upgrade head` works where there is one. */
export function headsOf(revisions: readonly Revision[]): ReadonlySet<string> {
  const below = new Set(revisions.flatMap(({ down }) => down));
  return new Set(revisions.map(({ revision }) => revision).filter((id) => !below.has(id)));
}

function newestFirst(revisions: readonly Revision[]): readonly Revision[] {
  const heights = new Map(revisions.map(({ revision }) => [revision, standsOn(revision, revisions).size]));
  const height = ({ revision }: Revision) => heights.get(revision) ?? 0;
  return revisions.toSorted((a, b) => height(b) - height(a) || (a.revision < b.revision ? -1 : 1));
}
