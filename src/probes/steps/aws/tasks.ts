import { awsRead } from '../../../domain/aws.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { stopKindOf } from '../../../domain/stopped-task.js';
import { parseTaskNames } from '../../aws/parse-services.js';
import { parseTasks, stoppedTask, type TaskContainer, type TaskFacts } from '../../aws/parse-tasks.js';
import { textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { type AwsLook, awsLook, inParts, secondsAgo } from './aws-look.js';

const tasksACall = 100;
/** A crash loop leaves hundreds of stopped tasks an hour. */
const mostOfAState = 100;

export const awsTasksProbe: StepProbe = {
  id: 'aws-tasks',
  about:
    'tasks of ECS, stopped ones first, newest first: those that run, and those that stopped in the last hour or so; `code`, `reason`: why the task stopped; `kind` of a failure: oom image start health exit; `container`, `exit`, `container_reason`: of the container that ended it',
  parameters: {
    service: optional('name', 'only of this service'),
    state: optional('enum', 'only these; default both', { choices: ['running', 'stopped'] }),
  },
  fields: [
    'task',
    'service',
    'state',
    'kind',
    'health',
    'task_definition',
    'code',
    'reason',
    'container',
    'exit',
    'container_reason',
    'image',
    'started_s_ago',
    'stopped_s_ago',
    'lived_s',
  ],
  gives: 'rows',
  async read(from, args, { signal }) {
    const look = awsLook(from, signal);
    const [state, service] = [textOf(args, 'state'), textOf(args, 'service')];
    const wanted = state === undefined ? ['STOPPED', 'RUNNING'] : [state.toUpperCase()];
    const rows = (await readTasks(look, wanted))
      .map((task) => rowOf(task, look.now))
      .filter((row) => service === undefined || row.service === service)
      .toSorted((a, b) => order(a) - order(b));
    return look.seen(awsTasksProbe.fields, rows);
  },
};

async function readTasks(look: AwsLook, states: readonly string[]): Promise<readonly TaskFacts[]> {
  const { cluster } = look.stack;
  const lists = await Promise.all(states.map((state) => look.read(awsRead('taskNames', cluster, state))));
  const names = lists.flatMap((answer) => parseTaskNames(answer).slice(0, mostOfAState));
  const parts = inParts([...new Set(names)], tasksACall);
  const answers = await Promise.all(parts.map((part) => look.read(awsRead('tasks', cluster, ...part))));
  return answers.flatMap(parseTasks);
}

function rowOf(task: TaskFacts, now: number) {
  const culprit = task.containers.toSorted((a, b) => blame(b) - blame(a))[0];
  const stopped = stoppedTask(task);
  return {
    task: task.id,
    service: task.service,
    state: task.status,
    kind: task.stoppedAt === undefined ? undefined : stopKindOf(stopped),
    health: task.health || undefined,
    task_definition: task.taskDefinition,
    code: task.stopCode,
    reason: task.stoppedReason || undefined,
    container: culprit?.name,
    exit: culprit?.exitCode,
    container_reason: culprit?.reason || undefined,
    image: culprit?.image || undefined,
    started_s_ago: secondsAgo(task.startedAt, now),
    stopped_s_ago: secondsAgo(task.stoppedAt, now),
    lived_s: secondsAgo(task.startedAt ?? task.createdAt, task.stoppedAt ?? now),
  };
}

/** A container with a reason of its own ended the task, then one that ended badly; the others were stopped with it. */
const blame = ({ reason, exitCode = 0 }: TaskContainer): number =>
  (reason === '' ? 0 : 2) + (exitCode === 0 ? 0 : 1);

const running = 1e9;
const order = (row: ReturnType<typeof rowOf>): number =>
  row.stopped_s_ago ?? running + (row.started_s_ago ?? 0);
