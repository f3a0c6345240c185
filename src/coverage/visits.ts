/**
 * Steps by tree of a file in which a lab test has put down what its walks ran: a tree a line, "backup: dump free made";
 * lines that begin with # tell whose they are. Throws on a line of another form.
 */
export function visitsOf(text: string): Readonly<Record<string, readonly string[]>> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const [, tree, steps] = /^([\w-]+): ([\w -]+)$/.exec(line) ?? [];
      if (!tree || !steps) throw new Error(`not the steps of a playbook: ${line}`);
      return [tree, steps.split(' ')];
    }),
  );
}

/** All of them together, sorted. */
export function allVisits(
  files: readonly Readonly<Record<string, readonly string[]>>[],
): Readonly<Record<string, readonly string[]>> {
  const trees = [...new Set(files.flatMap((file) => Object.keys(file)))].toSorted();
  return Object.fromEntries(
    trees.map((tree) => [tree, [...new Set(files.flatMap((file) => file[tree] ?? []))].toSorted()]),
  );
}
