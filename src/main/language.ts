import type { Lang } from '../i18n/t.js';

/** The language of the environment, as gettext reads it: LC_ALL, LC_MESSAGES, LANG. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Lang {
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '');
  return locale !== undefined && /^ja([_.@-]|$)/i.test(locale) ? 'ja' : 'en';
}
