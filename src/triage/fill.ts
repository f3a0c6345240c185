import { fail } from '../domain/failure.js';
import { bothLanguages, type Msg, msg } from '../domain/message.js';
import type { Bilingual, Scalar } from '../domain/playbook.js';
import { parseTemplate, type TemplatePart } from '../domain/template.js';
import { maskSecrets } from '../domain/text/mask-secrets.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { holdsHidden, mayEnterCommand } from '../domain/value-types.js';
import { amountOf } from './amount-of.js';
import { declaredOf, isAsDeclared, knownValue, type Types, type Values } from './values.js';

/**
 * A template of a command as exactly one word. Its values are looked at again: each must be declared, look like its
 * type and may enter a command. Throws a FailureError that names the value: `missing` or `malformed`.
 */
export function fillWord(template: string, values: Values, types: Types): string {
  const { parts, problems } = parseTemplate(template);
  const problem = problems[0];
  if (problem) {
    throw fail('malformed', msg('triage.template.malformed', { found: sanitizeLine(problem.found) }));
  }
  const word = parts
    .map((part) => (part.kind === 'text' ? part.text : commandValue(part.name, values, types)))
    .join('');
  // A script and standard input have lines.
  if (holdsHidden(word.replace(/[\n\t]/g, ''))) {
    throw fail('malformed', msg('triage.word.hidden', { word: sanitizeLine(word).slice(0, 80) }));
  }
  return word;
}

/** The words of a template in an argv: one, unless it is a value of type `flags` and nothing else. */
export function fillWords(template: string, values: Values, types: Types): readonly string[] {
  const word = fillWord(template, values, types);
  const [only, more] = parseTemplate(template).parts;
  const splits = only?.kind === 'name' && !more && declaredOf(types, only.name)?.type === 'flags';
  return splits ? word.split(' ') : [word];
}

function commandValue(name: string, values: Values, types: Types): string {
  const value = knownValue(values, name);
  if (value === undefined) throw fail('missing', msg('triage.value.missing', { name }));
  const declared = declaredOf(types, name);
  if (!declared || !mayEnterCommand(declared.type)) {
    throw fail('malformed', msg('triage.value.text', { name }));
  }
  if (!isAsDeclared(types, name, value)) {
    throw fail('malformed', msg('triage.value.odd', { name, type: declared.type, value: shownValue(value) }));
  }
  return value;
}

/** Where a text's `@{row.FIELD}` and `@{match.N}` come from; group 0 is the whole match. */
export interface Place {
  readonly row?: Readonly<Record<string, Scalar>>;
  readonly match?: readonly (string | undefined)[];
}

const unknown = '–';
const mostShown = 300;

/**
 * A text for people; a value that is missing shows as '–', and none brings control characters or line breaks. Seconds and
 * bytes with their unit behind them read as "3h" and "1.2G".
 */
export function fillText(text: Bilingual, values: Values, place: Place = {}): Msg {
  const fill = (lang: 'en' | 'ja') =>
    filled(parseTemplate(text[lang]).parts, (name) => textValue(name, values, place), lang)
      .split('\n')
      .map(sanitizeLine)
      .join('\n');
  return bothLanguages(fill('en'), fill('ja'));
}

function filled(parts: readonly TemplatePart[], textOf: (name: string) => string, lang: 'en' | 'ja'): string {
  let text = '';
  let unit = 0;
  for (const [i, part] of parts.entries()) {
    if (part.kind === 'text') {
      text += part.text.slice(unit);
      unit = 0;
      continue;
    }
    const value = textOf(part.name);
    const next = parts[i + 1];
    const amount = next?.kind === 'text' ? amountOf(part.name, value, next.text, lang) : undefined;
    text += amount?.text ?? value;
    unit = amount?.unit ?? 0;
  }
  return text;
}

function textValue(name: string, values: Values, place: Place): string {
  const shown = shownValue(String(placeValue(name, place) ?? knownValue(values, name) ?? ''));
  return shown.trim() === '' ? unknown : shown;
}

function placeValue(name: string, { row, match }: Place): Scalar | undefined {
  if (name.startsWith('row.')) {
    const field = name.slice('row.'.length);
    return row && Object.hasOwn(row, field) ? row[field] : undefined;
  }
  return name.startsWith('match.') ? match?.[Number(name.slice('match.'.length))] : undefined;
}

/** A value as it may be shown: one line, without secrets. */
export const shownValue = (value: string): string => {
  const line = maskSecrets(sanitizeLine(value));
  return line.length > mostShown ? `${line.slice(0, mostShown - 1).toWellFormed()}…` : line;
};
