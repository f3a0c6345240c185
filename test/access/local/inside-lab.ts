import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Lab } from '../../lab/lab.js';

/** The first process of the lab host, as this machine numbers it. */
export function labInit(lab: Lab): number {
  const holder = readFileSync(join(dirname(lab.knownHostsFile), 'pid'), 'utf8').trim();
  const children = readFileSync(`/proc/${holder}/task/${holder}/children`, 'utf8');
  return Number(children.trim().split(' ')[0]);
}

/** The command line that runs `argv` on the lab host itself, with this machine's programs. */
export const insideLab = (lab: Lab, argv: readonly string[]): readonly [string, ...string[]] => [
  join(import.meta.dirname, 'inside-lab.sh'),
  String(labInit(lab)),
  ...argv,
];
