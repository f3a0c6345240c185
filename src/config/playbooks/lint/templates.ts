import { msg } from '../../../domain/message.js';
import type { ProbeCall } from '../../../domain/playbook.js';
import { parseTemplate, templateNames } from '../../../domain/template.js';
import { mayEnterCommand } from '../../../domain/value-types.js';
import { undecided } from './captures.js';
import { conditionsOf, leavesOf } from './conditions.js';
import type { Finding, Located, Subject } from './finding.js';
import { type KnownValues, knownValues } from './known-values.js';
import { readsOf } from './reads.js';
import { type Site, sitesOf } from './sites.js';
import { possible } from './suggest-name.js';

/** Templates that are malformed, stand where none may, or ask for values that can't be known there. */
export function templateFindings(subject: Subject): Finding[] {
  const known = knownValues(subject);
  return subject.steps.flatMap((located) => {
    const values: KnownValues = known.get(located.step.id) ?? new Map();
    return [
      ...sitesOf(located).flatMap((site) => siteFindings(site, values, located, subject)),
      ...conditionNames(located, values),
    ];
  });
}

function siteFindings(site: Site, values: KnownValues, located: Located, subject: Subject): Finding[] {
  const { path, template, use } = site;
  const malformed = malformedFindings(template, path);
  if (malformed.length > 0) return malformed;
  return templateNames(template).flatMap((name) => {
    if (use === 'fixed') return [fixedFinding(site, name)];
    if (/^(?:row|match)\./.test(name)) return ofPlace(site, name, located, subject);
    const types = values.get(name) ?? ownCapture(site, name, located);
    if (!types) return [unknownValue(name, path, values)];
    if (use === 'command' && ![...types].every(mayEnterCommand)) return [unsafe(name, path)];
    if (use === 'argument' && ![...types].every(mayEnterCommand) && !takesText(site, located, subject)) {
      return [unsafe(name, path)];
    }
    return [];
  });
}

export function malformedFindings(template: string, path: Site['path']): Finding[] {
  return parseTemplate(template).problems.map(({ found }) => ({
    path,
    what: msg('playbooks.lint.malformed', { found }),
    expected: msg('playbooks.expect.template'),
  }));
}

export function unknownValue(
  name: string,
  path: Site['path'],
  values: ReadonlyMap<string, unknown>,
): Finding {
  return { path, what: msg('playbooks.lint.no_value', { name }), ...possible(name, [...values.keys()]) };
}

const unsafe = (name: string, path: Site['path']): Finding => ({
  path,
  what: msg('playbooks.lint.unsafe', { name }),
  next: msg('playbooks.lint.unsafe.next'),
});

function fixedFinding({ path }: Site, name: string): Finding {
  const at = path.at(-1);
  if (at === 'script') {
    return {
      path,
      what: msg('playbooks.lint.in_script', { name }),
      next: msg('playbooks.lint.in_script.next'),
    };
  }
  return {
    path,
    what: msg('playbooks.lint.in_sql', { name }),
    next: msg('playbooks.lint.in_sql.next'),
  };
}

/** `row.FIELD` and `match.N` are of the place that decided: only the texts of a verdict have one. */
function ofPlace(site: Site, name: string, located: Located, subject: Subject): Finding[] {
  const { step } = located;
  const rule = step.kind === 'probe' && site.rule !== undefined ? step.rules[site.rule] : undefined;
  if (rule) return undecided(name, rule.when, site.path, located, subject);
  const what = msg('playbooks.lint.no_place', { name });
  return [{ path: site.path, what, next: msg('playbooks.lint.no_place.next') }];
}

/** The texts of a rule may name what the rule itself captures. */
function ownCapture({ rule }: Site, name: string, { step }: Located) {
  if (rule === undefined || step.kind !== 'probe') return undefined;
  const capture = step.rules[rule]?.capture.find((c) => c.name === name);
  return capture && new Set([capture.type]);
}

/** A step probe's parameter of type text takes any value; a called tree checks its own needs. */
function takesText(site: Site, located: Located, { probes }: Subject): boolean {
  if (located.step.kind === 'call') return true;
  return readsOf(located).some(({ read, path }) => {
    const [key] = site.path.slice(path.length + 1);
    return path.every((step, i) => step === site.path[i]) && parameterType(read, key, probes) === 'text';
  });
}

function parameterType(read: ProbeCall, key: string | number | undefined, probes: Subject['probes']) {
  return typeof key === 'string' ? probes.get(read.probe)?.parameters[key]?.type : undefined;
}

/** A `value` condition asks for a parameter or capture, too. */
function conditionNames(located: Located, values: KnownValues): Finding[] {
  return conditionsOf(located)
    .flatMap(leavesOf)
    .flatMap(({ condition, path }) =>
      condition.op !== 'value' || values.has(condition.name)
        ? []
        : [unknownValue(condition.name, [...path, 'value'], values)],
    );
}
