import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceLine, StepEvidence } from '../../../src/domain/evidence.js';
import { msg } from '../../../src/domain/message.js';
import type { Scalar } from '../../../src/domain/playbook.js';

const fixtures = join(import.meta.dirname, '../../fixtures');
const base = { name: 'look', at: 0, ms: 5, where: 'host', lines: [] } as const;

/** A file of test/fixtures/triage as evidence. */
export function recorded(file: string): StepEvidence {
  const [command = '', exit = '', ...rest] = readFileSync(join(fixtures, 'triage', `${file}.txt`), 'utf8')
    .trimEnd()
    .split('\n');
  const lines = rest.map((line): EvidenceLine => {
    return { stream: line.startsWith('2') ? 'stderr' : 'stdout', text: line.slice(2) };
  });
  return { ...base, command: command.slice(2), exit: Number(exit.slice('exit '.length)), lines };
}

/** A container's log of test/fixtures/diagnosis: no command's output, so it has no status. */
export function recordedLog(file: string): StepEvidence {
  const texts = readFileSync(join(fixtures, 'diagnosis', file), 'utf8')
    .trimEnd()
    .split('\n');
  return {
    ...base,
    command: `docker logs ${file}`,
    lines: texts.map((text) => ({ text, stream: 'stderr' })),
  };
}

export const rowsEvidence = (rows: readonly Readonly<Record<string, Scalar>>[]): StepEvidence => ({
  ...base,
  where: 'cockpit',
  command: 'containers',
  table: { columns: Object.keys(rows[0] ?? {}).map((id) => ({ id, title: msg('text') })), rows },
});

export const linesEvidence = (texts: readonly string[], more: Partial<StepEvidence> = {}): StepEvidence => ({
  ...base,
  command: 'look',
  lines: texts.map((text) => ({ text, stream: 'stdout' })),
  ...more,
});
