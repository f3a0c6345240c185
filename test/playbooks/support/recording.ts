import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StepEvidence } from '../../../src/domain/evidence.js';
import type { VerdictKind } from '../../../src/domain/playbook.js';
import type { Judgement } from '../../../src/domain/walk.js';
import type { Values } from '../../../src/triage/values.js';

/** What a step's probes saw of the real lab under one scene, and what its rules made of it. */
export interface Recording {
  readonly fault: string;
  /** What was done to the lab, as root on its host, before the step was read. */
  readonly recordedWith: readonly string[];
  readonly values: Values;
  readonly evidence: readonly StepEvidence[];
  readonly expect: {
    readonly verdict: VerdictKind;
    readonly go: string;
    readonly cause?: string;
    /** The words on which the verdict rests. */
    readonly quote?: string;
  };
}

export interface StoredRecording extends Recording {
  readonly playbook: string;
  readonly step: string;
  readonly scene: string;
}

const folder = fileURLToPath(new URL('../recordings', import.meta.url));

export const expectationOf = ({ verdict, go, cause, deciding }: Judgement): Recording['expect'] => ({
  verdict,
  go,
  ...(cause ? { cause: cause.id } : {}),
  ...(deciding ? { quote: deciding.quote } : {}),
});

export function writeRecording(playbook: string, step: string, scene: string, recording: Recording): void {
  const file = join(folder, playbook, step, `${scene}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`);
}

/** Recordings are kept as the formatter writes them, so that a new one differs only where the host did. */
export function formatRecordings(playbook: string): void {
  const biome = fileURLToPath(new URL('../../../node_modules/.bin/biome', import.meta.url));
  spawnSync(biome, ['format', '--write', '--log-level=error', join(folder, playbook)], { stdio: 'inherit' });
}

/** All recordings of a playbook. */
export function recordingsOf(playbook: string): readonly StoredRecording[] {
  const root = join(folder, playbook);
  return foldersIn(root).flatMap((step) =>
    readdirSync(join(root, step))
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({
        ...(JSON.parse(readFileSync(join(root, step, name), 'utf8')) as Recording),
        playbook,
        step,
        scene: name.slice(0, -'.json'.length),
      })),
  );
}

/** Names of the folders in a folder; none when it is not there. */
function foldersIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Playbooks that have recordings. */
export const recordedPlaybooks = (): readonly string[] => foldersIn(folder);
