import { awsRead } from '../../../domain/aws.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { isObject, textIn } from '../../aws/json.js';
import { awsLook } from './aws-look.js';

export const awsIdentityProbe: StepProbe = {
  id: 'aws-identity',
  about:
    "whose rights the aws command line has on the machine that the host entry names: one row, the caller's ARN",
  parameters: {},
  fields: ['arn', 'account', 'region', 'profile', 'cluster'],
  gives: 'rows',
  async read(from, _args, { signal }) {
    const look = awsLook(from, signal);
    const answer = await look.read(awsRead('identity'));
    const told = isObject(answer) ? answer : {};
    const { region, profile, cluster } = look.stack;
    const row = { arn: textIn(told, 'Arn'), account: textIn(told, 'Account'), region, profile, cluster };
    return look.seen(awsIdentityProbe.fields, [row]);
  },
};
