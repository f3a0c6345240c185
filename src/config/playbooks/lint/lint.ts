import type { Playbook } from '../../../domain/playbook.js';
import type { PlaybookInput } from '../schema/playbook.js';
import type { PlaybookVocabulary } from '../vocabulary.js';
import { actionFindings } from './actions.js';
import { captureFindings } from './captures.js';
import { commandFindings } from './commands.js';
import { evidenceFindings } from './evidence.js';
import { type Finding, subjectOf } from './finding.js';
import { flowFindings } from './flow.js';
import { languageFindings } from './languages.js';
import { needFindings } from './needs.js';
import { probeFindings } from './probes.js';
import { suggestFindings } from './suggest.js';
import { templateFindings } from './templates.js';
import { typeFindings } from './types.js';
import { verdictFindings } from './verdicts.js';

const rules = [
  flowFindings,
  verdictFindings,
  probeFindings,
  evidenceFindings,
  captureFindings,
  templateFindings,
  commandFindings,
  actionFindings,
  needFindings,
  suggestFindings,
  languageFindings,
  typeFindings,
];

/** Everything in a well-formed tree that must not be walked, in no particular order. */
export function lint(input: PlaybookInput, playbook: Playbook, vocabulary: PlaybookVocabulary): Finding[] {
  const subject = subjectOf(input, playbook, vocabulary);
  return rules.flatMap((rule) => rule(subject));
}
