import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.js';

/** An operator's machine: a home with ~/.ssh/config, a working directory with hosts.yaml, an environment. */
export interface Project {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** Rewrites ~/.ssh/config for another port of the host, another key or another known_hosts. */
  ssh(settings: SshSettings): void;
  hosts(yaml: string): void;
  remove(): void;
}

export interface SshSettings {
  readonly port?: number;
  readonly user?: string;
  readonly identityFile?: string;
  /** Lines of known_hosts; default: the lab host's key at this port. */
  readonly knownHosts?: string;
  /** More lines of ~/.ssh/config. */
  readonly more?: string;
}

/** An operator of the lab host, who calls it salon-gbp. */
export function labProject(lab: Lab, settings: SshSettings = {}): Project {
  const home = mkdtempSync(join(tmpdir(), 'cockpit-journey-'));
  mkdirSync(join(home, '.ssh'), { mode: 0o700 });
  const hostKey = readFileSync(lab.knownHostsFile, 'utf8').trim().split(/\s+/).slice(1, 3).join(' ');
  const project: Project = {
    home,
    env: {
      HOME: home,
      PATH: process.env.PATH ?? '/usr/bin:/bin',
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      COLORTERM: 'truecolor',
      NODE_EXTRA_CA_CERTS: lab.caFile,
    },
    ssh({ port = lab.port, user = lab.user, identityFile = lab.identityFile, knownHosts, more = '' }) {
      const known = join(home, '.ssh', 'known_hosts');
      writeFileSync(known, knownHosts ?? `[127.0.0.1]:${port} ${hostKey}\n`);
      writeFileSync(
        join(home, '.ssh', 'config'),
        [
          'Host salon-gbp',
          '  HostName 127.0.0.1',
          `  Port ${port}`,
          `  User ${user}`,
          `  IdentityFile ${identityFile}`,
          '  IdentitiesOnly yes',
          `  UserKnownHostsFile ${known}`,
          '  StrictHostKeyChecking yes',
          more,
        ].join('\n'),
        { mode: 0o600 },
      );
    },
    hosts(yaml) {
      writeFileSync(join(home, 'hosts.yaml'), yaml);
    },
    remove() {
      rmSync(home, { recursive: true, force: true });
    },
  };
  project.ssh(settings);
  project.hosts(salon);
  return project;
}

/** The lab host as the shipped hosts.yaml describes its model. */
export const salon = `hosts:
  salon-gbp:
    title: サロン GBP 運用
    ssh: salon-gbp
    environment: production
    stack: { compose: { dir: /opt/salon-gbp, files: [deploy/docker-compose.prod.yml], env_file: .env } }
    containers:
      - { name: salon_gbp_web, role: web }
      - { name: salon_gbp_api, role: api }
      - { name: salon_gbp_worker, role: worker }
      - { name: salon_gbp_beat, role: beat }
      - { name: salon_gbp_db, role: db }
      - { name: salon_gbp_redis, role: redis }
      - { name: gateway-app-1, role: gateway }
    postgres:
      container: salon_gbp_db
      user: salon_gbp
      database: salon_gbp
      password: { container: POSTGRES_PASSWORD }
    redis: { container: salon_gbp_redis }
    queues:
      - celery: { queues: [celery, scraping, posting], worker: salon_gbp_worker, beat: salon_gbp_beat }
    alerts:
      - id: alerts
        query: |
          SELECT created_at AS at, 'warn' AS severity, message AS text, type AS kind
          FROM alerts ORDER BY created_at DESC LIMIT 10
      - id: job_logs
        query: |
          SELECT coalesce(finished_at, started_at) AS at, 'critical' AS severity,
            task_name || ': ' || status AS text, 'job' AS kind
          FROM job_logs WHERE status IN ('failed', 'failure', 'error')
          ORDER BY started_at DESC LIMIT 10
    checks:
      - http: { id: api, url: https://salon-gbp.example/api/health }
      - http: { id: root, url: https://salon-gbp.example/ }
      - tls: salon-gbp.example
      - backup: { dir: /opt/salon-gbp, pattern: backup_*.sql.gz, max_age: 25h, min_size: 1k }
    logs: [salon_gbp_web, salon_gbp_api, salon_gbp_worker, salon_gbp_beat, salon_gbp_db, gateway-app-1]
`;
