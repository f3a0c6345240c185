import { dockerApi } from './docker/api.js';
import { Host } from './host/host.js';
import { findProgram } from './host/programs.js';
import { DrillShell } from './host/shell.js';
import { applyEffect, holdsNow } from './machine-world.js';
import type { Session } from './postgres/shared-session.js';
import type { Machine } from './ssh/server.js';
import { createStores, type ServiceLife } from './stores.js';
import type { DrillContainer } from './system/container.js';
import { Engine } from './system/engine.js';
import { startHealthChecks } from './system/health.js';
import { startLife } from './system/life.js';
import { watchSite } from './system/site-watch.js';
import { DrillSystem } from './system/system.js';
import { DrillSite, siteName } from './web/site.js';
import type { Service, World } from './world.js';

/** The practice machine with everything on it, living and well; `world` is how a scenario breaks it. */
export function startMachine(session: Promise<Session>): {
  readonly machine: Machine;
  readonly siteCertificate: string;
  readonly world: World;
} {
  const system = new DrillSystem();
  const engine = new Engine(system);
  const of = (service: Service) =>
    service === 'gateway' ? system.gateway : (system.service(service) ?? undefined);
  const stores = createStores(
    {
      now: () => system.now(),
      service: (service) => lifeOf(of(service)),
      say: (service, stream, text, at) => {
        const container = of(service);
        if (container) system.log(container.spec.name).write(at, stream, text);
      },
    },
    session,
  );
  system.stores = stores;
  const site = new DrillSite(system);
  const host = new Host(
    system,
    engine,
    {
      execInStore: (service, argv, input) => stores.exec(service, argv, input),
      signal: (pid, name) => stores.signal(pid, name),
      backends: () => stores.backends,
      revise: (revision) =>
        void stores
          .run(`UPDATE public.alembic_version SET version_num = '${revision}'`)
          .catch(() => undefined),
      renewCertificate: () => site.renew(),
    },
    findProgram,
  );
  const docker = dockerApi(host);
  const shell = new DrillShell(host);
  const alert = (type: string, severity: string, message: string) => {
    const values = [type, severity, message].map((text) => `'${text.replaceAll("'", "''")}'`).join(', ');
    stores
      .run(`INSERT INTO public.alerts (type, severity, message) VALUES (${values})`)
      .catch(() => undefined);
  };
  startLife(system);
  stores.start();
  startHealthChecks(system);
  // Its timer may stand still; at its start the gateway looks for what is due.
  system.on('event', ({ Action, Actor }) => {
    if (Action === 'start' && Actor.ID === system.gateway?.id) site.renew();
  });
  const monitor = 'health_check';
  watchSite(system, {
    alert: (message) => alert(monitor, 'error', message),
    withdraw: () => stores.run(`DELETE FROM public.alerts WHERE type = '${monitor}'`),
  });

  const machine: Machine = {
    exec: (line, streams) => shell.run(line, streams),
    attach: (line, channel) => shell.attach(line, channel),
    unix: (path) =>
      /^(?:\/var)?\/run\/docker\.sock$/.test(path)
        ? (socket) => void docker.emit('connection', socket)
        : undefined,
    tcp: (address, port) => {
      const owner = system.containers.find((c) => [...c.networks.values()].some(({ ip }) => ip === address));
      if (owner) {
        if (!owner.running || port !== owner.spec.port) return undefined;
        const { service } = owner.spec;
        if (service === 'db' || service === 'redis') return (socket) => stores.serve(service, socket);
        return (socket) => site.serveInside(socket, owner, port);
      }
      const isSite = address === siteName || address === '127.0.0.1' || address === 'localhost';
      const { gateway } = system;
      const published = gateway?.running === true && gateway.networks.has('gateway_default');
      return isSite && published && (port === 80 || port === 443)
        ? (socket) => site.serve(socket, port)
        : undefined;
    },
  };
  const world: World = {
    now: () => system.now(),
    apply: (effect) => {
      if (!stores.apply(effect))
        applyEffect(system, engine, { certify: (days) => site.certify(days), alert }, effect);
    },
    holds: (wanted) =>
      holdsNow(system, wanted) &&
      site.certificateDays >= (wanted.certificateDays ?? Number.NEGATIVE_INFINITY) &&
      stores.holds(wanted) !== false,
    get deeds() {
      return [...system.deeds, ...stores.deeds].sort((a, b) => a.at - b.at);
    },
  };
  return { machine, siteCertificate: site.trust, world };
}

function lifeOf(container: DrillContainer | undefined): ServiceLife {
  if (!container) return { state: 'stopped', startedAt: 0, ip: '', env: [], hostname: '' };
  const { startedAt, spec, id } = container;
  return {
    state: container.answers ? 'running' : container.running ? 'paused' : 'stopped',
    startedAt,
    ip: container.networks.get('app-network')?.ip ?? '',
    env: spec.env,
    hostname: id.slice(0, 12),
  };
}
