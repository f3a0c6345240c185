import type { HostReader } from '../../domain/access.js';
import { fail } from '../../domain/failure.js';
import type { Check } from '../../domain/host.js';
import { type Msg, msg } from '../../domain/message.js';
import { readCommand } from '../../domain/read-commands.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Finding } from './finding.js';
import { unread } from './web-failure.js';

interface BackupFile {
  /** Host clock, ms since the epoch. */
  readonly at: number;
  readonly bytes: number;
  readonly name: string;
}

/** The newest file of a backup folder: there, young enough by the host's own clock, not tiny, not half its forerunner. */
export async function checkBackup(
  check: Extract<Check, { kind: 'backup' }>,
  host: HostReader,
  signal: AbortSignal,
): Promise<Finding> {
  try {
    const [listed, clock] = await Promise.all([
      host.run(readCommand('files', check.dir, check.pattern), signal),
      host.run(readCommand('date'), signal),
    ]);
    if (listed.code !== 0 && listed.stdout === '') return unlisted(check.dir, listed.stderr);
    return judgeBackups(check, parseFiles(listed.stdout), parseClock(clock.stdout));
  } catch (error) {
    return unread(error);
  }
}

function unlisted(dir: string, stderr: string): Finding {
  const detail = sanitizeLine(stderr.trim());
  if (/No such file or directory/.test(stderr)) {
    return { severity: 'critical', reason: 'missing', text: msg('checks.backup.no-folder', { dir }) };
  }
  return { severity: 'unknown', reason: 'unread', text: msg('checks.backup.unread', { dir, detail }) };
}

/** Lines of the `files` read command (mtime TAB size TAB path), newest first. */
export function parseFiles(stdout: string): readonly BackupFile[] {
  const files = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): BackupFile => {
      const [mtime = '', size = '', path = ''] = line.split('\t');
      return {
        at: Number(mtime) * 1000,
        bytes: Number(size),
        name: sanitizeLine(path.slice(path.lastIndexOf('/') + 1)),
      };
    })
    .filter((file) => Number.isFinite(file.at) && Number.isFinite(file.bytes));
  return files.sort((a, b) => b.at - a.at);
}

function parseClock(stdout: string): number {
  const seconds = Number(stdout.trim());
  if (stdout.trim() === '' || !Number.isFinite(seconds)) {
    throw fail('malformed', msg('checks.clock-unread'), { detail: sanitizeLine(stdout) });
  }
  return seconds * 1000;
}

export function judgeBackups(
  check: Pick<Extract<Check, { kind: 'backup' }>, 'dir' | 'pattern' | 'maxAgeHours' | 'minBytes'>,
  files: readonly BackupFile[],
  hostNow: number,
): Finding {
  const [newest, previous] = files;
  if (!newest) {
    const { dir, pattern } = check;
    return { severity: 'critical', reason: 'missing', text: msg('checks.backup.none', { dir, pattern }) };
  }
  const hours = (hostNow - newest.at) / 3_600_000;
  const value = Math.round(hours * 10) / 10;
  const params = { file: newest.name, hours: wholeHours(hours), size: bytesText(newest.bytes) };
  if (hours > check.maxAgeHours) {
    const text = msg('checks.backup.stale', { ...params, limit: check.maxAgeHours });
    return { severity: 'critical', reason: 'stale', value, text };
  }
  if (newest.bytes < check.minBytes) {
    const text = msg('checks.backup.small', { ...params, limit: bytesText(check.minBytes) });
    return { severity: 'critical', reason: 'small', value, text };
  }
  if (previous && newest.bytes * 2 < previous.bytes) {
    const text = msg('checks.backup.shrunk', { ...params, before: bytesText(previous.bytes) });
    return { severity: 'warn', reason: 'shrunk', value, text };
  }
  return { severity: 'ok', value, text: msg('checks.backup.ok', params) };
}

const wholeHours = (hours: number): number => Math.max(0, Math.floor(hours));

function bytesText(bytes: number): Msg {
  if (bytes < 1024) return msg('checks.bytes', { n: bytes });
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length, Math.floor(Math.log2(bytes) / 10));
  const n = bytes / 1024 ** power;
  return msg('checks.size', { n: n < 10 ? n.toFixed(1) : Math.round(n), unit: units[power - 1] ?? '' });
}
