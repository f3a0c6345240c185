import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHosts } from '../../src/config/parse.js';
import { appendEntry, entryYaml, newHostsFile } from '../../src/config/write-entry.js';
import type { HostEntry } from '../../src/domain/host.js';
import { hostEntries } from './host-entries.js';

const parseOne = (text: string): HostEntry | undefined => parseHosts(text, 'hosts.yaml').hosts[0];
/** Thresholds of different measures have no order. */
const ordered = (entry: HostEntry | undefined) => ({
  ...entry,
  thresholds: entry?.thresholds.toSorted((a, b) => a.metric.localeCompare(b.metric)),
});
const shipped = readFileSync('hosts.yaml', 'utf8');
const { hosts } = parseHosts(shipped, 'hosts.yaml');

const found: HostEntry = {
  name: 'salon',
  connection: { kind: 'ssh', destination: 'salon.example', user: 'ops' },
  environment: 'production',
  stack: {
    kind: 'compose',
    dir: '/opt/salon-gbp',
    files: ['deploy/docker-compose.prod.yml'],
    envFile: '.env',
    project: 'deploy',
  },
  containers: [
    { name: 'salon_gbp_api', role: 'api' },
    { name: 'salon_gbp_db', role: 'db' },
    { name: 'salon_gbp_redis', role: 'redis' },
  ],
  postgres: [
    {
      name: 'main',
      address: { kind: 'container', container: 'salon_gbp_db' },
      user: 'salon_gbp',
      database: 'salon_gbp',
      password: { from: 'container', variable: 'DATABASE_URL', container: 'salon_gbp_api', part: 'url' },
    },
  ],
  redis: [
    {
      name: 'main',
      address: { kind: 'container', container: 'salon_gbp_redis' },
      db: 1,
      password: { from: 'argument', option: '--requirepass' },
    },
  ],
  queues: [
    {
      kind: 'celery',
      name: 'celery',
      redis: 'main',
      queues: ['celery', 'posting'],
      prefix: '',
      worker: 'salon_gbp_api',
      visibilityTimeoutSeconds: 3600,
    },
  ],
  alerts: [],
  checks: [],
  logs: [
    { kind: 'container', container: 'salon_gbp_api' },
    { kind: 'container', container: 'salon_gbp_db' },
  ],
  thresholds: [],
  contacts: [],
  discovered: true,
};

describe('an entry as text', () => {
  test('looks as the hosts.yaml that is shipped', () => {
    expect(entryYaml(found)).toBe(`salon:
  ssh: ops@salon.example
  stack:
    compose:
      dir: /opt/salon-gbp
      files: [ deploy/docker-compose.prod.yml ]
      env_file: .env
      project: deploy
  containers:
    - { name: salon_gbp_api, role: api }
    - { name: salon_gbp_db, role: db }
    - { name: salon_gbp_redis, role: redis }
  postgres:
    container: salon_gbp_db
    user: salon_gbp
    database: salon_gbp
    password: { container: DATABASE_URL, of: salon_gbp_api, part: url }
  redis: { container: salon_gbp_redis, db: 1, password: { argument: --requirepass } }
  queues:
    - celery: { queues: [ celery, posting ], worker: salon_gbp_api }
  logs: [ salon_gbp_api, salon_gbp_db ]
`);
  });

  test('says of a declared command only what is not usual', () => {
    const plain = { kind: 'command', id: 'command:df', argv: ['df', '-h', '/'], watch: 'never' } as const;
    const checks = [
      { ...plain, everySeconds: 60, timeoutSeconds: 10 },
      { ...plain, id: 'disk', dir: '/srv', everySeconds: 300, timeoutSeconds: 20, watch: 'allowed' } as const,
    ];
    const text = newHostsFile({ ...found, checks });
    expect(text).toContain('    - command: { run: [ df, -h, / ] }');
    expect(parseOne(text)?.checks).toEqual(checks);
  });

  test.each(hosts)('reads as the entry that it was made of: $name', (entry) => {
    expect(ordered(parseOne(newHostsFile(entry)))).toEqual(ordered(entry));
  });

  test('reads as the entry that it was made of, whatever is in it', () => {
    fc.assert(
      fc.property(hostEntries, (entry) => {
        expect(ordered(parseOne(newHostsFile(entry)))).toEqual(ordered(entry));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('an entry added to a file', () => {
  const { discovered: _mark, ...entry } = found;

  test('stands at the end of the hosts, and nothing else changes', () => {
    const after = appendEntry(shipped, found, 'hosts.yaml');
    const at = after.indexOf('\n  salon:\n');
    const rest = after.slice(at).split('\n\n').slice(1).join('\n\n');
    expect(shipped.startsWith(after.slice(0, at))).toBe(true);
    expect(shipped.endsWith(rest)).toBe(true);
    const read = parseHosts(after, 'hosts.yaml');
    expect(read.hosts.slice(0, -1)).toEqual(hosts);
    expect(read.hosts.at(-1)).toMatchObject({ name: 'salon', stack: entry.stack });
  });

  test.each<[string, string, string]>([
    [
      'comments stay with what they are about',
      'hosts:\n  a:\n    ssh: a # the first\n    # checks: []\n\n# for all\ndefaults: {}\n',
      'hosts:\n  a:\n    ssh: a # the first\n    # checks: []\n\n  b:\n    ssh: b\n\n# for all\ndefaults: {}\n',
    ],
    [
      'a file without a last line end',
      'hosts:\n  a:\n    ssh: a',
      'hosts:\n  a:\n    ssh: a\n\n  b:\n    ssh: b\n',
    ],
    [
      'its own indentation',
      'hosts:\n    a: { ssh: a }\n',
      'hosts:\n    a: { ssh: a }\n\n    b:\n      ssh: b\n',
    ],
    [
      'a text block at the end',
      'hosts:\n  a:\n    local: true\n    title: |-\n      x\n',
      'hosts:\n  a:\n    local: true\n    title: |-\n      x\n\n  b:\n    ssh: b\n',
    ],
    [
      'line ends of Windows',
      'hosts:\r\n  a:\r\n    ssh: a\r\n',
      'hosts:\r\n  a:\r\n    ssh: a\r\n\r\n  b:\r\n    ssh: b\r\n',
    ],
  ])('%s', (_title, before, after) => {
    const plain = { ...found, name: 'b', connection: { kind: 'ssh', destination: 'b' } as const };
    const bare = {
      stack: { kind: 'plain' } as const,
      containers: [],
      postgres: [],
      redis: [],
      queues: [],
      logs: [],
    };
    expect(appendEntry(before, { ...plain, ...bare }, 'hosts.yaml')).toBe(after);
  });

  test('of a name that is taken is refused', () => {
    const what = { id: 'discovery.write.taken', params: { name: 'drill', file: 'hosts.yaml' } };
    expect(() => appendEntry(shipped, { ...found, name: 'drill' }, 'hosts.yaml')).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ kind: 'denied', what }) }),
    );
  });

  test('is refused where the hosts stand in braces', () => {
    expect(() => appendEntry('hosts: { a: { ssh: a } }\n', found, 'hosts.yaml')).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ kind: 'unsupported' }) }),
    );
  });

  test('to an empty file makes a whole one', () => {
    expect(parseOne(appendEntry('\n', found, 'hosts.yaml'))).toEqual(entry);
  });
});
