import { msg } from '../../../domain/message.js';
import type { Act } from '../../../domain/playbook.js';
import { parseTemplate } from '../../../domain/template.js';
import type { Path } from '../../yaml-source.js';
import type { Finding, Subject } from './finding.js';
import { readsOf } from './reads.js';
import { programNames, programWords } from './shell-words.js';

/** Substitutions that would not stay one word: in texts that a shell or another interpreter reads, and program names. */
export function commandFindings(subject: Subject): Finding[] {
  return subject.steps.flatMap((located) => {
    const { step, path } = located;
    const reads = readsOf(located).flatMap(({ read, path: at }) => [
      ...Object.entries(read.with).flatMap(([name, value]) =>
        Array.isArray(value) ? argvFindings(value, [...at, 'with', name], read.probe === 'run') : [],
      ),
      ...statementFindings(read.with.statement, [...at, 'with', 'statement']),
    ]);
    if (step.kind !== 'action') return reads;
    return [
      ...actFindings(step.deed.act, [...path, 'action']),
      ...(step.undo ? actFindings(step.undo.act, [...path, 'action', 'undo']) : []),
    ];
  });
}

const holdsName = (text: string) => parseTemplate(text).parts.some((part) => part.kind === 'name');

function statementFindings(statement: unknown, path: Path): Finding[] {
  if (typeof statement !== 'string') return [];
  return parseTemplate(statement).parts.flatMap((part) =>
    part.kind === 'name'
      ? [
          {
            path,
            what: msg('playbooks.lint.in_sql', { name: part.name }),
            next: msg('playbooks.lint.in_sql.next'),
          },
        ]
      : [],
  );
}

function actFindings(act: Act, path: Path): Finding[] {
  switch (act.do) {
    case 'run': {
      const stdin = act.stdin !== undefined && holdsName(act.stdin) && readsProgram(act.argv);
      return [
        ...argvFindings(act.argv, [...path, 'run'], true),
        ...(stdin
          ? [
              {
                path: [...path, 'stdin'],
                what: msg('playbooks.lint.unquoted'),
                next: msg('playbooks.lint.unquoted.next'),
              },
            ]
          : []),
      ];
    }
    case 'shell':
      return argvFindings(act.argv, [...path, 'shell'], true);
    case 'compose':
      return argvFindings(act.args, [...path, 'compose'], true);
    case 'aws':
      return argvFindings(act.args, [...path, 'aws'], false);
    default:
      return [];
  }
}

/** Whether some word names an interpreter that reads its program from standard input. */
const readsProgram = (argv: readonly string[]) =>
  argv.some((word) =>
    /(?:^|\/)(?:ba|da|a|z|k|mk|rba|c|tc|fi|s)?sh$|(?:^|\/)(?:psql|mysql|mariadb|sqlite3|redis-cli|xargs|crontab|python[\d.]*|ruby|perl|node|php)$/.test(
      word,
    ),
  );

function argvFindings(argv: readonly string[], path: Path, namesProgram: boolean): Finding[] {
  const program = namesProgram ? programNames(argv) : [];
  const texts = programWords(argv);
  return argv.flatMap((word, i): Finding[] => {
    if (!holdsName(word)) return [];
    const at = [...path, i];
    if (program.includes(i)) {
      return [{ path: at, what: msg('playbooks.lint.program'), next: msg('playbooks.lint.program.next') }];
    }
    if (!texts.has(i)) return [];
    return [{ path: at, what: msg('playbooks.lint.unquoted'), next: msg('playbooks.lint.unquoted.next') }];
  });
}
