import { expect } from 'vitest';

/** Whether two readings of the same figure agree: within 5 % of the larger, or one unit. */
export function agrees(ours: number | undefined, theirs: number, unit = 1): boolean {
  if (ours === undefined || !Number.isFinite(ours) || !Number.isFinite(theirs)) return false;
  return Math.abs(ours - theirs) <= Math.max(unit, 0.05 * Math.max(Math.abs(ours), Math.abs(theirs)));
}

/** Expects two readings to agree, naming the figure when they don't. */
export function expectAgreement(figure: string, ours: number | undefined, theirs: number, unit = 1): void {
  expect(agrees(ours, theirs, unit), `${figure}: cockpit ${ours}, host ${theirs} (unit ${unit})`).toBe(true);
}

const factors: Record<string, number> = {
  B: 1,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
};

/** "24.5MiB" as docker stats prints it, in bytes. */
export function sizeOf(text: string): number {
  const match = /^([\d.]+)\s*([a-z]+)$/i.exec(text.trim());
  if (!match) return Number.NaN;
  return Number(match[1]) * (factors[(match[2] ?? '').toUpperCase()] ?? Number.NaN);
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length;
