/** A service as `kamal-proxy list` shows it. */
export interface ListedService {
  readonly service: string;
  readonly host: string;
  /** Versions before 0.9 show none. */
  readonly path?: string;
  /** HOST:PORT, several with commas between. */
  readonly target: string;
  readonly state: string;
  readonly tls: boolean;
}

/** The rows of `kamal-proxy list` without its codes for colours, by the names of its columns; undefined when it is no such table. */
export function parseList(lines: readonly string[]): readonly ListedService[] | undefined {
  const [head = [], ...rows] = lines

    .map((line) => line.trim().split(/ {2,}/))
    .filter((cells) => cells[0] !== '');
  const columns = head.map((title) => title.toLowerCase());
  if (!columns.includes('service') || !columns.includes('target')) return undefined;
  return rows.map((cells) => {
    const cell = (column: string) => cells[columns.indexOf(column)];
    const path = cell('path');
    return {
      service: cell('service') ?? '',
      host: cell('host') ?? '',
      ...(path === undefined ? {} : { path }),
      target: cell('target') ?? '',
      state: cell('state') ?? '',
      tls: cell('tls') === 'yes',
    };
  });
}
