import type { CloudStoppedTask } from './cloud.js';

/** Why a task ended that should have gone on; undefined for one that was stopped on purpose, or that had done its work. */
export type StopKind = 'oom' | 'image' | 'start' | 'health' | 'exit';

const outOfMemory = /OutOfMemory/i;
const noImage = /CannotPull\w*|image not found|pull image manifest|manifest unknown/i;
const failedCheck = /failed (?:\(?\w+\)? )?(?:\w+ )*health checks/i;

/**
 * What ended a task, by its stop code, its reason and what its containers say
 * (Amazon ECS developer guide, "Stopped tasks error codes"). 137 without a reason is a SIGKILL, which has many senders.
 */
export function stopKindOf({ code, reason, containers, service }: CloudStoppedTask): StopKind | undefined {
  const said = [reason, ...containers.map((each) => each.reason ?? '')].join('\n');
  if (outOfMemory.test(said)) return 'oom';
  if (noImage.test(said)) return 'image';
  if (failedCheck.test(said)) return 'health';
  if (code === 'TaskFailedToStart') return 'start';
  if (code !== 'EssentialContainerExited') return undefined;
  const failed = containers.some(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
  // A service's task is not meant to end at all, a job's task only with an error.
  return failed || service !== undefined ? 'exit' : undefined;
}

/** The exit code that tells most: the first that is not 0. */
export const exitCodeOf = ({ containers }: Pick<CloudStoppedTask, 'containers'>): number | undefined => {
  const codes = containers.flatMap(({ exitCode }) => (exitCode === undefined ? [] : [exitCode]));
  return codes.find((code) => code !== 0) ?? codes[0];
};
