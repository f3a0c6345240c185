/** A piece of a word, before expansion. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'parameter';
      readonly name: string;
      /** `[@]`, `[*]` or an index. */
      readonly index?: string;
      /** `:-`, `##`, `//` and so on; `#` in front of the name: `length`. */
      readonly operator?: string;
      readonly argument?: Word;
      readonly second?: Word;
      readonly quoted: boolean;
    }
  | { readonly kind: 'command'; readonly list: List; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly word: Word; readonly quoted: boolean }
  | { readonly kind: 'process'; readonly list: List };

export type Word = readonly Part[];

export interface Redirect {
  readonly fd: number;
  readonly operator: '<' | '>' | '>>' | '>&' | '<&' | '<<' | '<<<' | '&>' | '&>>';
  readonly target: Word;
}

export interface Assignment {
  readonly name: string;
  readonly append: boolean;
  readonly value: Word | readonly Word[];
  readonly isArray: boolean;
}

export type Command = { readonly redirects: readonly Redirect[] } & (
  | { readonly kind: 'simple'; readonly assignments: readonly Assignment[]; readonly words: readonly Word[] }
  | { readonly kind: 'group' | 'subshell'; readonly list: List }
  | {
      readonly kind: 'if';
      readonly arms: readonly { readonly when: List; readonly body: List }[];
      readonly otherwise?: List;
    }
  | { readonly kind: 'while'; readonly until: boolean; readonly when: List; readonly body: List }
  | { readonly kind: 'for'; readonly name: string; readonly words?: readonly Word[]; readonly body: List }
  | {
      readonly kind: 'case';
      readonly word: Word;
      readonly arms: readonly { readonly patterns: readonly Word[]; readonly body: List }[];
    }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command }
  | { readonly kind: 'test'; readonly words: readonly Word[] }
  | { readonly kind: 'let'; readonly word: Word }
);

export interface Pipeline {
  readonly negated: boolean;
  readonly commands: readonly Command[];
}

/** Pipelines joined by `&&` and `||`, each sequence ended by `;`, a line break or `&`. */
export type List = readonly {
  readonly first: Pipeline;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: Pipeline }[];
  readonly background: boolean;
}[];

/** A script that no shell would take, or that this one does not know. */
export class ScriptError extends Error {}

/** A script that could go on: a shell at a terminal asks for its next line. */
export class Unfinished extends ScriptError {}
