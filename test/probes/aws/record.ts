import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LinkAwsReader } from '../../../src/access/aws/aws-reader.js';
import { LocalLink } from '../../../src/access/local/local-link.js';
import type { AwsReader } from '../../../src/domain/access.js';
import { awsRead } from '../../../src/domain/aws.js';
import { createCloudProbe } from '../../../src/probes/aws/cloud-probe.js';
import { keibaHost, type Recording } from './keiba.js';

/*
 * Records what the real aws command line answers for one scene of the lab's account, as the probes ask:
 *
 *   node scripts/run-ts.mjs test/probes/aws/record.ts SCENE http://127.0.0.1:4566
 *
 * with the stand-in of test/lab/systems/keiba at that address, the scene's fault switched on in it, and the lab's key in
 * the environment. Written to test/fixtures/aws/SCENE.json.
 */
const [scene = '', endpointUrl = 'http://127.0.0.1:4566'] = process.argv.slice(2);
const host = keibaHost({ endpointUrl });
const link = new LocalLink();
const real = new LinkAwsReader(link, host);
const calls: { id: string; args: readonly string[]; answer: unknown }[] = [];
const aws: AwsReader = {
  async read(call, signal) {
    const answer = await real.read(call, signal);
    calls.push({ id: call.id, args: call.args, answer });
    return answer;
  },
};
const signal = AbortSignal.timeout(240_000);
const probe = createCloudProbe(host.stack, Date.now);
await probe.tasks.read({ aws }, signal);
await probe.slow.read({ aws }, signal);
await aws.read(
  awsRead('logEvents', '/ecs/production-keiba-backend', String(Date.now() - 120_000), '20'),
  signal,
);
await aws.read(awsRead('taskDefinition', 'production-keiba-backend:42'), signal);
const recording: Recording = { at: Date.now(), calls };
const folder = join(process.cwd(), 'test/fixtures/aws');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `${scene}.json`), `${JSON.stringify(recording, null, 1)}\n`);
await real.close();
await link.close();
