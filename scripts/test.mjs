// `npm test`: every test, unit and lab. A lab is a whole host under load, and what breaks it in one file can fail the next
// ones too; so lab files that failed run once more, alone, on a lab that was made anew, and the report says which.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

/** More failed files than this are no accident of one file. */
const mostFiles = 6;

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'cockpit-test-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const code = runVitest(process.argv.slice(2));
process.exitCode = code === 0 ? 0 : onceMore();

/** Runs vitest with these arguments; gives its exit code. */
function runVitest(args) {
  const reporters = ['--reporter=default', `--reporter=${join(import.meta.dirname, 'failed-files.mjs')}`];
  return run(join(root, 'node_modules', '.bin', 'vitest'), ['run', ...reporters, ...args]);
}

function run(command, args) {
  const env = { ...process.env, COCKPIT_FAILED_FILES: reportFile() };
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (error) throw error;
  return status ?? 1;
}

function reportFile() {
  return join(folder, 'report.json');
}

/** The failed lab files again on a fresh lab, when nothing else failed; the exit code of the whole. */
function onceMore() {
  const failed = failedFiles();
  if (failed.length === 0 || failed.length > mostFiles || !failed.every(needsLab)) return code;
  console.log(`\nFailed: ${failed.join(', ')}.\nOnce more, alone and on a fresh lab:`);
  run(join(root, 'test', 'lab', 'lab'), ['down']);
  return runVitest(['--project', 'lab', ...failed]);
}

function failedFiles() {
  try {
    const { failed, unhandled } = JSON.parse(readFileSync(reportFile(), 'utf8'));
    // An error that belongs to no file is not made good by running files again.
    return unhandled > 0 ? [] : failed.map((file) => relative(root, file));
  } catch (error) {
    console.error(`no report of the failed tests: ${error.message}`);
    return [];
  }
}

function needsLab(file) {
  return /\.lab\.test\.tsx?$/.test(file);
}
