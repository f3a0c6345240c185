import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lab } from '../lab.js';

const standIn = fileURLToPath(new URL('kamal', import.meta.url));

const newFolder = () => mkdtempSync(join(tmpdir(), 'psyfit-'));

/** A folder on the operator's machine that is gone after `remove`. */
export interface Checkout {
  readonly dir: string;
  /** Folder to stand first in PATH: an scp that knows how the lab is reached, and what stands for bundle. */
  readonly bin: string;
  /** Runs a program there and gives what it printed. */
  run(command: string, ...args: readonly string[]): string;
  remove(): void;
}

/**
 * psyfit's checkout as its operator has it: the host's commits, and a kamal that works on the lab: as `bin/kamal`, or with
 * `bundled` as a gem that only `bundle exec` finds.
 */
export function cloneCheckout(lab: Lab, { bundled = false, dir = newFolder() } = {}): Checkout {
  const sshConfig = join(mkdtempSync(join(tmpdir(), 'psyfit-ssh-')), 'config');
  const bin = resolve(sshConfig, '..');
  writeFileSync(join(bin, 'scp'), `#!/bin/sh\nexec /usr/bin/scp -F '${sshConfig}' "$@"\n`, { mode: 0o755 });
  writeFileSync(
    sshConfig,
    [
      `Host psyfit-lab ${lab.host}`,
      ...[`HostName ${lab.host}`, `Port ${lab.port}`, `User ${lab.user}`, `IdentityFile ${lab.identityFile}`],
      ...['IdentitiesOnly yes', `UserKnownHostsFile ${lab.knownHostsFile}`, 'LogLevel ERROR'],
    ].join('\n  '),
  );
  const run = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, {
      cwd: dir,
      encoding: 'utf8',
      env: { ...process.env, GIT_SSH_COMMAND: `ssh -F ${sshConfig}` },
    });
  mkdirSync(dir, { recursive: true });
  run('git', 'clone', '-q', 'psyfit-lab:/srv/git/psyfit.git', '.');
  // What the host has checked out, not the release that waits in its origin.
  run('git', 'fetch', '-q', 'psyfit-lab:/var/www/psyfit', 'HEAD');
  run('git', 'reset', '-q', '--hard', 'FETCH_HEAD');
  run('git', 'config', 'lab.sshConfig', sshConfig);
  run('git', 'config', 'user.name', 'operator');
  run('git', 'config', 'user.email', 'operator@psyfit.example');
  // Neither is one of the commits here.
  writeFileSync(join(dir, '.git/info/exclude'), 'bin/kamal\nGemfile.lock\n');
  if (bundled) {
    writeFileSync(join(dir, 'Gemfile.lock'), 'GEM\n  specs:\n    kamal (2.12.0)\n');
    const bundle = `[ "$1 $2" = 'exec kamal' ] || exit 127\nshift 2\nexec '${standIn}' "$@"`;
    writeFileSync(join(bin, 'bundle'), `#!/bin/sh\n${bundle}\n`, { mode: 0o755 });
  } else {
    // As `bundle binstubs kamal` makes it.
    writeFileSync(join(dir, 'bin/kamal'), `#!/bin/sh\nexec '${standIn}' "$@"\n`, { mode: 0o755 });
  }
  return {
    dir,
    bin,
    run,
    remove() {
      rmSync(dir, { recursive: true, force: true });
      rmSync(bin, { recursive: true, force: true });
    },
  };
}
