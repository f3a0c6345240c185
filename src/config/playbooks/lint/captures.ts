import { msg } from '../../../domain/message.js';
import type { Condition } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import { captureSource } from '../build/probes.js';
import type { CapturesInput } from '../schema/probes.js';
import { decidersOf } from './conditions.js';
import { gives, hasField, noEvidence, noField, notGiven, probeOf } from './evidence.js';
import type { Finding, Located, Subject } from './finding.js';
import { badJsonPath, groupsOf, whereFindings } from './matchers.js';

/** Captures from nowhere, and what a pick asks of its list. */
export function captureFindings(subject: Subject): Finding[] {
  return subject.steps.flatMap((located) => {
    const { step, input, path } = located;
    if (step.kind === 'probe' && 'verdict' in input) {
      return input.verdict.flatMap((rule, i) =>
        ofCaptures(rule.capture ?? {}, [...path, 'verdict', i, 'capture'], (from, within, at) =>
          fromRule(from, within, at, step.rules[i]?.when, located, subject),
        ),
      );
    }
    return step.kind === 'pick' ? pickFindings(located, subject) : [];
  });
}

type Judge = (from: string, within: string | undefined, path: Path) => Finding[];

function ofCaptures(captures: CapturesInput, path: Path, judge: Judge): Finding[] {
  return Object.entries(captures).flatMap(([name, capture]) => {
    const at = [...path, name];
    const choices = capture.choices ?? [];
    const wrongChoices: Finding[] =
      (capture.type === 'enum') === choices.length > 0
        ? []
        : [{ path: at, what: msg('playbooks.lint.choices'), expected: msg('playbooks.expect.enum') }];
    return [...wrongChoices, ...judge(capture.from, capture.in, at)];
  });
}

function fromRule(
  from: string,
  within: string | undefined,
  path: Path,
  when: Condition | undefined,
  located: Located,
  subject: Subject,
): Finding[] {
  const source = captureSource(from, within);
  const at = [...path, 'from'];
  if (!source) {
    const what = msg('playbooks.lint.capture_source', { from });
    return [{ path: at, what, expected: msg('playbooks.expect.capture_source') }];
  }
  if (source.from === 'row' || source.from === 'match') return undecided(from, when, at, located, subject);
  const missing = noEvidence(source.in, located, path);
  if (missing.length > 0) return missing;
  const probe = probeOf(source.in, located, subject);
  return [
    ...(probe && !gives(probe, 'lines') ? [notGiven(probe, 'lines', at)] : []),
    ...(source.from === 'json' ? badJsonPath(source.path, at) : []),
  ];
}

/** `row.FIELD` or `match.N` where no row or line decides, or one without that field or group. */
export function undecided(
  name: string,
  when: Condition | undefined,
  path: Path,
  located: Located,
  subject: Subject,
): Finding[] {
  const [place, rest = ''] = name.split('.', 2);
  const deciders = when ? decidersOf(when) : [];
  if (place === 'row') {
    const rows = deciders.flatMap((c) => (c.op === 'row' || c.op === 'rows' ? [c] : []));
    if (rows.length === 0) return [nothingDecides(name, path, 'row')];
    const probes = rows.flatMap((c) => probeOf(c.in, located, subject) ?? []);
    const [first] = probes;
    return !first || probes.some((probe) => hasField(probe, rest)) ? [] : [noField(first, rest, path)];
  }
  const groups = deciders.map((c) =>
    c.op === 'line' || c.op === 'number' ? groupsOf(c.pattern) : c.op === 'signature' ? 1 : undefined,
  );
  if (groups.every((n) => n === undefined)) return [nothingDecides(name, path, 'match')];
  if (groups.some((n) => n !== undefined && n >= Number(rest))) return [];
  const what = msg('playbooks.lint.no_such_group', { name });
  return [{ path, what, next: msg('playbooks.lint.no_such_group.next') }];
}

function nothingDecides(name: string, path: Path, place: 'row' | 'match'): Finding {
  const what = msg('playbooks.lint.nothing_decides', { name });
  const next =
    place === 'row' ? msg('playbooks.lint.nothing_decides.row') : msg('playbooks.lint.nothing_decides.match');
  return { path, what, next };
}

function pickFindings(located: Located, subject: Subject): Finding[] {
  const { step, input } = located;
  if (step.kind !== 'pick' || !('pick' in input)) return [];
  const path = [...located.path, 'pick'];
  const probe = subject.probes.get(step.read.probe);
  if (probe && !gives(probe, 'rows')) return [notGiven(probe, 'rows', [...path, 'use'])];
  const known = (field: string, at: Path, ofKey = false) =>
    !probe || hasField(probe, field) ? [] : [noField(probe, field, at, ofKey)];
  return [
    ...step.columns.flatMap((field, i) => known(field, [...path, 'columns', i])),
    ...Object.keys(step.where ?? {}).flatMap((field) => known(field, [...path, 'where', field], true)),
    ...whereFindings(step.where ?? {}, [...path, 'where']),
    ...ofCaptures(input.pick.capture, [...path, 'capture'], (from, within, at) => {
      const source = captureSource(from, within);
      if (source?.from === 'row') return known(source.field, [...at, 'from']);
      const what = msg('playbooks.lint.capture_source', { from });
      return [{ path: [...at, 'from'], what, expected: msg('playbooks.expect.capture_row') }];
    }),
  ];
}
