import { bothLanguages, type Msg } from '../domain/message.js';
import type { Act, Bilingual, Condition, Matcher, ProbeCall } from '../domain/playbook.js';
import { quoteArgv } from '../domain/text/quote-argv.js';

export type Translate = (message: Msg) => string;

export const textOf = (text: Bilingual, t: Translate): string => t(bothLanguages(text.en, text.ja));

/** `exit 7`, `row state=exited exit>0`, `stdout /refused/`: a condition in the words of the file. */
export function conditionText(condition: Condition): string {
  switch (condition.op) {
    case 'all':
    case 'any':
      return `${condition.op}(${condition.of.map(conditionText).join(', ')})`;
    case 'not':
      return `not(${conditionText(condition.of)})`;
    case 'value':
      return `${condition.name}${matcherText(condition.match)}`;
    default:
      return `${condition.in === undefined ? '' : `${condition.in}: `}${leafText(condition)}`;
  }
}

function leafText(condition: Exclude<Condition, { op: 'all' | 'any' | 'not' | 'value' }>): string {
  switch (condition.op) {
    case 'exit':
      return `exit${matcherText(condition.match)}`;
    case 'line':
      return `${condition.stream} /${condition.pattern}/`;
    case 'number':
      return `number /${condition.pattern}/${matcherText(condition.match)}`;
    case 'rows':
      return `rows${matcherText(condition.match)}${condition.where ? ` ${whereText(condition.where)}` : ''}`;
    case 'row':
      return `row ${whereText(condition.where)}`;
    case 'json':
      return `json ${condition.path}${matcherText(condition.match)}`;
    case 'signature':
      return `signature ${condition.ids.join(', ')}`;
  }
}

const whereText = (where: Readonly<Record<string, Matcher>>): string =>
  Object.entries(where)
    .map(([field, matcher]) => `${field}${matcherText(matcher)}`)
    .join(' ');

const signs: Readonly<Record<string, string>> = {
  is: '=',
  not: '≠',
  above: '>',
  atLeast: '≥',
  below: '<',
  atMost: '≤',
};

function matcherText(matcher: Matcher): string {
  const parts = Object.entries(matcher).map(([key, value]) => {
    if (key === 'oneOf') return `∈{${matcher.oneOf?.map(String).join(', ')}}`;
    if (key === 'matches') return `~/${String(value)}/`;
    if (key === 'known') return value === true ? ' known' : ' unknown';
    return `${signs[key] ?? key}${String(value)}`;
  });
  return parts.join(' ');
}

/** `containers name=@{app}` */
export function readText({ probe, with: values }: ProbeCall): string {
  const words = Object.entries(values).map(([name, value]) =>
    Array.isArray(value) ? `${name}=[${quoteArgv(value)}]` : `${name}=${String(value)}`,
  );
  return [probe, ...words].join(' ');
}

/** An action as it stands in the file: values are still templates. */
export function actText(act: Act): string {
  switch (act.do) {
    case 'run':
      return `${act.on === 'operator' ? 'operator$ ' : '$ '}${templateWords(act.argv)}`;
    case 'compose':
      return `$ docker compose … ${templateWords(act.args)}`;
    case 'aws':
      return `$ aws … ${templateWords(act.args)}`;
    case 'script':
      return [
        `${act.on === 'operator' ? 'operator$ ' : '$ '}bash (set -euo pipefail)`,
        ...Object.entries(act.env).map(([name, value]) => `  ${name}=${value}`),
        ...act.text
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`),
      ].join('\n');
    case 'sql':
      return [
        `${act.server}=> ${act.text.trim()}`,
        ...act.params.map((value, i) => `  $${i + 1} = ${value}`),
      ].join('\n');
    case 'shell':
      return `$ ${templateWords(act.argv)}`;
  }
}

/** A word that is one template needs no quotation marks to be read. */
const templateWords = (argv: readonly string[]) =>
  argv.map((word) => (/^[\w@{}./:=,+-]+$/.test(word) ? word : quoteArgv([word]))).join(' ');
