import { FileTree } from './files.js';

export const appDir = '/opt/salon-gbp';
export const envFile = `${appDir}/.env`;
export const composeFile = `${appDir}/deploy/docker-compose.prod.yml`;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const MB = 1024 * 1024;

/** What the services are started with; the passwords are those of the exercise. */
const environment = `# 本番環境の設定。値を変えたら compose up -d --force-recreate で反映する
DATABASE_URL=postgresql://salon_gbp:practice@db:5432/salon_gbp
POSTGRES_PASSWORD=practice
TOKEN_ENC_KEY_B64=cHJhY3RpY2U=
OAUTH_STATE_SECRET=practice
`;

const app = `    environment:
      DATABASE_URL: \${DATABASE_URL}
      REDIS_URL: redis://redis:6379/0
      TOKEN_ENC_KEY_B64: \${TOKEN_ENC_KEY_B64:-}
      OAUTH_STATE_SECRET: \${OAUTH_STATE_SECRET:-}
`;
const common = (name: string, image: string, cpus: number, memory: string) => `    container_name: ${name}
    image: ${image}
    restart: unless-stopped
    networks: [app-network]
    cpus: ${cpus}
    mem_limit: ${memory}
`;
const check = (test: readonly string[]) => `    healthcheck:
      test: ${JSON.stringify(test)}
      interval: 5s
      timeout: 4s
      retries: 3
      start_period: 10s
`;
const build = (name: string) => `    build: { context: .., dockerfile: deploy/${name}.Dockerfile }\n`;

const compose = `name: salon-gbp

services:
  web:
${common('salon_gbp_web', 'salon-gbp/web:latest', 0.25, '128m')}${build('web')}${check(['CMD', 'wget', '-qO-', 'http://127.0.0.1:8000/healthz'])}    depends_on: [api]

  api:
${common('salon_gbp_api', 'salon-gbp/api:latest', 0.5, '512m')}${build('api')}${app}${check(['CMD', 'curl', '-fs', 'http://localhost:8000/api/health'])}    volumes: ["media:/data/media"]
    depends_on: { db: { condition: service_healthy }, redis: { condition: service_healthy } }

  worker:
${common('salon_gbp_worker', 'salon-gbp/api:latest', 0.5, '512m')}    command: celery -A app.worker.celery_app.celery_app worker --loglevel=INFO --concurrency=2 -Q celery,scraping,posting
${app}    depends_on: { db: { condition: service_healthy }, redis: { condition: service_healthy } }

  beat:
${common('salon_gbp_beat', 'salon-gbp/api:latest', 0.25, '256m')}    command: celery -A app.worker.celery_app.celery_app beat --loglevel=INFO
${app}    depends_on: { redis: { condition: service_healthy } }

  db:
${common('salon_gbp_db', 'postgres:16-alpine', 0.5, '512m')}    environment: { POSTGRES_USER: salon_gbp, POSTGRES_DB: salon_gbp, POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD}" }
    volumes: ["pgdata:/var/lib/postgresql/data"]
${check(['CMD', 'pg_isready', '-U', 'salon_gbp'])}
  redis:
${common('salon_gbp_redis', 'redis:7-alpine', 0.25, '192m')}    command: redis-server --maxmemory 128mb --maxmemory-policy noeviction
${check(['CMD', 'redis-cli', 'ping'])}
volumes:
  pgdata: {}
  media: {}

networks:
  app-network: { name: app-network }
`;

export const dumpStart = '--\n-- PostgreSQL database dump\n--\n';
export const dumpEnd = '-- PostgreSQL database dump complete';

/** What is kept of a dump: its frame. */
export const dumpText = `${dumpStart}
-- Dumped from database version 16.9
-- Dumped by pg_dump version 16.9

SET statement_timeout = 0;
SET client_encoding = 'UTF8';

CREATE TABLE public.salons (id integer NOT NULL, name text NOT NULL);
COPY public.salons (id, name) FROM stdin;
1\tヘアサロン青山
2\t美容室さくら 渋谷店
3\tNail & Spa 銀座
\\.

--
${dumpEnd}
--

`;

/** The files of the machine when the exercise begins. */
export function firstFiles(now: number): FileTree {
  const files = new FileTree();
  const old = now - 41 * dayMs;
  for (const folder of ['/tmp', '/root', '/opt/gateway', '/var/lib/docker', '/var/log', `${appDir}/.git`]) {
    files.makeFolder(folder, old);
  }
  for (const folder of ['/var/tmp', '/var/backups', '/run', '/etc', '/usr/bin'])
    files.makeFolder(folder, old);
  files.makeFolder('/home/ops', old, 0o750);
  for (const place of ['/run/docker.sock', '/var/run/docker.sock']) {
    files.write(place, { bytes: 0, at: old, owner: 'root', mode: 0o660 });
  }
  files.write(envFile, { text: environment, at: now - 6 * dayMs, mode: 0o600 });
  files.write(composeFile, { text: compose, at: now - 6 * dayMs });
  for (const name of ['api', 'web']) {
    const base = name === 'web' ? 'nginx:1.27-alpine' : 'python:3.12-slim';
    files.write(`${appDir}/deploy/${name}.Dockerfile`, { text: `FROM ${base}\nCOPY . /app\n`, at: old });
  }
  files.write(`${appDir}/.git/HEAD`, { text: 'ref: refs/heads/main\n', at: now - 6 * dayMs });
  files.write('/opt/gateway/docker-compose.yml', { text: 'name: gateway\n', at: old });
  files.write('/etc/hostname', { text: 'drill\n', at: old, owner: 'root' });
  files.write('/etc/os-release', {
    text: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n',
    at: old,
    owner: 'root',
  });
  files.write('/var/log/syslog', { bytes: 41 * MB, at: now, owner: 'root', mode: 0o640 });
  writeBackups(files, now, 0);
  return files;
}

/** The nightly dumps at 03:00 in Japan (18:00 UTC); the newest is at least so many hours old. */
export function writeBackups(files: FileTree, now: number, hours: number): void {
  const before = now - hours * hourMs;
  const last = Math.floor((before - 18 * hourMs) / dayMs) * dayMs + 18 * hourMs;
  for (let n = 0; n < 9; n++) {
    const at = last - n * dayMs;
    const day = new Date(at + 9 * hourMs).toISOString().slice(0, 10).replaceAll('-', '');
    files.write(`${appDir}/backup_${day}.sql.gz`, {
      text: `\x1f\x8b\x08${dumpText}`,
      bytes: 48_211_004 - n * 90_113,
      at: at + 41_520,
    });
  }
}

/** Of the folder itself, where backups lie; what somebody has left in another is none. */
export const isBackup = (path: string): boolean => /^\/opt\/salon-gbp\/[^/]+\.(sql|dump)(\.gz)?$/.test(path);
