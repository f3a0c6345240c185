import { setTimeout as sleep } from 'node:timers/promises';
import type { Commit } from '../../system/checkout.js';
import { appDir } from '../../system/first-files.js';
import { revisions } from '../alembic.js';
import { type Host, type Io, type Program, record } from '../host.js';
import { resolvePath } from '../paths.js';
import { fails } from './support.js';

const short = (commit: Commit, length = 7) => commit.id.slice(0, length);

/** git on the one checkout of the machine: log, rev-parse, status, branch, tag, checkout, fetch, pull, merge, reset. */
export const git: Program = async (args, io, host) => {
  let at = 0;
  let dir = io.cwd;
  for (; at < args.length && args[at]?.startsWith('-'); at++) {
    if (args[at] === '-C') dir = resolvePath(args[++at] ?? '', io.cwd);
    else if (args[at] === '-c') at++;
    else if (args[at] === '--version') return said(io, 'git version 2.39.5\n');
  }
  if (dir !== appDir && !dir.startsWith(`${appDir}/`)) {
    return fails(io, 'fatal: not a git repository (or any of the parent directories): .git', 128);
  }
  const [command = '', ...rest] = args.slice(at);
  switch (command) {
    case 'log':
      return log(rest, io, host);
    case 'rev-parse':
      return revParse(rest, io, host);
    case 'status':
      return status(rest, io, host);
    case 'branch':
      return branch(rest, io, host);
    case 'tag':
      return tag(rest, io, host);
    case 'grep':
      return grep(rest, io, host);
    case 'diff':
    case 'show-ref':
    case 'stash':
      return said(io, '');
    case 'describe':
      return said(io, `${host.system.checkout.head.version}\n`);
    case 'remote':
      return said(io, 'origin\n');
    case 'config':
      return said(io, rest.includes('remote.origin.url') ? 'git@git.example:salon-gbp.git\n' : '');
    case 'checkout':
    case 'switch':
    case 'fetch':
    case 'pull':
    case 'merge':
    case 'reset':
      return change(command, rest, io, host);
    default:
      return fails(io, `git: '${command}' is not a git command. See 'git --help'.`, 1);
  }
};

function said(io: Io, text: string): number {
  io.out(text);
  return 0;
}

const unknown = (io: Io, name: string) =>
  fails(io, `fatal: ambiguous argument '${name}': unknown revision or path not in the working tree.`, 128);

function decoration({ system: { checkout } }: Host, commit: Commit): string {
  const tip = checkout.commits.at(-1) === commit;
  const head = checkout.head === commit;
  return [
    ...(head ? [checkout.detached ? 'HEAD' : `HEAD -> ${checkout.branch}`] : []),
    `tag: ${commit.version}`,
    ...(tip && checkout.waiting.length === 0 ? [`origin/${checkout.branch}`] : []),
    ...(tip && checkout.detached ? [checkout.branch] : []),
  ].join(', ');
}

function log(args: readonly string[], io: Io, host: Host): number {
  const { checkout } = host.system;
  if (args.includes('--walk-reflogs') || args.includes('-g')) {
    return said(
      io,
      checkout.detached ? `checkout: moving from ${checkout.branch} to ${checkout.head.id}\n` : '',
    );
  }
  const words = args.filter(
    (word, n) => !word.startsWith('-') && !/^-[nGS]$/.test(args[n - 1] ?? '') && !word.startsWith(':'),
  );
  const [range = 'HEAD'] = words;
  const [from, to] = range.includes('..') ? range.split('..') : [undefined, range];
  const newest = checkout.find((to || 'HEAD').replace('@{upstream}', ''));
  if (!newest) return unknown(io, range);
  const oldest = from === undefined ? undefined : checkout.find(from);
  if (from && !oldest) return unknown(io, range);
  const all = [...checkout.commits, ...(to?.startsWith('origin/') ? checkout.waiting : [])];
  const until = to?.startsWith('origin/') ? all.length : all.indexOf(newest) + 1;
  let commits = all.slice(oldest ? all.indexOf(oldest) + 1 : 0, until).toReversed();
  const most =
    /^(?:--max-count=|-n)?(\d+)$/.exec(
      args
        .map((word) => word.replace(/^-(\d+)$/, '--max-count=$1'))
        .find((word) => /^(--max-count=\d+|-n\d+)$/.test(word)) ?? '',
    )?.[1] ?? (args.includes('-n') ? args[args.indexOf('-n') + 1] : undefined);
  const search = args.includes('-G') ? args[args.indexOf('-G') + 1] : undefined;
  if (search !== undefined) {
    commits = commits.filter((commit) =>
      revisions.some(
        ({ id, version }) => version === commit.version && new RegExp(search).test(`revision = "${id}"`),
      ),
    );
  }
  if (most !== undefined) commits = commits.slice(0, Number(most));
  const length = Number(args.find((word) => word.startsWith('--abbrev='))?.slice(9) ?? 7);
  const format = args
    .find((word) => /^--(format|pretty)=/.test(word))
    ?.replace(/^--\w+=(format:|tformat:)?/, '');
  for (const commit of commits) {
    if (format) io.out(`${filled(format, commit, length, decoration(host, commit))}\n`);
    else if (args.includes('--oneline'))
      io.out(
        `${short(commit)} (${decoration(host, commit)}) ${commit.subject}\n`.replace(
          / \([^)]*\)/,
          args.includes('--decorate') ? '$&' : '',
        ),
      );
    else {
      io.out(
        `commit ${commit.id}\nAuthor: ops <ops@salon-gbp.example>\nDate:   ${new Date(commit.at).toUTCString()}\n\n    ${commit.subject}\n\n`,
      );
    }
  }
  return 0;
}

const filled = (format: string, commit: Commit, length: number, names: string): string =>
  format.replaceAll(/%(x09|ct|cs|ci|cr|an|gs|[hHDsdn])/g, (all, field: string) => {
    switch (field) {
      case 'h':
        return short(commit, length);
      case 'H':
        return commit.id;
      case 'D':
        return names;
      case 'd':
        return names ? ` (${names})` : '';
      case 's':
        return commit.subject;
      case 'ct':
        return String(Math.floor(commit.at / 1000));
      case 'cs':
        return new Date(commit.at).toISOString().slice(0, 10);
      case 'ci':
        return `${new Date(commit.at).toISOString().slice(0, 19).replace('T', ' ')} +0000`;
      case 'x09':
        return '\t';
      case 'n':
        return '\n';
      case 'an':
        return 'ops';
      default:
        return all;
    }
  });

function revParse(args: readonly string[], io: Io, { system: { checkout } }: Host): number {
  const name = args.findLast((word) => !word.startsWith('-')) ?? 'HEAD';
  if (args.includes('--show-toplevel')) return said(io, `${appDir}\n`);
  if (args.includes('--is-inside-work-tree')) return said(io, 'true\n');
  if (/@\{u(pstream)?\}$/.test(name)) return said(io, `origin/${checkout.branch}\n`);
  if (args.includes('--abbrev-ref')) {
    return said(io, `${name === 'HEAD' ? (checkout.detached ? 'HEAD' : checkout.branch) : name}\n`);
  }
  const commit = checkout.find(name.replace(/\^\{commit\}$/, ''));
  if (!commit) return unknown(io, name);
  const asked = args.find((word) => /^--short/.test(word));
  const length = asked ? Number(asked.slice(8) || 7) : 40;
  return said(io, `${commit.id.slice(0, length)}\n`);
}

function status(args: readonly string[], io: Io, { system: { checkout } }: Host): number {
  if (args.includes('--porcelain') || args.includes('-s') || args.includes('--short')) return 0;
  const where = checkout.detached
    ? `HEAD detached at ${short(checkout.head)}`
    : `On branch ${checkout.branch}`;
  return said(io, `${where}\nnothing to commit, working tree clean\n`);
}

function branch(args: readonly string[], io: Io, { system: { checkout } }: Host): number {
  const point = args.find((word) => word.startsWith('--points-at='))?.slice(12);
  if (point !== undefined && checkout.find(point) !== checkout.commits.at(-1)) return 0;
  if (args.includes('--show-current')) return said(io, checkout.detached ? '\n' : `${checkout.branch}\n`);
  const plain = args.some((word) => word.startsWith('--format'));
  return said(io, plain ? `${checkout.branch}\n` : `${checkout.detached ? ' ' : '*'} ${checkout.branch}\n`);
}

function tag(args: readonly string[], io: Io, { system: { checkout } }: Host): number {
  const point = args.find((word) => word.startsWith('--points-at='))?.slice(12);
  const wanted = point === undefined ? undefined : checkout.find(point);
  const creates =
    args.some((word) => !word.startsWith('-')) && !args.includes('--list') && !args.includes('-l');
  if (creates) return 0;
  const commits = point === undefined ? checkout.commits : wanted ? [wanted] : [];
  return said(io, commits.map(({ version }) => `${version}\n`).join(''));
}

/** Of migrations alone: which revisions a commit knows. */
function grep(args: readonly string[], io: Io, { system: { checkout } }: Host): number {
  const words = args.filter(
    (word, n) => !word.startsWith('-') && args[n - 1] !== '-e' && !word.startsWith(':'),
  );
  const pattern = args.includes('-e') ? (args[args.indexOf('-e') + 1] ?? '') : (words.shift() ?? '');
  const name = words.find((word) => checkout.find(word));
  const commit = name === undefined ? checkout.head : checkout.find(name);
  let any = false;
  const expression = new RegExp(pattern.replaceAll('[:space:]', '\\s'));
  const known = revisions.filter(({ version }) => version <= (commit?.version ?? ''));
  for (const [n, { id }] of known.entries()) {
    const file = `${name === undefined ? '' : `${name}:`}migrations/versions/${id}.py`;
    const before = known[n - 1]?.id;
    for (const line of [`revision = "${id}"`, `down_revision = ${before ? `"${before}"` : 'None'}`]) {
      const match = expression.exec(line);
      if (!match) continue;
      any = true;
      io.out(`${args.includes('-h') ? '' : `${file}:`}${args.includes('-o') ? match[0] : line}\n`);
    }
  }
  return any ? 0 : 1;
}

async function change(command: string, args: readonly string[], io: Io, host: Host): Promise<number> {
  const { checkout } = host.system;
  const words = args.filter((word) => !word.startsWith('-'));
  const [name = ''] = words;
  const note = (ok: boolean) => record(host, ['git', command, ...args], { ok, harm: 'none' });
  const before = checkout.head;
  switch (command) {
    case 'fetch':
      await sleep(900);
      checkout.fetched = true;
      note(true);
      return 0;
    case 'pull':
    case 'merge': {
      if (checkout.detached) {
        note(false);
        return fails(io, 'You are not currently on a branch.', 1);
      }
      await sleep(command === 'pull' ? 1200 : 100);
      const came = command === 'pull' || checkout.fetched ? checkout.pull() : [];
      note(true);
      if (args.includes('--quiet') || args.includes('-q')) return 0;
      return said(
        io,
        came.length === 0
          ? 'Already up to date.\n'
          : `Updating ${short(before)}..${short(checkout.head)}\nFast-forward\n`,
      );
    }
    default: {
      const commit = checkout.find(name || 'HEAD');
      if (!commit) {
        note(false);
        return fails(io, `error: pathspec '${name}' did not match any file(s) known to git`, 1);
      }
      const onBranch =
        command === 'reset' ? !checkout.detached : name === checkout.branch && !args.includes('--detach');
      checkout.checkOut(commit, onBranch);
      note(true);
      if (!args.includes('--quiet') && !args.includes('-q')) {
        io.err(
          onBranch ? `Switched to branch '${name}'\n` : `HEAD is now at ${short(commit)} ${commit.subject}\n`,
        );
      }
      return 0;
    }
  }
}
