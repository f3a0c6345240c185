import { setTimeout as sleep } from 'node:timers/promises';
import { roomFor } from '../../system/disk.js';
import { type Host, type Io, record } from '../host.js';
import type { WantedService } from './compose-file.js';

const MB = 1_000_000;

/** `docker compose build [SERVICE …]`: images from the checkout as it stands, tagged as the compose file says. */
export async function buildImages(
  chosen: readonly WantedService[],
  options: ReadonlyMap<string, string>,
  io: Io,
  host: Host,
): Promise<number> {
  const { system } = host;
  const built = chosen.filter(({ builds }) => builds);
  const cached = options.has('--no-cache') ? 1 : 3;
  for (const { spec } of built) {
    const { head } = system.checkout;
    const bytes = (spec.service === 'web' ? 14 : 94) * MB;
    const say = (text: string) => io.err(`#${text}\n`);
    say(`0 building with "default" instance using docker driver`);
    say(`1 [${spec.service} internal] load build definition from ${spec.service}.Dockerfile`);
    say(
      `2 [${spec.service} 1/3] FROM docker.io/library/${spec.service === 'web' ? 'nginx:1.27-alpine' : 'python:3.12-slim'}`,
    );
    await sleep(2400 / cached, undefined, { signal: io.signal }).catch(() => undefined);
    say(`3 [${spec.service} 2/3] COPY requirements.txt /app/${cached > 1 ? '\n#3 CACHED' : ''}`);
    if (roomFor(system, '/var/lib/docker/x') < bytes * 2) {
      io.err('failed to solve: failed to register layer: write /app: no space left on device\n');
      record(host, ['docker', 'compose', 'build', spec.service], { ok: false, harm: 'none' });
      return 17;
    }
    await sleep(2400 / cached, undefined, { signal: io.signal }).catch(() => undefined);
    const same = system.images.find(spec.image);
    say(`4 [${spec.service} 3/3] COPY . /app`);
    if (same?.commit !== head.id) {
      const image = system.images.all.find(
        ({ commit, tags }) =>
          commit === head.id && tags.some((tag) => tag.startsWith(`salon-gbp/${spec.service}:`)),
      );
      // The same content has the same id.
      if (image) system.images.tag(image, spec.image);
      else {
        system.images.add([spec.image], {
          createdAt: system.now(),
          bytes: (spec.service === 'web' ? 63 : 487) * MB,
          ownBytes: bytes,
          commit: head.id,
        });
        system.buildCache += bytes;
      }
    }
    say(`5 [${spec.service}] exporting to image`);
    say(`5 naming to docker.io/${spec.image} done`);
    record(host, ['docker', 'compose', 'build', spec.service], { ok: true, harm: 'none' });
  }
  return 0;
}
