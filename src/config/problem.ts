import type { Msg } from '../domain/message.js';

/** Something wrong in a configuration file, where it is, and what to do about it. */
export interface Problem {
  /** As it was given or found, for the person to open. */
  readonly file: string;
  /** From 1; 0 when the file as a whole is meant. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  readonly what: Msg;
  readonly expected?: Msg;
  readonly next?: Msg;
}

/** The configuration can't be used; all problems found at once, in the order of the file. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((p) => `${p.file}:${p.line}:${p.column}: ${p.what.id}`).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const heading = (p: Problem) => (p.line === 0 ? p.file : `${p.file}:${p.line}:${p.column}`);

/** Problems as plain text, each with its position, the expected form and the next step on lines of their own. */
export function formatProblems(problems: readonly Problem[], translate: (message: Msg) => string): string {
  return problems
    .map((p) =>
      [
        `${heading(p)}: ${translate(p.what)}`,
        ...(p.expected ? [translate({ id: 'config.line.expected', params: { form: p.expected } })] : []),
        ...(p.next ? [translate({ id: 'config.line.next', params: { step: p.next } })] : []),
      ].join('\n  '),
    )
    .join('\n');
}
