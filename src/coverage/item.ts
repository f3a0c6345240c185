/** What an item of a runbook is. */
export type ItemKind = 'probe' | 'stream' | 'action' | 'playbook' | 'alert-rule' | 'escalation' | 'reference';

/**
 * What it does to a host: `reads` · `low` and `high` risk · `destructive` · `by-hand`: a person or a web page does it ·
 * `none`: something to know.
 */
export type ItemMode = 'reads' | 'low' | 'high' | 'destructive' | 'by-hand' | 'none';

/** One operational item of one of the five runbooks that cockpit's knowledge comes from. */
export interface Item {
  /** Stable: "SG31". */
  readonly id: string;
  readonly kind: ItemKind;
  readonly mode: ItemMode;
  readonly en: string;
  /** As the runbook's own section is called, or what stands in it. */
  readonly ja: string;
}

/** `ID kind mode | English | Japanese`, one a line. Throws on a line of another form: the tables are part of the program. */
export function itemsOf(table: string): readonly Item[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [, id, kind, mode, en, ja] = /^(\w+) (\S+) (\S+) \| (.+?) \| (.+)$/.exec(line.trim()) ?? [];
      if (!id || !isKind(kind) || !isMode(mode) || !en || !ja) throw new Error(`not an item: ${line}`);
      return { id, kind, mode, en, ja };
    });
}

const kinds: readonly string[] = [
  'probe',
  'stream',
  'action',
  'playbook',
  'alert-rule',
  'escalation',
  'reference',
] satisfies ItemKind[];
const modes: readonly string[] = [
  'reads',
  'low',
  'high',
  'destructive',
  'by-hand',
  'none',
] satisfies ItemMode[];
const isKind = (text?: string): text is ItemKind => text !== undefined && kinds.includes(text);
const isMode = (text?: string): text is ItemMode => text !== undefined && modes.includes(text);
