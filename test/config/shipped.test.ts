import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { hostsJsonSchema } from '../../src/config/json-schema.js';
import { parseHosts } from '../../src/config/parse.js';
import type { HostEntry, Metric } from '../../src/domain/host.js';

const text = readFileSync('hosts.yaml', 'utf8');
const { hosts } = parseHosts(text, 'hosts.yaml');
const host = (name: string): HostEntry => {
  const found = hosts.find((h) => h.name === name);
  if (!found) throw new Error(`no host ${name}`);
  return found;
};
const level = (name: string, metric: Metric) => {
  const found = host(name).thresholds.find((t) => t.metric === metric);
  return found && [found.warn, found.critical];
};

describe('the hosts.yaml that is shipped', () => {
  test('holds the five systems of the runbooks and the drill', () => {
    expect(hosts.map((h) => h.name)).toEqual([
      'salon-gbp',
      'smart-office',
      'psyfit',
      'shiojiri-rainbow',
      'keiba',
      'keiba-compose',
      'drill',
    ]);
  });

  test('names no address outside .example and the host itself', () => {
    const addresses = [...text.matchAll(/https?:\/\/([^/\s:]+)|host: ([\w.-]+)/g)].map((m) => m[1] ?? m[2]);
    const own = ['127.0.0.1', 'localhost'];
    expect(addresses.filter((a) => !a?.endsWith('.example') && !own.includes(a ?? ''))).toEqual([]);
  });

  test('gives shiojiri-rainbow the levels of its 監視項目 tables', () => {
    expect(level('shiojiri-rainbow', 'http.latency')).toEqual([500, 1000]);
    expect(level('shiojiri-rainbow', 'host.memory')).toEqual([80, 90]);
    expect(level('shiojiri-rainbow', 'host.cpu')).toEqual([80, 95]);
    expect(level('shiojiri-rainbow', 'postgres.connections.count')).toEqual([80, 95]);
    expect(level('shiojiri-rainbow', 'postgres.query')).toEqual([500, 1000]);
    expect(level('shiojiri-rainbow', 'disk.used')).toEqual([80, 90]);
    expect(level('shiojiri-rainbow', 'queue.depth')).toEqual([500, 1000]);
    expect(level('shiojiri-rainbow', 'queue.failed')).toEqual([10, 50]);
    expect(level('shiojiri-rainbow', 'job.duration')).toEqual([60, 120]);
    expect(host('shiojiri-rainbow').contacts.map((c) => c.withinMinutes)).toEqual([15, 30, 60, undefined]);
  });

  test('gives psyfit the checks of section 6.3', () => {
    const { checks, containers } = host('psyfit');
    expect(checks.find((c) => c.kind === 'http')).toMatchObject({ expect: 200 });
    expect(checks.find((c) => c.kind === 'tls')).toMatchObject({ warnDays: 14 });
    expect(checks.find((c) => c.kind === 'backup')).toMatchObject({ maxAgeHours: 25 });
    expect(containers.map((c) => c.name)).toEqual(
      expect.arrayContaining(['psyfit-web-*', 'psyfit-db', 'psyfit-redis']),
    );
    expect(level('psyfit', 'disk.used')).toEqual([80, undefined]);
  });

  test('gives smart-office the recommended alerts', () => {
    expect(level('smart-office', 'http.latency')).toEqual([5000, undefined]);
    expect(level('smart-office', 'postgres.connections')).toEqual([80, undefined]);
    expect(level('smart-office', 'disk.used')).toEqual([80, undefined]);
    expect(level('smart-office', 'host.memory')).toEqual([85, undefined]);
    expect(level('smart-office', 'container.memory')).toEqual([85, undefined]);
  });

  test('reaches keiba on a managed Postgres whose certificate is verified', () => {
    expect(host('keiba').postgres).toEqual([
      {
        name: 'main',
        address: { kind: 'tcp', host: 'production-keiba-db.example', port: 5432, tls: 'verify' },
        user: 'cockpit',
        database: 'keiba',
        password: { from: 'env', variable: 'KEIBA_DB_PASSWORD' },
      },
    ]);
  });

  test('writes salon-gbp out in full, defaults filled in', () => {
    expect(host('salon-gbp')).toMatchSnapshot();
  });

  test('differs from the drill only in how it is reached, its pace and its people', () => {
    const { containers, postgres, redis, queues, alerts, logs, stack } = host('salon-gbp');
    expect(host('drill')).toMatchObject({ containers, postgres, redis, queues, alerts, logs, stack });
    expect(host('drill')).toMatchObject({ connection: { kind: 'drill' }, environment: 'drill' });
  });
});

interface Schema {
  readonly properties?: Record<string, Schema>;
  readonly description?: string;
  readonly $ref?: string;
  readonly [key: string]: unknown;
}

function* properties(schema: unknown, path = ''): Generator<[string, Schema]> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema as Schema)) {
    if (key === 'properties') {
      for (const [name, property] of Object.entries(value as Record<string, Schema>)) {
        yield [`${path}.${name}`, property];
        yield* properties(property, `${path}.${name}`);
      }
    } else yield* properties(value, Array.isArray(schema) ? path : `${path}/${key}`);
  }
}

describe('the JSON schema', () => {
  const schema = hostsJsonSchema() as Schema;

  test('describes every property', () => {
    const defs = schema.$defs as Record<string, Schema>;
    const bare = [...properties(schema)].filter(
      ([, p]) => !p.description && !(p.$ref && defs[p.$ref.replace('#/$defs/', '')]?.description),
    );
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  test('is up to date in schema/', () => {
    const script = ['scripts/run-ts.mjs', 'scripts/generate-schema.ts', '--check'];
    expect(() => execFileSync(process.execPath, script, { stdio: 'pipe' })).not.toThrow();
  });

  test('is named at the top of hosts.yaml', () => {
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./schema/hosts.schema.json');
    expect(parseYaml(text)).toHaveProperty('hosts');
  });
});
