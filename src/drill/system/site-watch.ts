import { askSite } from './site.js';
import type { DrillSystem } from './system.js';

const everyMs = 2000;
/** The application's own monitor writes a row when the site was bad for so long. */
const badMs = 6000;

/** Looks at the site as the application's monitor does: one alert for each outage, taken back when it is over. */
export function watchSite(
  system: DrillSystem,
  { alert, withdraw }: { alert(message: string): void; withdraw(): Promise<void> },
): () => void {
  let badSince: number | undefined;
  let told = false;
  const timer = setInterval(() => {
    const answer = askSite(system, '/api/health');
    const status = answer.kind === 'answer' ? answer.status : undefined;
    if (status === 200) {
      badSince = undefined;
      if (!told) return;
      told = false;
      // The database may be what was down: the next look tries again.
      withdraw().catch(() => {
        told = true;
      });
      return;
    }
    badSince ??= system.now();
    if (told || system.now() - badSince < badMs) return;
    told = true;
    alert(
      status === undefined
        ? 'https://salon-gbp.example/api/health に接続できません'
        : `https://salon-gbp.example/api/health が HTTP ${status} を返しました`,
    );
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
