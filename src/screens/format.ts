import { bytes, duration } from '../domain/text/amounts.js';

export { bytes, duration };

export const rate = (value: number | undefined): string => (value === undefined ? '' : `${bytes(value)}/s`);

/** "0.4%", "12%", "100%". */
export function percent(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '';
  return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)}%`;
}

/** "980", "12k", "3.4M". */
export function count(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '';
  const v = Math.abs(value);
  if (v < 10_000) return String(Math.round(value));
  if (v < 999_500) return `${Math.round(value / 1000)}k`;
  return `${(value / 1e6).toFixed(1)}M`;
}

/** Milliseconds as a person reads them: "3ms", "1.2s". */
export const ms = (value: number | undefined): string =>
  value === undefined
    ? ''
    : value < 995
      ? `${value < 9.95 ? Number(value.toFixed(1)) : Math.round(value)}ms`
      : `${(value / 1000).toFixed(1)}s`;

const two = (n: number) => String(n).padStart(2, '0');

/** HH:MM:SS in the operator's zone. */
export function clock(at: number): string {
  const d = new Date(at);
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}

/** The clock alone for today, with the date in front otherwise. */
export function moment(at: number, now: number): string {
  const d = new Date(at);
  const today = new Date(now);
  const sameDay = d.toDateString() === today.toDateString();
  return sameDay
    ? clock(at)
    : `${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}`;
}
