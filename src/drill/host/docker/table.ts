/** Columns of even width, three spaces between them, as docker prints lists. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, n) => Math.max(title.length, ...rows.map((row) => (row[n] ?? '').length)));
  return [head, ...rows]
    .map((row) =>
      row.map((cell, n) => (n === row.length - 1 ? cell : cell.padEnd((widths[n] ?? 0) + 3))).join(''),
    )
    .map((line) => `${line}\n`)
    .join('');
}
