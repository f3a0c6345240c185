/** A name of a table (with its schema, where it has a dot) or column as it stands in a statement. */
export const identifier = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
