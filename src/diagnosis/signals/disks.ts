import { msg } from '../../domain/message.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Context, evidence, type Found, found, quote } from './found.js';

/** Under this nothing that writes goes on reliably. */
const leastBytes = 64 * 2 ** 20;
const freshMs = 120_000;

/** File systems without room: they break what writes, `docker exec` included. */
export function diskSignals({ view, now }: Context): readonly Found[] {
  const disks = dataOf(view.stats)?.disks ?? [];
  const said = view.errors.filter(
    (l) => now - l.at <= freshMs && /No space left on device|ENOSPC/.test(l.text),
  );
  return disks
    .filter((d) => d.sizeBytes > leastBytes * 4 && (d.usedPercent >= 100 || d.availableBytes < leastBytes))
    .map((d) => {
      const text = msg('situation.disk.full', { mount: d.mount });
      const left = Math.round(d.availableBytes / 2 ** 20);
      const proof = [
        evidence('stats', msg('situation.evidence.disk', { percent: d.usedPercent, left }), d.mount),
        ...said.slice(-1).map(quote),
      ];
      return found('disk.full', d.mount, 'critical', text, proof);
    });
}
