/** Figures over time by name ("host.cpu", "container.cpu:api"), newest last; for sparklines. */
export type History = Readonly<Record<string, readonly number[]>>;

/** Ten minutes at a sample every two seconds. */
export const historyLength = 300;

/** Adds one sample to each named series; series that are not named keep still. */
export function record(history: History, samples: Readonly<Record<string, number | undefined>>): History {
  const next: Record<string, readonly number[]> = { ...history };
  for (const [name, value] of Object.entries(samples)) {
    if (value === undefined || !Number.isFinite(value)) continue;
    const series = next[name] ?? [];
    next[name] = series.length < historyLength ? [...series, value] : [...series.slice(1), value];
  }
  return next;
}

/** Drops the series of objects that are gone, so that a host of short-lived containers does not grow the state. */
export function forget(history: History, prefix: string, keep: ReadonlySet<string>): History {
  const entries = Object.entries(history).filter(([name]) => {
    if (!name.startsWith(prefix)) return true;
    return keep.has(name.slice(prefix.length));
  });
  return entries.length === Object.keys(history).length ? history : Object.fromEntries(entries);
}
