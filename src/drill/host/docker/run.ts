import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../system/engine.js';
import type { Host, Io } from '../host.js';
import type { Project } from './compose.js';
import { runInside } from './exec.js';

/** `docker compose run --rm SERVICE PROGRAM …`: a container of its own from the service's image, gone afterwards. */
export async function runOnce(
  { services }: Project,
  options: ReadonlyMap<string, string>,
  [service = '', ...argv]: readonly string[],
  io: Io,
  host: Host,
): Promise<number> {
  const wanted = services.find(({ spec }) => spec.service === service);
  if (!wanted) return 1;
  const name = `${wanted.spec.project}-${service}-run-${Math.floor(host.system.now() % 1e9).toString(16)}`;
  const made = host.system.create({ ...wanted.spec, name, service: `${service}`, restart: 'no' });
  if (!made) throw new EngineError(404, `No such image: ${wanted.spec.image}`);
  io.err(` Container ${name}  Created\n`);
  await sleep(350);
  made.begin(host.system.now(), host.system.nextPid());
  try {
    const stdin = options.has('-i') ? await io.stdin.all() : '';
    const env = options.has('-e') ? [options.get('-e') ?? ''] : [];
    const said = await runInside(made, argv, { env, stdin }, io, host);
    io.out(said.stdout ?? '');
    io.err(said.stderr ?? '');
    return said.code ?? 0;
  } finally {
    made.die(host.system.now(), 0, false);
    host.system.remove(made);
  }
}
