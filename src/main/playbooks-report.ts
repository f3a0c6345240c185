import { dirname, join, resolve } from 'node:path';
import { nearest } from '../config/nearest.js';
import { readPlaybookFile } from '../config/playbooks/files.js';
import { type LoadedPlaybooks, loadPlaybooks, merge, readAll } from '../config/playbooks/load.js';
import { formatProblems, type Problem } from '../config/problem.js';
import { msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { stepProbes } from '../probes/steps/index.js';
import type { PlaybooksRequest } from './arguments.js';
import { builtInPlaybooks } from './built-in-playbooks.js';
import { complaint } from './complaint.js';
import { graphText } from './playbooks-graph.js';
import { listText } from './playbooks-list.js';
import { showText } from './playbooks-show.js';
import type { Translate } from './playbooks-text.js';

const vocabulary = { probes: stepProbes };

/**
 * `cockpit playbooks …`; the result is the exit code: 1 when lint found something or there is no such tree.
 * `hostsFile`: the hosts.yaml beside which a team's trees stand.
 */
export async function reportPlaybooks(
  request: PlaybooksRequest,
  hostsFile: string | undefined,
  t: Translate,
): Promise<number> {
  const team = hostsFile === undefined ? {} : { team: join(dirname(resolve(hostsFile)), 'playbooks') };
  const loaded = await loadPlaybooks({ builtIn: builtInPlaybooks(), ...team, vocabulary });
  if (request.action === 'lint') return lint(request.files, loaded, t);
  if (loaded.problems.length > 0) process.stderr.write(`${formatProblems(loaded.problems, t)}\n`);
  if (request.action === 'list') {
    process.stdout.write(printable(listText(loaded.playbooks, loaded.replaced, t)));
    return 0;
  }
  const playbook = loaded.playbooks.find(({ id }) => id === request.id);
  if (!playbook) {
    const near = nearest(
      request.id,
      loaded.playbooks.map(({ id }) => id),
    );
    const what =
      near === undefined
        ? msg('playbooks.none', { id: request.id })
        : msg('playbooks.none.near', { id: request.id, near });
    process.stderr.write(complaint(t(what)));
    return 1;
  }
  const text = request.action === 'show' ? showText(playbook, t) : graphText(playbook, t);
  process.stdout.write(printable(text));
  return 0;
}

/** What a team's file holds must not steer the terminal. */
const printable = (text: string) => text.split('\n').map(sanitizeLine).join('\n');

/** Of the files given, or of every tree in use; files given are checked as a team's, together with the built-in ones. */
async function lint(files: readonly string[], loaded: LoadedPlaybooks, t: Translate): Promise<number> {
  const { problems, count } = files.length === 0 ? inUse(loaded) : await given(files, loaded);
  if (problems.length > 0) {
    process.stderr.write(`${formatProblems(problems, t)}\n`);
    return 1;
  }
  process.stdout.write(`${t(msg('playbooks.clean', { n: count }))}\n`);
  return 0;
}

interface Linted {
  readonly problems: readonly Problem[];
  readonly count: number;
}

const inUse = ({ problems, playbooks }: LoadedPlaybooks): Linted => ({ problems, count: playbooks.length });

async function given(files: readonly string[], loaded: LoadedPlaybooks): Promise<Linted> {
  const read = await Promise.all(files.map(readPlaybookFile));
  const theirs = await readAll(read, 'team', vocabulary);
  const rest = loaded.playbooks.map((playbook) => ({ ...playbook, origin: 'built-in' as const }));
  const { problems } = merge({ playbooks: rest, problems: [], broken: [] }, theirs);
  return { problems, count: files.length };
}
