/** The shell ends. */
export class Exit {
  readonly code: number;
  constructor(code: number) {
    this.code = code;
  }
}

/** `return`, `break` and `continue` on their way out. */
export class Leave {
  readonly what: 'return' | 'break' | 'continue';
  readonly code: number;
  /** Loops that are left. */
  levels: number;
  constructor(what: Leave['what'], code: number, levels = 1) {
    this.what = what;
    this.code = code;
    this.levels = levels;
  }
}
