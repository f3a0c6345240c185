import type { ValueType } from './playbook.js';

/** No value is longer: longer ones are no names, and checking them would take time. */
const longest = 4096;

/** Controls, line breaks, half surrogates and whatever else draws nothing: nobody could see what a command really says. */
export const holdsHidden = (text: string): boolean =>
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text);

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/** Docker's reference grammar (distribution/reference): [registry[:port]/]path[:tag][@digest]; or an image id. */
const part = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*';
const image = new RegExp(
  `^(?:sha256:[0-9a-f]{12,64}|(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::\\d{1,5})?/)?${part}(?:/${part})*(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?)$`,
);

/** http(s), a host without credentials, then only characters of RFC 3986. */
const url =
  /^https?:\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:[/?#][\w.~:/?#[\]@!$&'()*+,;=%-]*)?$/;

/** As Postgres writes a backend's start in ISO style. */
const session =
  /^[1-9]\d{0,9}\/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::?\d\d){0,2})?$/;

/** No shell reads them and none of these characters could end a word; what needs others is given by hand. */
const flags = /^--[a-z][a-z0-9-]*(?:=[\w.:/@%+=,~?&*-]*)?(?: --[a-z][a-z0-9-]*(?:=[\w.:/@%+=,~?&*-]*)?)*$/;

const checks: Readonly<Record<Exclude<ValueType, 'enum'>, (value: string) => boolean>> = {
  container: (value) => /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(value),
  image: (value) => image.test(value),
  ipv4: (value) => ipv4.test(value),
  // Unsigned: a leading dash would make it an option of the command that it enters.
  number: (value) => /^\d{1,18}(?:\.\d{1,9})?$/.test(value),
  path: (value) =>
    value.startsWith('/') && !holdsHidden(value) && !value.split('/').some((name) => name === '..'),
  url: (value) => url.test(value),
  name: (value) => /^\w[\w.-]*$/.test(value),
  word: (value) => /^[\w.:/@%+=,][\w.:/@%+=,-]*$/.test(value),
  session: (value) => session.test(value),
  flags: (value) => flags.test(value),
  text: () => true,
};

/**
 * Whether a value looks like its type; only then it is used. No value of a type that may enter a command begins with a
 * dash (but `flags`, which are options), holds a control character or is empty.
 */
export function looksLike(type: ValueType, value: string, choices: readonly string[] = []): boolean {
  if (type === 'text') return true;
  if (value === '' || value.length > longest || (type !== 'flags' && value.startsWith('-'))) return false;
  if (type === 'enum') return choices.includes(value) && !holdsHidden(value);
  return checks[type](value);
}

/** A `text` is for people only: it may hold anything. */
export const mayEnterCommand = (type: ValueType): boolean => type !== 'text';
