import { msg } from '../../../domain/message.js';
import { nameMatches } from '../../../domain/name-pattern.js';
import type { Finding, Subject } from './finding.js';
import { possible } from './suggest-name.js';

/** Signals that nothing raises. */
export function suggestFindings({ playbook, vocabulary }: Subject): Finding[] {
  const kinds = vocabulary.signals;
  if (!kinds) return [];
  return playbook.suggest.flatMap(({ signal }, i) => {
    if (kinds.some((kind) => nameMatches(signal, kind) || nameMatches(kind, signal))) return [];
    const what = msg('playbooks.lint.no_signal', { signal });
    return [{ path: ['suggest', i, 'signal'], what, ...possible(signal, kinds) }];
  });
}
