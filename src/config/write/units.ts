const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** A duration as hosts.yaml has it, in the largest unit that divides it; hours up to two days, as people say 25h. */
export function durationText(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  if (ms === 0) return '0s';
  const [unit, size] =
    units.find(([name, length]) => ms % length === 0 && (name !== 'd' || ms > 2 * length)) ??
    (['ms', 1] as const);
  return `${ms / size}${unit}`;
}

const sizes = [
  ['G', 1024 ** 3],
  ['M', 1024 ** 2],
  ['k', 1024],
] as const;

/** A size as hosts.yaml has it. */
export function sizeText(bytes: number): string | number {
  const found = bytes === 0 ? undefined : sizes.find(([, size]) => bytes % size === 0);
  return found ? `${bytes / found[1]}${found[0]}` : bytes;
}
