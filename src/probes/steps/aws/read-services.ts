import { awsRead } from '../../../domain/aws.js';
import type { CloudDeployment } from '../../../domain/cloud.js';
import { parseServiceNames, parseServices, type ServiceFacts } from '../../aws/parse-services.js';
import { type AwsLook, inParts } from './aws-look.js';

const servicesACall = 10;

/** What stands in the place of a service that the cluster does not have. */
const missing = (name: string): ServiceFacts => ({
  name,
  status: 'MISSING',
  desired: 0,
  running: 0,
  pending: 0,
  taskDefinition: '',
  deployments: [],
  events: [],
});

/** Services by name, or those of the host entry, or all of the cluster; one that is not there has the status MISSING. */
export async function readServices(look: AwsLook, name?: string): Promise<readonly ServiceFacts[]> {
  const { stack } = look;
  const listed = name === undefined ? stack.services : [name];
  const names =
    listed.length > 0 ? listed : parseServiceNames(await look.read(awsRead('serviceNames', stack.cluster)));
  const answers = await Promise.all(
    inParts(names, servicesACall).map((part) => look.read(awsRead('services', stack.cluster, ...part))),
  );
  const found = answers.flatMap(parseServices);
  const absent = names.filter((one) => !found.some((service) => service.name === one));
  return [...found, ...absent.map(missing)];
}

/** The newest deployment: all others give way to it. */
export const newestDeployment = ({ deployments }: ServiceFacts): CloudDeployment | undefined =>
  deployments.find(({ status }) => status === 'PRIMARY') ?? deployments[0];

/** All tasks that are wanted run, of one deployment that is complete; one that reports no rollout counts as complete. */
export function isStable(service: ServiceFacts): boolean {
  const { status, desired, running, deployments } = service;
  const rollout = newestDeployment(service)?.rollout ?? 'COMPLETED';
  return status === 'ACTIVE' && running === desired && deployments.length === 1 && rollout === 'COMPLETED';
}
