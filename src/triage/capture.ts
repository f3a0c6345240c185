import { fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import type { Capture, Scalar } from '../domain/playbook.js';
import { looksLike } from '../domain/value-types.js';
import { evidenceOf, type Scene } from './conditions/evaluate.js';
import type { Held } from './conditions/held.js';
import { jsonValue } from './conditions/json.js';
import { shownValue } from './fill.js';
import type { Values } from './values.js';

/** The values that a rule or a chosen row keeps. Throws a FailureError that names the one that is not there or not of its type. */
export function captureAll(
  captures: readonly Capture[],
  scene: Pick<Scene, 'evidence'>,
  held: Pick<Held, 'row' | 'match'>,
): Values {
  return Object.fromEntries(captures.map((capture) => [capture.name, captureOne(capture, scene, held)]));
}

function captureOne(
  { name, type, source, choices }: Capture,
  scene: Pick<Scene, 'evidence'>,
  held: Pick<Held, 'row' | 'match'>,
): string {
  const found = sourceValue(source, scene, held);
  if (found === undefined || found === null || found === '') {
    throw fail('missing', msg('triage.capture.missing', { name }));
  }
  const value = String(found);
  if (!looksLike(type, value, choices)) {
    throw fail('malformed', msg('triage.value.odd', { name, type, value: shownValue(value) }));
  }
  return value;
}

function sourceValue(
  source: Capture['source'],
  scene: Pick<Scene, 'evidence'>,
  { row, match }: Pick<Held, 'row' | 'match'>,
): Scalar | undefined {
  switch (source.from) {
    case 'row':
      return row && Object.hasOwn(row, source.field) ? row[source.field] : undefined;
    case 'match':
      return match?.[source.group];
    case 'json':
      return jsonValue(evidenceOf(source.in, scene), source.path);
    case 'stdout': {
      const lines = evidenceOf(source.in, scene).lines.filter((line) => line.stream === 'stdout');
      return lines
        .map((line) => line.text)
        .join('\n')
        .trim();
    }
  }
}
