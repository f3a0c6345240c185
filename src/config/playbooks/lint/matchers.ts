import { parseJsonPath } from '../../../domain/json-path.js';
import { msg } from '../../../domain/message.js';
import type { Condition, Matcher } from '../../../domain/playbook.js';
import { fillTemplate } from '../../../domain/template.js';
import type { Path } from '../../yaml-source.js';
import type { Finding } from './finding.js';

/** Regular expressions and JSON paths of a condition that can't be understood, and comparisons with nothing in them. */
export function matcherFindings(condition: Condition, path: Path): Finding[] {
  switch (condition.op) {
    case 'line':
      return badPattern(condition.pattern, [...path, condition.stream]);
    case 'number':
      return [
        ...badPattern(condition.pattern, [...path, 'number']),
        ...matcherFinding(condition.match, path),
      ];
    case 'json':
      return [...badJsonPath(condition.path, [...path, 'json']), ...matcherFinding(condition.match, path)];
    case 'value':
      return matcherFinding(condition.match, path);
    case 'exit':
      return matcherFinding(condition.match, [...path, 'exit']);
    case 'row':
      return whereFindings(condition.where, [...path, 'row']);
    case 'rows':
      return [
        ...whereFindings(condition.where ?? {}, [...path, 'where']),
        ...matcherFinding(condition.match, [...path, 'rows']),
      ];
    default:
      return [];
  }
}

export const whereFindings = (where: Readonly<Record<string, Matcher>>, path: Path): Finding[] =>
  Object.entries(where).flatMap(([field, matcher]) => matcherFinding(matcher, [...path, field]));

function matcherFinding(matcher: Matcher, path: Path): Finding[] {
  if (Object.keys(matcher).length === 0) {
    return [{ path, what: msg('playbooks.lint.empty_matcher'), expected: msg('playbooks.expect.matcher') }];
  }
  return matcher.matches === undefined ? [] : badPattern(matcher.matches, [...path, 'matches']);
}

export function badJsonPath(text: string, path: Path): Finding[] {
  if (parseJsonPath(text) !== undefined) return [];
  const what = msg('playbooks.lint.json_path', { path: text });
  return [{ path, what, expected: msg('playbooks.expect.json_path') }];
}

/** How many groups a regular expression captures; undefined when it does not compile. */
export function groupsOf(pattern: string): number | undefined {
  // A value is put in as literal text.
  const filled = fillTemplate(pattern, () => 'x') ?? pattern;
  try {
    new RegExp(filled);
    // With an empty alternative it matches the empty text, and its match has every group.
    return (new RegExp(`${filled}|`).exec('')?.length ?? 1) - 1;
  } catch {
    return undefined;
  }
}

function badPattern(pattern: string, path: Path): Finding[] {
  if (groupsOf(pattern) !== undefined) return [];
  const what = msg('playbooks.lint.pattern', { pattern });
  return [{ path, what, next: msg('playbooks.lint.pattern.next') }];
}
