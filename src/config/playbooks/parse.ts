import { msg } from '../../domain/message.js';
import type { Playbook } from '../../domain/playbook.js';
import { problemsOf } from '../issues.js';
import type { Problem } from '../problem.js';
import { type Path, readYaml } from '../yaml-source.js';
import { playbookOf } from './build/playbook.js';
import { lint } from './lint/lint.js';
import { playbook as schema } from './schema/playbook.js';
import type { PlaybookVocabulary } from './vocabulary.js';

export interface ParsedPlaybook {
  /** Only when there is no problem at all: a tree that lint refuses is never walked. */
  readonly playbook?: Playbook;
  /** As the file says it, also when it has problems. */
  readonly id?: string;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
}

/** One tree from the text of its file; never throws. */
export function parsePlaybook(
  text: string,
  file: string,
  vocabulary: PlaybookVocabulary,
  origin: Playbook['origin'],
): ParsedPlaybook {
  const source = readYaml(text, file);
  if (source.problems.length > 0) return { problems: inOrder(source.problems) };
  if (source.value === null || source.value === undefined) {
    const what = msg('config.file.empty');
    return { problems: [{ file, line: 1, column: 1, what, expected: msg('playbooks.expect.file') }] };
  }
  const parsed = schema.safeParse(source.value);
  const id = idOf(source.value);
  if (!parsed.success) return { ...id, problems: inOrder(problemsOf(parsed.error.issues, source, file)) };
  const placeOf = (path: Path) => ({ file, ...source.positionOf(path) });
  const playbook = playbookOf(parsed.data, origin, placeOf);
  const problems = lint(parsed.data, playbook, vocabulary).map(({ path, ofKey, ...rest }) => ({
    file,
    ...(ofKey ? source.positionOfKey(path) : source.positionOf(path)),
    ...rest,
  }));
  return problems.length > 0 ? { ...id, problems: inOrder(problems) } : { ...id, playbook, problems };
}

const idOf = (value: unknown): { id?: string } =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? { id: value.id }
    : {};

const inOrder = (problems: readonly Problem[]) =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
