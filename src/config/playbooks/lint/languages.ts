import { msg } from '../../../domain/message.js';
import { templateNames } from '../../../domain/template.js';
import type { Path } from '../../yaml-source.js';
import type { Finding, Subject } from './finding.js';

/** Texts that show other values in one language than in the other. */
export function languageFindings({ input }: Subject): Finding[] {
  return [...textsIn(input, [])].flatMap(({ en, ja, path }) => {
    const english = templateNames(en).toSorted().join(', ');
    const japanese = templateNames(ja).toSorted().join(', ');
    if (english === japanese) return [];
    const what = msg('playbooks.lint.languages', { en: english || '–', ja: japanese || '–' });
    return [{ path: [...path, 'ja'], what, next: msg('playbooks.lint.languages.next') }];
  });
}

function* textsIn(value: unknown, path: Path): Generator<{ en: string; ja: string; path: Path }> {
  if (typeof value !== 'object' || value === null) return;
  if ('en' in value && 'ja' in value && typeof value.en === 'string' && typeof value.ja === 'string') {
    yield { en: value.en, ja: value.ja, path };
    return;
  }
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, inner] of entries) yield* textsIn(inner, [...path, key]);
}
