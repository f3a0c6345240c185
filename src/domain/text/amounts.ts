const units = {
  en: { s: 's', m: 'm', h: 'h', d: 'd' },
  ja: { s: '秒', m: '分', h: '時間', d: '日' },
} as const;

/** A length of time in at most two units: "3s", "5m", "2h10m", "4d". Negative lengths (skewed clocks) count as 0. */
export function duration(seconds: number | undefined, lang: 'en' | 'ja'): string {
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
