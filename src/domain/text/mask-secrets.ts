/** What stands in place of a secret. */
export const mask = '•••';

const secretName =
  /pass(word|wd|phrase)?|pwd|secret|token|credential|private|(^|_)(api|access|enc|encryption|signing|master|ssh|license|account|deploy)?_?keys?(_|\d|$)|(^|_)(auth|salt|pepper|cookie|session|pin|otp|cert|dsn_key|jwt)(_|$)|webhook|connection_?string/i;
/** Names that only look like it. */
const harmlessName =
  /(^|_)(public_?key|key_?(id|name|prefix|size|length|type|algorithm|file|path)|token_?(ttl|expiry|url)|.*_(file|path|dir|ttl|timeout|seconds|minutes|enabled|algorithm|header))$/i;

/** Values that give themselves away: PEM blocks, JSON web tokens, and the prefixes of well-known access keys. */
const secretValue =
  /-----BEGIN [A-Z ]*PRIVATE KEY|^eyJ[\w-]{8,}\.[\w-]+\.|\b(AKIA|ASIA)[A-Z0-9]{16}\b|\b(ghp|gho|ghs|github_pat|glpat|xox[abpr]|sk|rk|pk)[-_][\w-]{10,}|\bya29\.|\bAIza[\w-]{30,}/;

/**
 * `scheme://user:password@host`, also without a user (redis://:password@host); the password may hold an unescaped @. The
 * scheme's length is bounded, because a long line without blanks would be searched from each of its letters to its end.
 */
const urlPassword = /([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@?#"']*:)[^\s/"']+(?=@)/gi;
/** `https://TOKEN@host`, as git remotes are given an access token: a user's name is shorter, or has no digit. */
const urlToken = /([a-z][a-z0-9+.-]{0,20}:\/\/)(?=[\w-]*\d)[\w-]{20,}(?=@)/gi;
/** Access tokens that are known by their prefix. */
const knownToken = /\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abpr]-)[\w-]{10,}/g;
const secretKey =
  'pass(?:word|wd|phrase)?|requirepass|masterauth|pwd|secret|token|(?:api|access|master|private|encrypt(?:ion|ed)|signing|license|deploy)[-_]?key|secret[-_]?key(?:[-_]?base)?|sig|signature';
const someValue = `"[^"]*"|'[^']*'|[^\\s&;,"']+`;
const assignment = new RegExp(
  `(\\b|--?|_|\\bPG)((?:${secretKey})["']?\\s*(?:=>|[=:])\\s*)(?:${someValue})`,
  'gi',
);
/** After a mere space only where that is how a value is given: in a log "password authentication failed" is no secret. */
const optionValue = new RegExp(
  `((?:(?<![\\w-])--?[\\w-]{0,40}(?:${secretKey})|\\b(?:requirepass|masterauth))["']?\\s+)(?:${someValue})`,
  'gi',
);
const quotedPassword = /(\bpassword\s+)(?:"[^"]+"|'[^']+')/gi;
const bearer = /\b(Bearer|Basic)\s+[\w.+/=-]{8,}/g;
/** Clients and logs write the header in any case; "basic" alone is a word. */
const authorization = /(\bauthorization["']?\s*(?:=>|[=:])\s*["']?(?:bearer|basic)\s+)[\w.+/=-]{4,}/gi;
/** What every line that is masked has at least one of: the patterns are too slow for each line of a flood. */
const mayHoldOne =
  /:\/\/|pass|pwd|auth|secret|token|key|sig|bearer|basic|redis-cli|gh[oprsu]_|github_pat|glpat|xox/i;
const redisAuth = /(\bredis-cli\b.*?\s(?:-a|--pass)\s+)\S+/g;

/** Masks passwords inside free text: URLs, `password=…`, `--token …`, authorisation headers. */
export function maskSecrets(text: string): string {
  if (!mayHoldOne.test(text)) return text;
  return text
    .replace(urlPassword, `$1${mask}`)
    .replace(urlToken, `$1${mask}`)
    .replace(knownToken, mask)
    .replace(redisAuth, `$1${mask}`)
    .replace(assignment, `$1$2${mask}`)
    .replace(optionValue, `$1${mask}`)
    .replace(quotedPassword, `$1${mask}`)
    .replace(authorization, `$1${mask}`)
    .replace(bearer, `$1 ${mask}`);
}

/** An environment variable as it may be shown; when in doubt, masked. */
export function maskVariable(
  name: string,
  value: string,
): { readonly value: string; readonly masked: boolean } {
  if (value === '') return { value, masked: false };
  const harmless = harmlessName.test(name) || /^(true|false|yes|no|on|off|\d{1,4})$/i.test(value);
  if (secretValue.test(value) || (secretName.test(name) && !harmless)) return { value: mask, masked: true };
  const shown = maskSecrets(value);
  return { value: shown, masked: shown !== value };
}
