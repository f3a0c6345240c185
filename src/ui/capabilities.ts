import type { Capabilities } from './theme.js';

/**
 * Reads the terminal's capabilities from the environment.
 *
 * `NO_COLOR` (no-color.org) wins over everything; Unicode needs a UTF-8 locale, because a terminal in another
 * locale prints borders as several wrong characters.
 */
export function detectCapabilities(env: Readonly<Record<string, string | undefined>>): Capabilities {
  return { color: detectColor(env), unicode: detectUnicode(env) };
}

function detectColor(env: Readonly<Record<string, string | undefined>>): Capabilities['color'] {
  const term = env.TERM ?? '';
  if ((env.NO_COLOR ?? '') !== '' || term === 'dumb') {
    return 'none';
  }

  if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? '') || /-direct$/.test(term)) {
    return 'truecolor';
  }

  return /256/.test(term) ? '256' : '16';
}

function detectUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => value !== undefined && value !== '');
  return env.TERM !== 'linux' && /utf-?8/i.test(locale ?? '');
}
