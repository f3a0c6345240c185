import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { LoadedHosts } from '../config/load.js';
import { nearest } from '../config/nearest.js';
import { bindingProblems } from '../config/playbooks/bindings.js';
import { readPlaybookFile } from '../config/playbooks/files.js';
import { type LoadedPlaybooks, loadPlaybooks, merge, readAll } from '../config/playbooks/load.js';
import { formatProblems, type Problem } from '../config/problem.js';
import type { HostEntry } from '../domain/host.js';
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
 * A team's trees stand beside the hosts.yaml.
 */
export async function reportPlaybooks(
  request: PlaybooksRequest,
  { file, hosts }: Pick<LoadedHosts, 'file' | 'hosts'>,
  t: Translate,
): Promise<number> {
  const team = file === undefined ? {} : { team: join(dirname(resolve(file)), 'playbooks') };
  const loaded = await loadPlaybooks({ builtIn: builtInPlaybooks(), ...team, vocabulary });
  if (request.action === 'lint') {
    const { files } = request;
    const { problems, count } = await (files.length > 0 ? given(files, loaded) : inUse(loaded, hosts, file));
    return verdict(problems, count, t);
  }
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

function verdict(problems: readonly Problem[], count: number, t: Translate): number {
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

/** Every tree in use, and what hosts bind to them. */
async function inUse(
  { problems, playbooks }: LoadedPlaybooks,
  hosts: readonly HostEntry[],
  file: string | undefined,
): Promise<Linted> {
  const text = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
  const bound =
    file === undefined || text === undefined ? [] : bindingProblems(hosts, playbooks, { file, text });
  return { problems: [...problems, ...bound], count: playbooks.length };
}

/** The files as a team's, together with the trees in use. */
async function given(files: readonly string[], loaded: LoadedPlaybooks): Promise<Linted> {
  const read = await Promise.all(files.map(readPlaybookFile));
  const theirs = await readAll(read, 'team', vocabulary);
  const rest = loaded.playbooks.map((playbook) => ({ ...playbook, origin: 'built-in' as const }));
  const { problems } = merge({ playbooks: rest, problems: [], broken: [] }, theirs);
  return { problems, count: files.length };
}
