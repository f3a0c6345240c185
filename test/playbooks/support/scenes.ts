import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** Systems of the lab on which scenes are played; keiba-aws: keiba's production on ECS, on the same lab host. */
export type LabSystem = 'salon' | 'psyfit' | 'keiba' | 'keiba-aws';

/** How some branches of a playbook are provoked on the lab; docs in scenes/README.md. */
export interface Scene {
  readonly scene: string;
  /** The system of the lab that it is played on; default salon. */
  readonly system?: LabSystem;
  /** The host entry has no checks. */
  readonly bare?: true;
  /** A fault of the lab, by name. */
  readonly fault?: string;
  /** bash, as root on the lab host, after the fault; `off` undoes it. */
  readonly on?: string;
  readonly off?: string;
  /** Seconds between provoking it and looking; default 1. */
  readonly settle?: number;
  /** bash that must succeed before one looks; asked every second for 60 s. */
  readonly until?: string;
  /** Values beside (or in the place of) those that the needs are bound to. */
  readonly values?: Readonly<Record<string, string>>;
  /** bash on the lab host that prints further values, a `NAME=VALUE` a line. */
  readonly learn?: string;
  /** Values that are not known. */
  readonly without?: readonly string[];
  /** Step to begin with; default the first. */
  readonly from?: string;
  /** Only these steps are kept; default all on the way. */
  readonly only?: readonly string[];
  /** The step at which the walk must stand after it. */
  readonly stands?: string;
  /** The last cause that must have been named. */
  readonly cause?: string;
}

export function scenesOf(playbook: string): readonly Scene[] {
  const file = fileURLToPath(new URL(`../scenes/${playbook}.yaml`, import.meta.url));
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Scene[]) : [];
}
