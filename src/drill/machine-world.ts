import type { DrillContainer } from './system/container.js';
import { fileSystems, fillDisk, newestBackupHours } from './system/disk.js';
import type { Engine } from './system/engine.js';
import { appDir, composeFile, envFile, isBackup, writeBackups } from './system/first-files.js';
import { logLeak } from './system/logs-written.js';
import { recreate } from './system/recreate.js';
import { askSite } from './system/site.js';
import type { DrillSystem } from './system/system.js';
import type { Effect, Service, Wanted } from './world.js';

const leakMs = 6000;
const MiB = 1024 * 1024;

/** What the parts of the machine beside containers and files do for a scenario. */
export interface OtherParts {
  /** Days until the site's certificate ends. */
  certify(days: number): void;
  /** A row in the table of alerts. */
  alert(type: string, severity: string, message: string): void;
}

const containerOf = (system: DrillSystem, service: Service): DrillContainer | undefined =>
  service === 'gateway' ? system.gateway : system.service(service);

/** Carries out the effects that are of containers, files and the site; false: it is another part's. */
export function applyEffect(system: DrillSystem, engine: Engine, parts: OtherParts, effect: Effect): boolean {
  switch (effect.do) {
    case 'stop': {
      const container = containerOf(system, effect.service);
      if (container) void engine.stop(container).catch(() => undefined);
      return true;
    }
    case 'pause': {
      const container = containerOf(system, effect.service);
      if (container?.state === 'running') engine.pause(container);
      return true;
    }
    case 'out-of-memory':
      leak(system, engine, effect.service, effect.again === true);
      return true;
    case 'environment':
      editEnvironment(system, effect.name, effect.value);
      void recreate(system, engine, effect.service).catch(() => undefined);
      return true;
    case 'hang': {
      const container = containerOf(system, effect.service);
      if (container) container.hung = true;
      return true;
    }
    case 'health-check':
      editHealthCheck(system, effect.service, effect.test);
      void recreate(system, engine, effect.service).catch(() => undefined);
      return true;
    case 'disconnect': {
      const container = containerOf(system, effect.service);
      if (container?.networks.has(effect.network)) engine.disconnect(effect.network, container);
      return true;
    }
    case 'fill-disk':
      fillDisk(system, effect.file, effect.percent);
      return true;
    case 'backups': {
      for (const path of system.files.below(appDir).filter(isBackup)) system.files.remove(path);
      if (effect.hours !== undefined) writeBackups(system.files, system.now(), effect.hours);
      return true;
    }
    case 'certificate':
      parts.certify(effect.days);
      return true;
    case 'release':
      release(system, engine, effect.fault);
      return true;
    case 'alert':
      parts.alert(effect.type, effect.severity, effect.message);
      return true;
    default:
      return false;
  }
}

/** Grows until the kernel kills it. Not again: it was taken out of its restart policy before, and stays down. */
function leak(system: DrillSystem, engine: Engine, service: Service, again: boolean): void {
  const container = containerOf(system, service);
  if (!container) return;
  if (!again) container.restart = 'no';
  const begin = () => {
    const run = container.startedAt;
    const from = system.now();
    const room = (container.spec.memoryLimit || 512 * MiB) - container.spec.memory;
    container.extraMemory = (now) => ((now - from) / leakMs) * (room + 20 * MiB);
    const still = () => container.running && container.startedAt === run;
    const words = [0.4, 0.8].map((share) =>
      setTimeout(() => {
        if (still() && service === 'api')
          logLeak(system, system.now(), Math.round(container.memory(system.now()) / MiB));
      }, leakMs * share),
    );
    const end = setTimeout(() => {
      if (!still()) return;
      engine.crash(container, 137, true);
    }, leakMs);
    for (const timer of [...words, end]) timer.unref();
  };
  begin();
  if (!again) return;
  // A container that is made anew has the same image and leaks no more than the reason that is gone with it.
  system.on('event', (event) => {
    if (event.Action === 'start' && event.Actor.ID === container.id) begin();
  });
}

function editEnvironment(system: DrillSystem, name: string, value: string | undefined): void {
  const { files } = system;
  const kept = (files.file(envFile)?.text ?? '').split('\n').filter((line) => line !== '');
  const at = kept.findIndex((line) => line.startsWith(`${name}=`));
  const line = value === undefined ? [] : [`${name}=${value}`];
  if (at >= 0) kept.splice(at, 1, ...line);
  else kept.push(...line);
  files.write(envFile, { text: `${kept.join('\n')}\n`, at: system.now() });
}

/** Puts another test in the place of the service's own in the compose file. */
function editHealthCheck(system: DrillSystem, service: Service, test: readonly string[]): void {
  const text = system.files.file(composeFile)?.text ?? '';
  const lines = text.split('\n');
  const head = lines.indexOf(`  ${service}:`);
  const at = lines.findIndex((line, n) => n > head && /^\s+test: /.test(line));
  if (head < 0 || at < 0) return;
  lines[at] = `      test: ${JSON.stringify(test)}`;
  system.files.write(composeFile, { text: lines.join('\n'), at: system.now() });
}

/** Somebody deployed: a commit, images from it, and the services on them. */
function release(system: DrillSystem, engine: Engine, fault: 'errors' | 'crash'): void {
  const now = system.now();
  const commit = system.checkout.release(now, fault);
  for (const [name, bytes, ownBytes] of [
    ['api', 487e6, 94e6],
    ['web', 63e6, 14e6],
  ] as const) {
    system.images.add([`salon-gbp/${name}:${commit.version}`, `salon-gbp/${name}:latest`], {
      createdAt: now - 60_000,
      bytes,
      ownBytes,
      commit: commit.id,
    });
  }
  for (const service of ['api', 'worker', 'beat', 'web'] as const) {
    void recreate(system, engine, service).catch(() => undefined);
  }
}

/** Whether what is wanted of containers, disk, backups and the site holds now. */
export function holdsNow(system: DrillSystem, wanted: Wanted): boolean {
  const { service, state, health, site, diskBelow, backupYoungerThanHours } = wanted;
  if (service !== undefined) {
    const container = containerOf(system, service);
    if (state === 'running' && !container?.answers) return false;
    if (health === 'healthy' && container?.health.status !== 'healthy') return false;
  }
  if (site !== undefined) {
    const answer = askSite(system, '/api/health');
    if (answer.kind !== 'answer' || answer.status !== site) return false;
  }
  if (diskBelow !== undefined && fileSystems(system).some(({ percent }) => percent >= diskBelow))
    return false;
  if (backupYoungerThanHours !== undefined) {
    const hours = newestBackupHours(system);
    if (hours === undefined || hours >= backupYoungerThanHours) return false;
  }
  return true;
}
