import type { OutcomeKind } from '../../domain/perform.js';
import type { VerdictKind } from '../../domain/playbook.js';
import type { Visit } from '../../domain/walk.js';
import type { Glyphs, Tone } from '../../ui/theme.js';

export interface Mark {
  readonly glyph: string;
  readonly tone: Tone;
}

export function verdictMark({ mark }: Glyphs, verdict: VerdictKind): Mark {
  switch (verdict) {
    case 'ok':
      return { glyph: mark.ok, tone: 'ok' };
    case 'warn':
      return { glyph: mark.warn, tone: 'warn' };
    case 'fail':
      return { glyph: mark.fail, tone: 'fail' };
    case 'inconclusive':
      return { glyph: mark.unknown, tone: 'accent' };
  }
}

export function outcomeMark({ mark }: Glyphs, kind: OutcomeKind): Mark {
  switch (kind) {
    case 'done':
      return { glyph: mark.ok, tone: 'ok' };
    case 'failed':
    case 'refused':
      return { glyph: mark.fail, tone: 'fail' };
    case 'unknown':
      return { glyph: mark.unknown, tone: 'warn' };
    case 'dry-run':
    case 'copied':
    case 'running':
      return { glyph: mark.stale, tone: 'accent' };
  }
}

/** What came of a visit, in one sign. */
export function visitMark(glyphs: Glyphs, visit: Visit): Mark {
  if (visit.skipped || visit.undone) return { glyph: glyphs.mark.stale, tone: 'dim' };
  const verdict = visit.overruled?.verdict ?? visit.proposed?.verdict;
  if (verdict) return verdictMark(glyphs, verdict);
  if (visit.outcome) return outcomeMark(glyphs, visit.outcome.kind);
  return { glyph: glyphs.dot, tone: visit.state === 'left' ? 'dim' : 'accent' };
}

/** How an end looks. */
export const endTone = { resolved: 'ok', mitigated: 'warn', escalate: 'fail', unknown: 'accent' } as const;
