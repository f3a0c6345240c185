import { msg } from '../../../domain/message.js';
import type { Condition } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import type { KnownProbe } from '../vocabulary.js';
import { conditionsOf, leavesOf } from './conditions.js';
import type { Finding, Located, Subject } from './finding.js';
import { matcherFindings } from './matchers.js';
import { readsOf } from './reads.js';
import { possible } from './suggest-name.js';

/** What conditions ask of evidence that is not there: names, fields, lines, rows. */
export function evidenceFindings(subject: Subject): Finding[] {
  return subject.steps.flatMap((located) =>
    conditionsOf(located)
      .flatMap(leavesOf)
      .flatMap(({ condition, path }) => [
        ...leafFindings(condition, path, located, subject),
        ...matcherFindings(condition, path),
      ]),
  );
}

function leafFindings(condition: Condition, path: Path, located: Located, subject: Subject): Finding[] {
  if (condition.op === 'value' || 'of' in condition) return [];
  if (located.step.kind === 'branch') {
    const what = msg('playbooks.lint.branch_condition');
    return [{ path, what, expected: msg('playbooks.expect.branch_condition') }];
  }
  const missing = noEvidence(condition.in, located, path);
  if (missing.length > 0) return missing;
  const probe = probeOf(condition.in, located, subject);
  if (!probe) return [];
  const wanted = wantedBy(condition);
  if (wanted && !gives(probe, wanted)) return [notGiven(probe, wanted, path)];
  if ((condition.op !== 'row' && condition.op !== 'rows') || !condition.where) return [];
  const key = condition.op === 'row' ? 'row' : 'where';
  return Object.keys(condition.where).flatMap((field) =>
    hasField(probe, field) ? [] : [noField(probe, field, [...path, key, field], true)],
  );
}

/** The probe behind an evidence name; the first one without a name. */
export function probeOf(
  name: string | undefined,
  located: Located,
  { probes }: Subject,
): KnownProbe | undefined {
  const reads = readsOf(located).map(({ read }) => read);
  const read = name === undefined ? reads[0] : reads.find((r) => r.name === name);
  return read && probes.get(read.probe);
}

/** An `in` that names no evidence of the step. */
export function noEvidence(name: string | undefined, located: Located, path: Path): Finding[] {
  const names = readsOf(located).map(({ read }) => read.name);
  if (name === undefined || names.includes(name)) return [];
  return [
    { path: [...path, 'in'], what: msg('playbooks.lint.no_evidence', { name }), ...possible(name, names) },
  ];
}

function wantedBy({ op }: Condition): 'rows' | 'lines' | undefined {
  if (op === 'row') return 'rows';
  return op === 'rows' ? undefined : 'lines';
}

export const gives = (probe: KnownProbe, wanted: 'rows' | 'lines') =>
  probe.gives === 'both' || probe.gives === wanted;

export function notGiven(probe: KnownProbe, wanted: 'rows' | 'lines', path: Path): Finding {
  return wanted === 'rows'
    ? {
        path,
        what: msg('playbooks.lint.no_rows', { probe: probe.id }),
        next: msg('playbooks.lint.no_rows.next'),
      }
    : {
        path,
        what: msg('playbooks.lint.no_lines', { probe: probe.id }),
        next: msg('playbooks.lint.no_lines.next'),
      };
}

/** `*` among the fields of a probe: they depend on its arguments. */
export const hasField = (probe: KnownProbe, field: string) =>
  probe.gives === 'lines' || probe.fields.includes(field) || probe.fields.includes('*');

export function noField(probe: KnownProbe, field: string, path: Path, ofKey = false): Finding {
  const what = msg('playbooks.lint.no_field', { probe: probe.id, field });
  return { path, ...(ofKey ? { ofKey: true } : {}), what, ...possible(field, probe.fields) };
}
