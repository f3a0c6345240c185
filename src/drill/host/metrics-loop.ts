import type { DrillSystem } from '../system/system.js';
import type { Io } from './host.js';
import type { ProcFiles } from './proc.js';

const standard = ['stat', 'meminfo', 'loadavg', 'net/dev', 'diskstats', 'uptime'].map(
  (name) => `/proc/${name}`,
);

/** How the metrics loop's script is known among others. */
export const isMetricsLoop = (script: string): boolean => /read -r n clock rest/.test(script);

/**
 * Answers like the metrics loop: each line `<sequence> <clock> <path> …` is answered with the files as `head` prints
 * several of them, then `@@end <sequence>`; EOF ends it.
 */
export async function runMetricsLoop(system: DrillSystem, files: ProcFiles, io: Io): Promise<number> {
  const date = () => (system.now() / 1000).toFixed(9);
  for (let line = await io.stdin.line(); line !== undefined; line = await io.stdin.line()) {
    const [sequence, clock, ...paths] = line.split(' ');
    const head = [...standard, ...paths].flatMap((path) => {
      const text = files.read(path);
      return text === undefined ? [] : [`==> ${path} <==\n${text}`];
    });
    const time = clock === '1' ? `@@clock ${date()} ${files.read('/proc/uptime')}` : '';
    io.out(`${time}${head.join('\n')}\n@@end ${sequence}\n`);
  }
  return 0;
}
