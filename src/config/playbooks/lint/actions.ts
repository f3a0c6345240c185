import { msg } from '../../../domain/message.js';
import type { ActionStep, Deed } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import { floor } from '../build/actions.js';
import { confirmations } from '../schema/actions.js';
import type { Finding, Subject } from './finding.js';
import { onlyLooks } from './read-only.js';
import { possible } from './suggest-name.js';

/** Confirmations weaker than their risk, risks smaller than the deed, and guards that are missing. */
export function actionFindings(subject: Subject): Finding[] {
  return subject.steps.flatMap(({ step, path }) => {
    if (step.kind !== 'action') return [];
    const at = [...path, 'action'];
    return [
      ...deedFindings(step.deed, at, step.undo !== undefined),
      ...(step.undo ? deedFindings(step.undo, [...at, 'undo'], false) : []),
      ...guardFindings(step, at, subject),
    ];
  });
}

const strength = ['none', ...confirmations];

function deedFindings(deed: Deed, path: Path, canBeUndone: boolean): Finding[] {
  const findings: Finding[] = [];
  const least = floor[deed.risk];
  if (strength.indexOf(deed.confirm) < strength.indexOf(least)) {
    const what = msg('playbooks.lint.weak', { confirm: deed.confirm, risk: deed.risk });
    const next = msg('playbooks.lint.weak.next', { confirm: least });
    findings.push({ path: [...path, 'confirm'], what, next });
  }
  if (deed.risk === 'none' && (canBeUndone || !onlyLooks(deed.act))) {
    const what = canBeUndone ? msg('playbooks.lint.undo_of_none') : msg('playbooks.lint.risk_none');
    findings.push({ path: [...path, 'risk'], what, next: msg('playbooks.lint.risk_none.next') });
  }
  const { act } = deed;
  const onHost = act.do === 'compose' || ((act.do === 'run' || act.do === 'script') && act.on === 'host');
  if (deed.detached && !onHost) {
    const what = msg('playbooks.lint.detached');
    findings.push({ path: [...path, 'detached'], what, next: msg('playbooks.lint.detached.next') });
  }
  return findings;
}

function guardFindings({ deed, requires, reconcile }: ActionStep, path: Path, subject: Subject): Finding[] {
  const findings: Finding[] = [];
  const probes = subject.steps.flatMap(({ step }) => (step.kind === 'probe' ? [step.id] : []));
  const others = subject.steps.flatMap(({ step }) => (step.kind === 'probe' ? [] : [step.id]));
  const refer = (id: string, at: Path) => {
    if (probes.includes(id)) return;
    const what = others.includes(id)
      ? msg('playbooks.lint.no_probe_step', { step: id })
      : msg('playbooks.lint.no_step', { step: id });
    findings.push({ path: at, what, ...possible(id, probes) });
  };
  requires.forEach((id, i) => {
    refer(id, [...path, 'requires', i]);
  });
  if (reconcile !== undefined) refer(reconcile, [...path, 'reconcile']);
  if (deed.risk === 'destructive' && requires.length === 0) {
    const what = msg('playbooks.lint.no_requires');
    findings.push({ path: [...path, 'risk'], what, next: msg('playbooks.lint.no_requires.next') });
  }
  // The operator sees for himself how an interactive program ended.
  if (deed.risk !== 'none' && reconcile === undefined && deed.act.do !== 'shell') {
    const what = msg('playbooks.lint.no_reconcile');
    findings.push({ path, ofKey: true, what, next: msg('playbooks.lint.no_reconcile.next') });
  }
  return findings;
}
