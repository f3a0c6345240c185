import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseHosts } from '../../src/config/parse.js';
import type { Check, EcsStack, HostEntry } from '../../src/domain/host.js';
import type { Lab } from './lab.js';

const everySeconds = 5;
/** Where the stand-ins for AWS and its load balancer listen on the lab host. */
const awsPort = 4566;
const balancerPort = 8443;

type Address = Pick<Lab, 'host' | 'port' | 'user' | 'identityFile' | 'httpsAddress'>;

const shipped = (name: string): HostEntry => {
  const hosts = new URL('../../hosts.yaml', import.meta.url);
  const found = parseHosts(readFileSync(hosts, 'utf8'), 'hosts.yaml').hosts.find((one) => one.name === name);
  if (!found) throw new Error(`hosts.yaml has no ${name}`);
  return found;
};

const connection = ({ host, port, user, identityFile }: Address): HostEntry['connection'] => ({
  kind: 'ssh',
  destination: 'keiba-lab',
  host,
  port,
  user,
  identityFile,
});

/** The one-host system of hosts.yaml, reached in the lab, its checks often enough for a test. */
export function keibaComposeEntry(lab: Address): HostEntry {
  const entry = shipped('keiba-compose');
  const checks = entry.checks.map((check) => ({ ...check, everySeconds }));
  return { ...entry, connection: connection(lab), checks };
}

/**
 * The production of hosts.yaml on ECS, its AWS the stand-in of the lab host. `aws: 'operator'` needs the environment that
 * `operatorAws` makes.
 */
export function keibaEntry(lab: Address, aws: EcsStack['aws'] = 'operator'): HostEntry {
  const entry = shipped('keiba');
  if (entry.stack.kind !== 'ecs') throw new Error('keiba of hosts.yaml is not on ECS');
  const [address] = lab.httpsAddress.split(':');
  const on = aws === 'operator' ? address : '127.0.0.1';
  return {
    ...entry,
    connection: connection(lab),
    stack: { ...entry.stack, aws, region: 'ap-northeast-1', endpointUrl: `http://${on}:${awsPort}` },
    postgres: entry.postgres.map((one) => ({
      ...one,
      address: { kind: 'tcp', host: 'production-keiba-db.example', port: 15432, tls: 'off' },
      password: { from: 'env', variable: 'KEIBA_DB_PASSWORD' },
    })),
    checks: entry.checks.map(atBalancer),
  };
}

function atBalancer(check: Check): Check {
  if (check.kind === 'tls') return { ...check, everySeconds, port: balancerPort };
  if (check.kind !== 'http') return { ...check, everySeconds };
  const url = new URL(check.url);
  url.port = `${balancerPort}`;
  return { ...check, everySeconds, url: url.href };
}

/** Environment of an operator whose aws command line has the lab's key: Debian's aws, in the version of its models. */
export function operatorAws(): Record<string, string> {
  const dir = mkdtempSync(join(tmpdir(), 'cockpit-aws-'));
  const files = {
    AWS_CONFIG_FILE: join(dir, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(dir, 'credentials'),
  };
  writeFileSync(files.AWS_CONFIG_FILE, '[default]\nregion = ap-northeast-1\n');
  const key = 'aws_access_key_id = AKIALABCOCKPITEXAMPL\naws_secret_access_key = lab-secret-access-key\n';
  writeFileSync(files.AWS_SHARED_CREDENTIALS_FILE, `[default]\n${key}`, { mode: 0o600 });
  symlinkSync('/usr/bin/aws', join(dir, 'aws'));
  return { ...files, PATH: `${dir}${delimiter}${process.env.PATH ?? ''}` };
}
