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
  if (!parsed.success) return { problems: inOrder(problemsOf(parsed.error.issues, source, file)) };
  const placeOf = (path: Path) => ({ file, ...source.positionOf(path) });
  const playbook = playbookOf(parsed.data, origin, placeOf);
  const problems = lint(parsed.data, playbook, vocabulary).map(({ path, ofKey, ...rest }) => ({
    file,
    ...(ofKey ? source.positionOfKey(path) : source.positionOf(path)),
    ...rest,
  }));
  return problems.length > 0 ? { problems: inOrder(problems) } : { playbook, problems };
}

const inOrder = (problems: readonly Problem[]) =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
