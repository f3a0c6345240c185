import { awsRead } from '../../../domain/aws.js';
import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { type Json, nameOfArn, numberIn, objectsIn, textIn, timeIn } from '../../aws/json.js';
import { tagOf } from '../../containers/identity.js';
import { numberOf, textOf } from '../arguments.js';
import { optional, required } from '../parameters.js';
import { type AwsLook, awsLook, clockText, secondsAgo } from './aws-look.js';
import { objectIn, textsIn } from './lists.js';
import { readServices } from './read-services.js';

const usual = 5;
const most = 20;
/** The list is asked for by the beginning of a name, and other families may begin alike. */
const listed = 100;

export const awsTaskDefinitionsProbe: StepProbe = {
  id: 'aws-task-definitions',
  about:
    'active revisions of the task definition of a service, newest first; `runs`: the newest deployment has it; `older`: made before that one; `same_image`: another revision of the same image; images of its essential containers; no environment is shown',
  parameters: {
    service: required('name', 'the service whose task definition it is'),
    name: optional('word', 'only this revision ("FAMILY:REVISION"), where it is active'),
    max: optional('number', `how many at most; default ${usual}, at most ${most}`),
  },
  fields: [
    'name',
    'revision',
    'family',
    'status',
    'image',
    'tag',
    'runs',
    'older',
    'same_image',
    'registered',
    'age_s',
    'cpu_units',
    'memory_mib',
    'log_group',
    'health_test',
    'secrets',
  ],
  gives: 'rows',
  async read(from, args, { signal }) {
    const look = awsLook(from, signal);
    const count = Math.min(Math.max(1, numberOf(args, 'max') ?? usual), most);
    const name = textOf(args, 'service') ?? '';
    const [service] = await readServices(look, name);
    const running = service?.taskDefinition;
    if (!running) throw fail('missing', msg('steps.aws.no-service', { service: name }));
    const revisions = await revisionsOf(look, running, { name: textOf(args, 'name'), count });
    const answers = await Promise.all(revisions.map((one) => look.read(awsRead('taskDefinition', one))));
    const rows = answers.map((answer) => rowOf(objectIn(answer, 'taskDefinition'), look.now));
    const current = rows.find((row) => row.name === running);
    const runs = revisionOf(running);
    const told = rows.map((row) => ({
      ...row,
      runs: row.name === running,
      older: row.revision === undefined ? undefined : row.revision < runs,
      same_image: current && row !== current ? row.image === current.image : undefined,
    }));
    return look.seen(awsTaskDefinitionsProbe.fields, told);
  },
};

/** The newest revisions of a family, and the one that runs even where it is an old one. */
async function revisionsOf(
  look: AwsLook,
  running: string,
  { name: only, count }: { readonly name: string | undefined; readonly count: number },
): Promise<readonly string[]> {
  const family = running.replace(/:\d+$/, '');
  const answer = await look.read(awsRead('taskDefinitions', family, String(listed)));
  const own = textsIn(answer, 'taskDefinitionArns')
    .map(nameOfArn)
    .filter((name) => name.replace(/:\d+$/, '') === family);
  if (only !== undefined) return own.filter((name) => name === only);
  const newest = own.toSorted((a, b) => revisionOf(b) - revisionOf(a)).slice(0, count);
  return newest.includes(running) ? newest : [...newest.slice(0, count - 1), running];
}

const revisionOf = (name: string): number => Number(/:(\d+)$/.exec(name)?.[1] ?? 0);

function rowOf(json: Json, now: number) {
  const containers = objectsIn(json, 'containerDefinitions');
  const essential = containers.filter((one) => one.essential !== false);
  const images = (essential.length > 0 ? essential : containers).flatMap((one) => textIn(one, 'image') || []);
  const image = images.join(' ') || undefined;
  const [first = {}] = essential;
  const [family, revision] = [textIn(json, 'family'), numberIn(json, 'revision')];
  const registeredAt = timeIn(json, 'registeredAt');
  const health = textsIn(objectIn(first, 'healthCheck'), 'command').join(' ');
  return {
    name: `${family}:${revision}`,
    revision,
    family,
    status: textIn(json, 'status'),
    image,
    tag: images[0] === undefined ? undefined : tagOf(images[0]) || undefined,
    registered: clockText(registeredAt)?.slice(0, 16),
    age_s: secondsAgo(registeredAt, now),
    cpu_units: numberIn(json, 'cpu') ?? numberIn(first, 'cpu'),
    memory_mib: numberIn(json, 'memory') ?? numberIn(first, 'memory'),
    log_group: textIn(objectIn(objectIn(first, 'logConfiguration'), 'options'), 'awslogs-group') || undefined,
    health_test: health || undefined,
    secrets: containers.flatMap((one) => objectsIn(one, 'secrets')).length,
  };
}
