import { msg } from '../../../domain/message.js';
import type { RowPane } from '../../../domain/playbook.js';
import { templateNames } from '../../../domain/template.js';
import { looksLike } from '../../../domain/value-types.js';
import type { Path } from '../../yaml-source.js';
import { fixedSources, needSource } from '../build/needs.js';
import type { Finding, Subject } from './finding.js';
import { whereFindings } from './matchers.js';
import { possible } from './suggest-name.js';
import { malformedFindings, unknownValue } from './templates.js';

/** What a row hands to the trees of its pane; docs/playbooks.md has the same list. */
export const rowFields: Readonly<Record<RowPane, readonly string[]>> = {
  containers: ['name', 'id', 'state', 'health', 'service', 'group', 'image', 'version'],
  activity: ['pid', 'session', 'user', 'database', 'app', 'state', 'query', 'server'],
  locks: ['pid', 'session', 'user', 'database', 'app', 'state', 'query', 'server'],
  failures: ['id', 'queue', 'job', 'server', 'kind'],
};

/** Sources that do not exist, defaults that do not fit, fields that the row does not have. */
export function needFindings(subject: Subject): Finding[] {
  const { input, playbook } = subject;
  const names = new Map(playbook.needs.map((need) => [need.name, need]));
  const row = playbook.row;
  const rowFindings = row
    ? [
        ...Object.keys(row.where ?? {}).flatMap((field) =>
          rowField(field, row.pane, ['row', 'where', field], true),
        ),
        ...whereFindings(row.where ?? {}, ['row', 'where']),
      ]
    : [];
  const needFindingsOf = Object.entries(input.needs ?? {}).flatMap(([name, need]): Finding[] => {
    const path = ['needs', name];
    const from = (need.from ?? []).flatMap((text, i): Finding[] => {
      const at = [...path, 'from', i];
      const source = needSource(text);
      if (!source) {
        const { next } = possible(text, fixedSources);
        const what = msg('playbooks.lint.source', { text });
        return [{ path: at, what, expected: msg('playbooks.expect.source'), ...(next ? { next } : {}) }];
      }
      if (source.kind === 'row') {
        if (row) return rowField(source.field, row.pane, at, false);
        return [{ path: at, what: msg('playbooks.lint.no_row'), next: msg('playbooks.lint.no_row.next') }];
      }
      if (source.kind !== 'health-url' && source.kind !== 'service') return [];
      if (names.get(source.of)?.type === 'container') return [];
      const containers = playbook.needs.filter((n) => n.type === 'container').map((n) => n.name);
      const what = msg('playbooks.lint.no_container_need', { name: source.of });
      return [{ path: at, what, ...possible(source.of, containers) }];
    });
    const choices = need.choices ?? [];
    const enumeration: Finding[] =
      (need.type === 'enum') === choices.length > 0
        ? []
        : [
            {
              path,
              ofKey: true,
              what: msg('playbooks.lint.choices'),
              expected: msg('playbooks.expect.enum'),
            },
          ];
    return [...from, ...enumeration, ...otherwiseFindings(name, subject, path)];
  });
  return [...rowFindings, ...needFindingsOf, ...titleFindings(subject)];
}

/** Before a walk only parameters can be known. */
function titleFindings({ playbook }: Subject): Finding[] {
  const names = new Map(playbook.needs.map((need) => [need.name, need]));
  return (['title', 'about'] as const).flatMap((key) =>
    (['en', 'ja'] as const).flatMap((lang) => {
      const path = [key, lang];
      const unknown = templateNames(playbook[key][lang]).filter((name) => !names.has(name));
      return [
        ...malformedFindings(playbook[key][lang], path),
        ...unknown.map((name) => unknownValue(name, path, names)),
      ];
    }),
  );
}

function rowField(field: string, pane: RowPane, path: Path, ofKey: boolean): Finding[] {
  if (rowFields[pane].includes(field)) return [];
  const what = msg('playbooks.lint.no_row_field', { pane, field });
  return [{ path, ...(ofKey ? { ofKey: true } : {}), what, ...possible(field, rowFields[pane]) }];
}

function otherwiseFindings(name: string, { playbook }: Subject, path: Path): Finding[] {
  const need = playbook.needs.find((n) => n.name === name);
  const { otherwise } = need ?? {};
  if (!need || otherwise === undefined) return [];
  const at = [...path, 'otherwise'];
  const malformed = malformedFindings(otherwise, at);
  if (malformed.length > 0) return malformed;
  const asked = templateNames(otherwise);
  const others = new Map(playbook.needs.filter((n) => n.name !== name).map((n) => [n.name, n]));
  const unknown = asked.filter((other) => !others.has(other));
  if (unknown.length > 0) return unknown.map((other) => unknownValue(other, at, others));
  if (asked.length > 0 || looksLike(need.type, otherwise, need.choices)) return [];
  const what = msg('playbooks.lint.otherwise', { value: otherwise });
  return [{ path: at, what, expected: msg('playbooks.expect.type', { type: need.type }) }];
}
