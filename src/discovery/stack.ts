import type { Stack } from '../domain/host.js';
import type { ContainerFacts } from './facts.js';

const compose = 'com.docker.compose.project';

/**
 * A compose project by its labels. Compose v2 writes absolute paths; v1.29 writes config_files as they were given, relative
 * to the folder in which it was called, which is not labelled: it is the one from which the first file lies in working_dir.
 */
export function composeStack(project: string, containers: readonly ContainerFacts[]): Stack {
  const labelled =
    containers.find(({ labels: of, isUp }) => isUp && of[`${compose}.working_dir`]) ?? containers[0];
  const labels: ContainerFacts['labels'] = labelled?.labels ?? {};
  const workingDir = pathOf(labels[`${compose}.working_dir`]);
  if (workingDir === undefined) return { kind: 'plain' };
  const given = split(labels[`${compose}.config_files`]);
  const calledFrom = folderOfCall(workingDir, given[0]);
  const files = given.map((file) => resolve(calledFrom, file));
  const envGiven = split(labels[`${compose}.environment_file`])[0];
  const envFile = envGiven === undefined ? undefined : resolve(calledFrom, envGiven);
  const dir = rootOf(workingDir, files, envFile);
  return {
    kind: 'compose',
    dir,
    files: files.map((file) => relative(dir, file)),
    ...(envFile === undefined ? {} : { envFile: relative(dir, envFile) }),
    project,
  };
}

const isPlain = (text: string): boolean => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && text.length <= 400;
const pathOf = (label: string | undefined): string | undefined =>
  label?.startsWith('/') && isPlain(label) ? label : undefined;
const split = (label: string | undefined): string[] =>
  (label ?? '').split(',').filter((file) => file !== '' && file !== '-' && isPlain(file));

function folderOfCall(workingDir: string, first: string | undefined): string {
  if (first === undefined || first.startsWith('/')) return workingDir;
  const folder = first.split('/').slice(0, -1).join('/');
  if (folder === '' || !workingDir.endsWith(`/${folder}`)) return workingDir;
  return workingDir.slice(0, -folder.length - 1) || '/';
}

function resolve(dir: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${dir}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const isIn = (dir: string, path: string): boolean => path.startsWith(dir === '/' ? '/' : `${dir}/`);
const relative = (dir: string, path: string): string =>
  isIn(dir, path) ? path.slice(dir === '/' ? 1 : dir.length + 1) : path;

/** The folder that a person would call the project's: where its environment file lies, when that is above the files. */
function rootOf(workingDir: string, files: readonly string[], envFile: string | undefined): string {
  const folder = envFile?.replace(/\/[^/]*$/, '') || '/';
  const above = envFile !== undefined && folder !== '/' && files.every((file) => isIn(folder, file));
  return above && (isIn(folder, workingDir) || folder === workingDir) ? folder : workingDir;
}
