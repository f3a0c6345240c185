import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LinkAwsReader } from '../../../src/access/aws/aws-reader.js';
import { LocalLink } from '../../../src/access/local/local-link.js';
import { awsRead } from '../../../src/domain/aws.js';
import { keibaHost } from '../../probes/aws/keiba.js';

const definition = join(import.meta.dirname, '../../fixtures/aws/task-definition.json');
const signal = new AbortController().signal;

/** A machine on which `aws` is a script of ours; it notes its words. */
describe('reading AWS by the command line of the operator', { timeout: 60_000 }, () => {
  let folder = '';
  let link: LocalLink;
  const words = () => readFileSync(join(folder, 'words'), 'utf8').trim().split('\n');
  const aws = (script: string) => {
    const path = join(folder, 'aws');
    writeFileSync(path, `#!/bin/sh\necho "$*" >>"${folder}/words"\n${script}\n`);
    chmodSync(path, 0o755);
  };
  const reader = (path = folder) => new LinkAwsReader(link, keibaHost({ profile: 'keiba' }), { PATH: path });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cockpit-aws-reader-'));
    for (const program of ['env', 'sh', 'cat', 'sleep'])
      symlinkSync(`/usr/bin/${program}`, join(folder, program));
    link = new LocalLink();
  });
  afterEach(async () => {
    await link.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('asks with the region and profile of the entry, and reads JSON', async () => {
    aws('echo \'{"serviceArns": []}\'');
    expect(await reader().read(awsRead('serviceNames', 'production'), signal)).toEqual({ serviceArns: [] });
    expect(words()).toEqual([
      '--output json --region ap-northeast-1 --profile keiba ecs list-services --cluster production --cli-connect-timeout 5 --cli-read-timeout 15',
    ]);
  });

  it('masks the secrets of a task definition before anybody sees them', async () => {
    aws(`cat ${definition}`);
    const answer = JSON.stringify(
      await reader().read(awsRead('taskDefinition', 'production-keiba-backend:42'), signal),
    );
    const { taskDefinition } = JSON.parse(readFileSync(definition, 'utf8')) as {
      taskDefinition: { containerDefinitions: { environment: { name: string; value: string }[] }[] };
    };
    const environment = taskDefinition.containerDefinitions.flatMap((each) => each.environment);
    const secret = environment.find(({ name }) => name === 'NOTIFICATION_VAPID_PRIVATE_KEY')?.value ?? '';
    expect(secret).not.toBe('');
    expect(answer).not.toContain(secret);
    expect(answer).toContain('"LOG_LEVEL","value":"INFO"');
  });

  it('tells a machine without aws from AWS that does not answer', async () => {
    await expect(reader().read(awsRead('identity'), signal)).rejects.toMatchObject({
      failure: { kind: 'missing', what: { id: 'cloud.no-command.here' } },
    });
  });

  it('leaves AWS alone for a while after it was asked too often', async () => {
    aws(
      'echo "An error occurred (ThrottlingException) when calling the ListServices operation (reached max retries: 2): Rate exceeded" >&2; exit 254',
    );
    const one = reader();
    const ask = () => one.read(awsRead('serviceNames', 'production'), signal);
    await expect(ask()).rejects.toMatchObject({ failure: { what: { id: 'cloud.throttled' } } });
    await expect(ask()).rejects.toMatchObject({ failure: { what: { id: 'cloud.throttled.quiet' } } });
    expect(words()).toHaveLength(1);
  });

  it('says that it can not read an answer that is none', async () => {
    aws('true');
    await expect(reader().read(awsRead('identity'), signal)).rejects.toMatchObject({
      failure: { kind: 'malformed', what: { id: 'cloud.malformed' } },
    });
  });

  it('gives up when its caller does', async () => {
    aws('sleep 30');
    const calledOff = new AbortController();
    const reading = reader().read(awsRead('identity'), calledOff.signal);
    setTimeout(() => calledOff.abort(), 100);
    await expect(reading).rejects.toMatchObject({ failure: { what: { id: 'access.stopped' } } });
  });

  it('asks nothing of a host that is not on ECS', async () => {
    const plain = { ...keibaHost(), stack: { kind: 'plain' } } as const;
    await expect(new LinkAwsReader(link, plain).read(awsRead('identity'), signal)).rejects.toMatchObject({
      failure: { kind: 'unsupported' },
    });
  });
});
