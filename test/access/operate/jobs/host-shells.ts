import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobNote } from '../../../../src/domain/job.js';
import { bothLanguages } from '../../../../src/domain/message.js';
import { StubLink } from '../../stub-link.js';

const pathOf = (program: string) =>
  spawnSync('sh', ['-c', `command -v ${program}`])
    .stdout.toString()
    .trim();

/** What hosts have as sh(1): Debian's, the one of others, and busybox with all its programs as on Alpine. */
export const shells = (['dash', 'bash', 'busybox'] as const).map((name) => {
  const program = pathOf(name);
  return { name: program ? name : `${name} (skipped: not installed here)`, program };
});

/** A link to this machine with one of these shells, in a home of its own. */
export class ShellLink extends StubLink {
  readonly home = mkdtempSync(join(tmpdir(), 'cockpit-jobs-'));
  /** Programs here stand before those of the machine. */
  readonly bin = join(this.home, 'bin');

  constructor(program = pathOf('dash')) {
    super();
    mkdirSync(this.bin);
    if (program.endsWith('busybox')) spawnSync(program, ['--install', '-s', this.bin]);
    else symlinkSync(program, join(this.bin, 'sh'));
    this.command = (argv) => ['env', `HOME=${this.home}`, `PATH=${this.bin}:${process.env.PATH}`, ...argv];
  }

  get jobs(): string {
    return join(this.home, '.cockpit', 'jobs');
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

export const noteOf = (more: Partial<JobNote> = {}): JobNote => ({
  id: crypto.randomUUID(),
  who: 'ops@desk',
  playbook: 'restore',
  step: 'load',
  title: bothLanguages('Load the backup', 'バックアップの復元'),
  shown: 'gunzip | psql',
  target: 'salon',
  startedAt: 1_700_000_000_000,
  values: { backup: '/backups/a b.sql.gz' },
  begun: {},
  ...more,
});
