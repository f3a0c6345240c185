import { readCompose, readEnvFile } from '../host/docker/compose-file.js';
import type { Engine } from './engine.js';
import { composeFile, envFile } from './first-files.js';
import type { DrillSystem } from './system.js';

/** Makes a service's container anew from the files as they are now. */
export async function recreate(system: DrillSystem, engine: Engine, service: string): Promise<void> {
  const variables = readEnvFile(system.files.file(envFile)?.text ?? '');
  const wanted = readCompose(system, composeFile, variables, () => {}).find(
    ({ spec }) => spec.service === service,
  );
  if (!wanted) return;
  const there = system.service(service);
  if (there && (there.running || there.state === 'restarting')) await engine.stop(there);
  if (there) await engine.remove(there, false);
  await engine.start(engine.create(wanted.spec));
}
