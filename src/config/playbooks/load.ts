import { msg } from '../../domain/message.js';
import type { Playbook } from '../../domain/playbook.js';
import type { Problem } from '../problem.js';
import { readCompiled } from './compiled.js';
import { type PlaybookFile, playbookFiles } from './files.js';
import { clashes } from './together.js';
import type { PlaybookVocabulary } from './vocabulary.js';

export interface LoadPlaybooksOptions {
  /** Folder of the trees that come with cockpit. */
  readonly builtIn: string;
  /** Folder of a team's own trees; it need not exist. */
  readonly team?: string;
  readonly vocabulary: PlaybookVocabulary;
}

export interface LoadedPlaybooks {
  /** Whole trees by id; a team's stands in the place of the built-in one of its id. */
  readonly playbooks: readonly Playbook[];
  /** By file and place in it. */
  readonly problems: readonly Problem[];
  /** Ids of built-in trees that a team's replaced. */
  readonly replaced: readonly string[];
}

/**
 * All trees. A file with a problem is left out and takes no other with it: where a team's tree is broken, or does not
 * go together with the others, the built-in one of its id stays.
 */
export async function loadPlaybooks(options: LoadPlaybooksOptions): Promise<LoadedPlaybooks> {
  const { builtIn, team, vocabulary } = options;
  const [ready, theirs] = await Promise.all([
    readCompiled(builtIn),
    team === undefined ? [] : playbookFiles(team),
  ]);
  const shipped = ready
    ? { playbooks: ready, problems: [], broken: [] }
    : await readAll(await playbookFiles(builtIn), 'built-in', vocabulary);
  return merge(shipped, await readAll(theirs, 'team', vocabulary));
}

interface Read {
  readonly playbooks: readonly Playbook[];
  readonly problems: readonly Problem[];
  /** Ids of files that have problems. */
  readonly broken: readonly string[];
}

/** The trees of the files; of two with the same id the first counts. */
export async function readAll(
  files: readonly PlaybookFile[],
  origin: Playbook['origin'],
  vocabulary: PlaybookVocabulary,
): Promise<Read> {
  const found = new Map<string, Playbook>();
  const problems: Problem[] = [];
  const broken: string[] = [];
  if (files.length === 0) return { playbooks: [], problems, broken };
  // The parsers take longer to load than compiled trees to read.
  const { parsePlaybook } = await import('./parse.js');
  for (const { file, text, problem } of files) {
    if (problem) problems.push(problem);
    if (text === undefined) continue;
    const parsed = parsePlaybook(text, file, vocabulary, origin);
    problems.push(...parsed.problems);
    const { playbook, id } = parsed;
    if (!playbook && id !== undefined) broken.push(id);
    const first = playbook && found.get(playbook.id);
    if (first) {
      const what = msg('playbooks.set.twice', { id: first.id, file: first.place.file });
      problems.push({ ...playbook.place, what, next: msg('playbooks.set.twice.next') });
    } else if (playbook) found.set(playbook.id, playbook);
  }
  return { playbooks: [...found.values()], problems, broken };
}

/** Leaves out what does not go together, one tree at a time, until the rest does. */
export function merge(shipped: Read, teams: Read): LoadedPlaybooks {
  const problems = [...shipped.problems, ...teams.problems];
  const out = new Set<Playbook>();
  for (;;) {
    const kept = teams.playbooks.filter((playbook) => !out.has(playbook));
    const replaced = new Set(kept.map((playbook) => playbook.id));
    const rest = shipped.playbooks.filter((p) => !out.has(p) && !replaced.has(p.id));
    const playbooks = [...rest, ...kept].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const [clash] = clashes(playbooks, [...shipped.broken, ...teams.broken, ...[...out].map(({ id }) => id)]);
    if (!clash) {
      const ids = shipped.playbooks.flatMap(({ id }) => (replaced.has(id) ? [id] : []));
      return { playbooks, problems: inOrder(problems), replaced: ids };
    }
    problems.push(clash.problem);
    out.add(clash.culprit);
  }
}

const inOrder = (problems: readonly Problem[]) =>
  problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
