import type { Act, Bilingual, Condition, Deed, Matcher, Step } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import { conditionsOf, leavesOf } from './conditions.js';
import type { Located } from './finding.js';
import { readsOf } from './reads.js';

/**
 * A template and where it stands. `text`: for people · `argument`: of a step probe or a called tree ·
 * `command`: a word, variable or value of an action · `matcher`: compared with evidence · `fixed`: may hold no value.
 */
export interface Site {
  readonly path: Path;
  readonly template: string;
  readonly use: 'text' | 'argument' | 'command' | 'matcher' | 'fixed';
  /** The rule whose place that decided is at hand. */
  readonly rule?: number;
}

const both = (text: Bilingual, path: Path, rule?: number): Site[] =>
  (['en', 'ja'] as const).map((lang) => ({
    path: [...path, lang],
    template: text[lang],
    use: 'text',
    ...(rule === undefined ? {} : { rule }),
  }));

const strings = (values: readonly unknown[], path: Path, use: Site['use']): Site[] =>
  values.flatMap((value, i) =>
    typeof value === 'string' ? [{ path: [...path, i], template: value, use }] : [],
  );

const named = (values: Readonly<Record<string, unknown>>, path: Path, use: Site['use']): Site[] =>
  Object.entries(values).flatMap(([name, value]) =>
    Array.isArray(value)
      ? strings(value, [...path, name], use)
      : typeof value === 'string'
        ? [{ path: [...path, name], template: value, use }]
        : [],
  );

/** Every template of a step. */
export function sitesOf(located: Located): Site[] {
  const { step, path } = located;
  return [
    ...both(step.title, [...path, 'title']),
    ...(step.differs ? both(step.differs, [...path, 'differs']) : []),
    ...readsOf(located).flatMap(({ read, path: at }) => named(read.with, [...at, 'with'], 'argument')),
    ...conditionsOf(located)
      .flatMap(leavesOf)
      .flatMap(({ condition, path: at }) => ofCondition(condition, at)),
    ...ofKind(step, path, located),
  ];
}

function ofKind(step: Step, path: Path, { input }: Located): Site[] {
  switch (step.kind) {
    case 'probe':
      return step.rules.flatMap((rule, i) => [
        ...both(rule.say, [...path, 'verdict', i, 'say'], i),
        ...(rule.cause ? both(rule.cause.text, [...path, 'verdict', i, 'cause'], i) : []),
      ]);
    case 'ask':
      return step.options.flatMap((option, i) => both(option.label, [...path, 'ask', i, 'label']));
    case 'pick':
      return ofWhere(step.where ?? {}, [...path, 'pick', 'where']);
    case 'note':
      return [
        ...both(step.text, [...path, 'note', 'text']),
        ...named({ copy: step.copy, open: step.open }, [...path, 'note'], 'command'),
      ];
    case 'call':
      return named(step.with, [...path, 'call', 'with'], 'argument');
    case 'action': {
      const at = [...path, 'action'];
      const own = 'action' in input && input.action.undo?.target !== undefined;
      const { undo } = step;
      return [
        ...ofDeed(step.deed, at, true),
        ...(undo
          ? [...both(undo.title, [...at, 'undo', 'title']), ...ofDeed(undo, [...at, 'undo'], own)]
          : []),
      ];
    }
    case 'end':
      return both(step.say, [...path, 'say']);
    default:
      return [];
  }
}

function ofDeed(deed: Deed, path: Path, ownTarget: boolean): Site[] {
  return [
    ...ofAct(deed.act, path),
    ...(ownTarget ? named({ target: deed.target }, path, 'command') : []),
    ...both(deed.impact, [...path, 'impact']),
  ];
}

function ofAct(act: Act, path: Path): Site[] {
  switch (act.do) {
    case 'run':
      return [
        ...strings(act.argv, [...path, 'run'], 'command'),
        ...named({ stdin: act.stdin }, path, 'command'),
      ];
    case 'compose':
      return strings(act.args, [...path, 'compose'], 'command');
    case 'aws':
      return strings(act.args, [...path, 'aws'], 'command');
    case 'shell':
      return strings(act.argv, [...path, 'shell'], 'command');
    case 'script':
      return [...named({ script: act.text }, path, 'fixed'), ...named(act.env, [...path, 'env'], 'command')];
    case 'sql':
      return [
        ...named({ text: act.text }, [...path, 'sql'], 'fixed'),
        ...named({ server: act.server, params: act.params }, [...path, 'sql'], 'command'),
      ];
  }
}

export function ofWhere(where: Readonly<Record<string, Matcher>>, path: Path): Site[] {
  return Object.entries(where).flatMap(([field, matcher]) => ofMatcher(matcher, [...path, field]));
}

/** A bare value stands at the path itself. */
const ofMatcher = (matcher: Matcher, path: Path): Site[] => named({ ...matcher }, path, 'matcher');

function ofCondition(condition: Condition, path: Path): Site[] {
  switch (condition.op) {
    case 'line':
      return named({ [condition.stream]: condition.pattern }, path, 'matcher');
    case 'number':
      return [...named({ number: condition.pattern }, path, 'matcher'), ...ofMatcher(condition.match, path)];
    case 'json':
    case 'value':
      return ofMatcher(condition.match, path);
    case 'exit':
      return ofMatcher(condition.match, [...path, 'exit']);
    case 'row':
      return ofWhere(condition.where, [...path, 'row']);
    case 'rows':
      return [
        ...ofWhere(condition.where ?? {}, [...path, 'where']),
        ...ofMatcher(condition.match, [...path, 'rows']),
      ];
    default:
      return [];
  }
}
