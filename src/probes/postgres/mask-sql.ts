import { sanitizeLine } from '../../domain/text/sanitize.js';

/**
 * What may hold a quote, in the order in which SQL reads it: comments and quoted names (kept), and string literals in
 * all forms (caught in `literal`). What the server cut off runs to the end.
 */
const quoted =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"]|"")*(?:"|$)|(?<literal>[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)|\$(?<tag>[a-z_]\w*|)\$[\s\S]*?(?:\$\k<tag>\$|$))/gi;

/** A statement that speaks of such things loses all its literals: which of them is the secret can't be told for sure. */
const speaksOfSecrets =
  /passw(?:or)?d|passphrase|pwd|secret|token|api_?key|private_?key|credential|\bpgp_(?:sym|pub)_|\b(?:crypt|hmac|encrypt|decrypt)(?:_iv)?\s*\(/i;

/** Outside literals: in comments, and in statements that aren't well-formed. */
const keyValue =
  /((?:passw(?:or)?d|passphrase|pwd|secret|token|api_?key)\s*[=:]\s*)(?!\$\d|'\*\*\*')[^\s'";,&)]+/gi;
const urlPassword = /([a-z][a-z0-9+.-]*:\/\/[^\s:/@']*:)[^\s@']+(?=@)/gi;

/**
 * A query's text for the screen: one line, sanitised, and without the secrets that SQL can hold (role passwords,
 * connection strings, keys handed to pgcrypto, values for columns named like secrets).
 */
export function shownQuery(raw: string): string {
  const text = speaksOfSecrets.test(raw) ? withoutLiterals(raw).replace(keyValue, '$1***') : raw;
  return sanitizeLine(text.replace(urlPassword, '$1***').replace(/\s+/g, ' ').trim());
}

function withoutLiterals(text: string): string {
  return text.replace(quoted, (match, ...groups) => {
    const named = groups.at(-1) as { literal?: string };
    return named.literal === undefined ? match : "'***'";
  });
}
