import type { Lang } from '../i18n/t.js';

const units = {
  en: { s: 's', m: 'm', h: 'h', d: 'd' },
  ja: { s: '秒', m: '分', h: '時間', d: '日' },
} as const;

/** A length of time in at most two units: "3s", "5m", "2h10m", "4d". Negative lengths (skewed clocks) count as 0. */
export function duration(seconds: number | undefined, lang: Lang): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return '';
  const u = units[lang];
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s}${u.s}`;
  if (s < 3600)
    return s < 600 && s % 60 !== 0
      ? `${Math.floor(s / 60)}${u.m}${s % 60}${u.s}`
      : `${Math.floor(s / 60)}${u.m}`;
  if (s < 86_400) {
    const minutes = Math.floor((s % 3600) / 60);
    return minutes > 0 && s < 36_000
      ? `${Math.floor(s / 3600)}${u.h}${minutes}${u.m}`
      : `${Math.floor(s / 3600)}${u.h}`;
  }
  const hours = Math.floor((s % 86_400) / 3600);
  return hours > 0 && s < 864_000
    ? `${Math.floor(s / 86_400)}${u.d}${hours}${u.h}`
    : `${Math.floor(s / 86_400)}${u.d}`;
}

const sizes = ['B', 'K', 'M', 'G', 'T', 'P'] as const;

/** Bytes in powers of 1024, three significant digits at most: "0B", "512M", "1.2G". */
export function bytes(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '';
  let v = Math.max(0, value);
  let i = 0;
  while (v >= 999.5 && i < sizes.length - 1) {
    v /= 1024;
    i++;
  }
  const text = i === 0 || v >= 9.95 ? String(Math.round(v)) : v.toFixed(1);
  return `${text}${sizes[i]}`;
}

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
