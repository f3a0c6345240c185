import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { describeLab } from './describe-lab.js';
import { expectHealthy } from './expect-healthy.js';
import { keibaEntry, operatorAws } from './keiba-entry.js';
import { type Lab, startLab } from './lab.js';

const cluster = 'production-keiba-cluster';
const backend = 'production-keiba-backend';
const inService = `--cluster ${cluster} --services ${backend}`;

/** The lab's AWS as the real command line sees it, by the commands of the runbook. */
describeLab('AWS of the keiba lab', () => {
  let lab: Lab;
  /** As the login `ops`, in whose home the key is. */
  const ops = (command: string) => lab.run(`runuser -u ops -- env HOME=/home/ops bash -c '${command}'`);
  const aws = (words: string) => ops(`aws --endpoint-url http://127.0.0.1:4566 --output json ${words}`);
  const asked = async (words: string) => JSON.parse((await aws(words)).stdout);
  const revision = async () =>
    (await asked(`ecs describe-services ${inService}`)).services[0].taskDefinition.split(':').at(-1);
  const requests = async () =>
    (await lab.run('cut -d" " -f2-4 /var/log/aws-requests.log')).stdout.split('\n').filter(Boolean);

  beforeAll(async () => {
    lab = await startLab('keiba');
  });

  test('tells services, tasks, alarms, metrics and the database, and changes nothing by it', async () => {
    const before = (await requests()).length;
    const start = '--start-time $(date -u -d "1 hour ago" +%FT%T) --end-time $(date -u +%FT%T)';
    const dimension = 'Name=LoadBalancer,Value=app/production-keiba-alb/50dc6c495c0c9188';
    const metric = `--namespace AWS/ApplicationELB --metric-name TargetResponseTime --dimensions ${dimension}`;
    const [service, tasks, alarms, figures, database, definition] = await Promise.all([
      asked(`ecs describe-services ${inService}`),
      asked(`ecs list-tasks --cluster ${cluster} --service-name ${backend}`),
      asked('cloudwatch describe-alarms --alarm-name-prefix production-keiba-high'),
      asked(`cloudwatch get-metric-statistics ${metric} ${start} --period 300 --statistics Average`),
      asked('rds describe-db-instances --db-instance-identifier production-keiba-db'),
      ops(
        `aws --endpoint-url http://127.0.0.1:4566 ecs describe-task-definition --task-definition ${backend} --query taskDefinition.revision --output text`,
      ),
    ]);
    expect(service.services[0]).toMatchObject({ desiredCount: 2, runningCount: 2, pendingCount: 0 });
    expect(tasks.taskArns).toHaveLength(2);
    expect(alarms.MetricAlarms.map((one: { AlarmName: string }) => one.AlarmName)).toEqual([
      'production-keiba-high-error-rate',
      'production-keiba-high-response-time',
    ]);
    expect(figures.Datapoints.length).toBeGreaterThanOrEqual(11);
    expect(database.DBInstances[0]).toMatchObject({ DBInstanceStatus: 'available', Engine: 'postgres' });
    expect(definition.stdout).toBe('42\n');
    expect((await requests()).slice(before).sort()).toEqual([
      'ecs DescribeServices 200',
      'ecs DescribeTaskDefinition 200',
      'ecs ListTasks 200',
      'monitoring DescribeAlarms 200',
      'monitoring GetMetricStatistics 200',
      'rds DescribeDBInstances 200',
    ]);
  });

  test('answers an operator, from the machine that the lab is on', async () => {
    const { stack } = keibaEntry(lab);
    const url = stack.kind === 'ecs' ? (stack.endpointUrl ?? '') : '';
    const env = { ...process.env, ...operatorAws() };
    const { stdout } = await promisify(execFile)(
      'aws',
      ['--endpoint-url', url, '--output', 'json', 'sts', 'get-caller-identity'],
      { env },
    );
    expect(JSON.parse(stdout).Arn).toBe('arn:aws:iam::123456789012:user/cockpit');
  });

  test('has no figures of a load balancer that is named as the runbook names it', async () => {
    const { Datapoints } = await asked(
      'cloudwatch get-metric-statistics --namespace AWS/ApplicationELB --metric-name TargetResponseTime ' +
        '--dimensions Name=LoadBalancer,Value=production-keiba-alb --period 300 --statistics Average ' +
        '--start-time $(date -u -d "1 hour ago" +%FT%T) --end-time $(date -u +%FT%T)',
    );
    expect(Datapoints).toEqual([]);
  });

  test('follows a log group, whose lines keep coming', async () => {
    const { stdout } = await ops(
      `PYTHONUNBUFFERED=1 timeout 90 aws --endpoint-url http://127.0.0.1:4566 logs tail /ecs/${backend} --since 1s --follow | head -n 4`,
    );
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(4);
    expect(new Set(lines).size).toBe(4);
    expect(lines[0]).toMatch(/^\S+\+00:00 ecs\/backend\/[0-9a-f]{32} \S+ \S+ INFO \[app\.api\] GET /);
  });

  test('refuses what AWS refuses: another key, unknown names, parameters that the model does not have', async () => {
    const refused = async (command: string) => (await aws(command)).stderr;
    const wrong = await ops(
      `AWS_SECRET_ACCESS_KEY=other AWS_ACCESS_KEY_ID=AKIALABCOCKPITEXAMPL aws --endpoint-url http://127.0.0.1:4566 ecs list-clusters`,
    );
    expect(wrong.stderr).toContain('(InvalidSignatureException) when calling the ListClusters operation');
    expect(await refused('rds describe-db-instances --db-instance-identifier nope')).toContain(
      '(DBInstanceNotFound) when calling the DescribeDBInstances operation',
    );
    expect(await refused('ecs list-tasks --cluster nope')).toContain('(ClusterNotFoundException)');
    expect(await refused('logs filter-log-events --log-group-name nope')).toContain(
      '(ResourceNotFoundException)',
    );
    const raw = await lab.run('curl -s -X POST http://127.0.0.1:4566/ -d {}');
    expect(raw.stdout).toContain('MissingAuthenticationToken');
  });

  test('serves a bad release, and goes back by the command of the runbook', async () => {
    const undo = await lab.fault('badrelease');
    try {
      expect(await revision()).toBe('43');
      await aws(
        `ecs update-service --cluster ${cluster} --service ${backend} --task-definition ${backend}:42 --force-new-deployment`,
      );
      await aws(`ecs wait services-stable ${inService}`);
      const { services } = await asked(`ecs describe-services ${inService}`);
      expect(services[0].deployments).toHaveLength(1);
      expect(services[0].deployments[0]).toMatchObject({ rolloutState: 'COMPLETED', runningCount: 2 });
      expect(services[0].events[0].message).toBe(`(service ${backend}) has reached a steady state.`);
      expect(await revision()).toBe('42');
    } finally {
      await undo();
    }
  });

  test('starts another task in the place of one that was stopped', async () => {
    const list = `ecs list-tasks --cluster ${cluster} --service-name ${backend}`;
    const [task] = (await asked(list)).taskArns;
    await aws(`ecs stop-task --cluster ${cluster} --task ${task}`);
    const { tasks } = await asked(`ecs describe-tasks --cluster ${cluster} --tasks ${task}`);
    expect(tasks[0]).toMatchObject({ lastStatus: 'STOPPED', stopCode: 'UserInitiated' });
    await expectHealthy(lab);
    expect((await asked(list)).taskArns).not.toContain(task);
  });
});
