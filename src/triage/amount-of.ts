import { bytes, duration } from '../domain/text/amounts.js';

const seconds = { name: /(?:^|[_.])(?:s|seconds|s_ago)$/, en: /^ s\b/, ja: /^ ?秒間?/ };
const size = { name: /(?:^|[_.])bytes$/, en: /^ bytes\b/, ja: /^ ?バイト/ };

/**
 * A number with its unit behind it as a person reads it: "10822" before " s old" → "3h", of a name that ends in `_s`.
 * `unit`: how much of the text behind it that takes the place of. Undefined: it stands as it is.
 */
export function amountOf(
  name: string,
  value: string,
  behind: string,
  lang: 'en' | 'ja',
): { readonly text: string; readonly unit: number } | undefined {
  if (!/^\d+(?:\.\d+)?$/.test(value)) return undefined;
  for (const kind of [seconds, size]) {
    const [unit] = kind[lang].exec(behind) ?? [];
    if (unit === undefined || !kind.name.test(name)) continue;
    const text =
      kind === seconds
        ? duration(Number(value), lang)
        : `${bytes(Number(value))}${gap(behind.slice(unit.length))}`;
    return { text, unit: unit.length };
  }
  return undefined;
}

/** Japanese words stand off from a Latin unit. */
const gap = (behind: string): string =>
  /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(behind) ? ' ' : '';
