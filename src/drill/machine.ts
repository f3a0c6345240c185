import { dockerApi } from './docker/api.js';
import { DrillShell } from './host/shell.js';
import { apiDiedSql } from './postgres/schema.js';
import { PostgresServer, type Session } from './postgres/server.js';
import { DrillRedis } from './redis/server.js';
import { type ScenarioId, startScenario } from './scenario.js';
import type { Machine } from './ssh/server.js';
import { startLife } from './system/life.js';
import { DrillSystem } from './system/system.js';
import { DrillSite, siteName } from './web/site.js';

/** The practice machine with everything on it, living and in its scenario. */
export function startMachine(
  session: Promise<Session>,
  options: { readonly scenario: ScenarioId; readonly afterMs: number },
): { readonly machine: Machine; readonly siteCertificate: string } {
  const system = new DrillSystem();
  const docker = dockerApi(system);
  const shell = new DrillShell(system);
  const postgres = new PostgresServer(session);
  const redis = new DrillRedis(system);
  const site = new DrillSite(system);
  startLife(system, (n) => redis.broker.runTask(n));
  redis.broker.start();
  const apiDied = () => void postgres.run(apiDiedSql).catch(() => undefined);
  startScenario(options.scenario, system, { apiDied }, options.afterMs);

  const machine: Machine = {
    exec: (line, streams) => shell.run(line, streams),
    unix: (path) =>
      /^(?:\/var)?\/run\/docker\.sock$/.test(path)
        ? (socket) => void docker.emit('connection', socket)
        : undefined,
    tcp: (host, port) => {
      const owner = system.containers.find((c) => c.spec.ip === host);
      if (owner?.spec.service === 'db' && port === 5432) return (socket) => postgres.serve(socket);
      if (owner?.spec.service === 'redis' && port === 6379) return (socket) => redis.serve(socket);
      if (owner)
        return owner.running && port === owner.spec.port ? (socket) => site.serve(socket, port) : undefined;
      const isSite = host === siteName || host === '127.0.0.1' || host === 'localhost';
      return isSite && (port === 80 || port === 443) ? (socket) => site.serve(socket, port) : undefined;
    },
  };
  return { machine, siteCertificate: site.certificate.cert };
}
