import { type Msg, msg } from '../../../domain/message.js';
import type { ProbeArgument, ProbeCall } from '../../../domain/playbook.js';
import type { ProbeParameter } from '../../../domain/step-probe.js';
import { parseTemplate } from '../../../domain/template.js';
import { looksLike } from '../../../domain/value-types.js';
import type { Path } from '../../yaml-source.js';
import type { Finding, Subject } from './finding.js';
import { readsOf } from './reads.js';
import { possible } from './suggest-name.js';

/** Unknown probes and parameters, missing ones, arguments of a wrong type, and what a probe itself refuses. */
export function probeFindings(subject: Subject): Finding[] {
  return subject.steps.flatMap((located) =>
    readsOf(located).flatMap(({ read, path }) => readFindings(read, path, subject)),
  );
}

function readFindings(read: ProbeCall, path: Path, { probes }: Subject): Finding[] {
  const probe = probes.get(read.probe);
  if (!probe) {
    const what = msg('playbooks.lint.no_probe', { probe: read.probe });
    return [{ path: [...path, 'use'], what, ...possible(read.probe, [...probes.keys()]) }];
  }
  const names = Object.keys(probe.parameters);
  const findings: Finding[] = [];
  for (const [name, argument] of Object.entries(read.with)) {
    const at = [...path, 'with', name];
    const parameter = Object.hasOwn(probe.parameters, name) ? probe.parameters[name] : undefined;
    if (!parameter) {
      const what = msg('playbooks.lint.no_parameter', { probe: probe.id, name });
      findings.push({ path: at, ofKey: true, what, ...possible(name, names) });
    } else if (!fits(argument, parameter)) {
      const what = msg('playbooks.lint.argument', { name });
      findings.push({ path: at, what, expected: expectedOf(parameter) });
    }
  }
  for (const name of names) {
    if (!probe.parameters[name]?.required || Object.hasOwn(read.with, name)) continue;
    const what = msg('playbooks.lint.missing_parameter', { probe: probe.id, name });
    findings.push({
      path: [...path, 'use'],
      what,
      next: msg('playbooks.lint.missing_parameter.next', { name }),
    });
  }
  const refusal = findings.length === 0 ? probe.check?.(read.with) : undefined;
  if (refusal) {
    findings.push({
      path: [...path, 'use'],
      what: msg('playbooks.lint.refused', { probe: probe.id, why: refusal }),
      next: msg('playbooks.lint.refused.next'),
    });
  }
  return findings;
}

const hasName = (text: string) => parseTemplate(text).parts.some((part) => part.kind === 'name');

/** Templates are judged by the types of their values elsewhere. */
function fits(argument: ProbeArgument, { type, choices }: ProbeParameter): boolean {
  if (type === 'flag') return typeof argument === 'boolean';
  if (type === 'words') return Array.isArray(argument) && argument.length > 0;
  const each = Array.isArray(argument) ? argument : [argument];
  return each.every((value) => {
    if (type === 'number') return typeof value === 'number' || (typeof value === 'string' && hasName(value));
    if (typeof value === 'string' && hasName(value)) return true;
    return typeof value !== 'boolean' && looksLike(type, String(value), choices);
  });
}

function expectedOf({ type, choices }: ProbeParameter): Msg {
  if (type === 'flag') return msg('playbooks.expect.flag');
  if (type === 'words') return msg('playbooks.expect.words');
  if (choices) return msg('config.expect.one_of', { names: choices.join(', ') });
  return msg('playbooks.expect.type', { type });
}
