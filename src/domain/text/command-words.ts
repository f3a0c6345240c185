/** A word of a container's command. */
export interface CommandWord {
  readonly text: string;
  /** The variable that a shell would put here, where the whole word is one: `"$REDIS_PASSWORD"`. */
  readonly variable?: string;
}

const shell = /(?:^|\/)(?:ba|da|a|z|k)?sh$/;

/** The words of a command; the script of `sh -c '…'` is taken apart too, roughly as a shell would. */
export function commandWords(argv: readonly string[]): CommandWord[] {
  return argv.flatMap((word, index) => {
    const isScript =
      /^-[a-z]*c$/.test(argv[index - 1] ?? '') && argv.slice(0, index).some((w) => shell.test(w));
    return isScript ? scriptWords(word) : [{ text: word }];
  });
}

const piece = /'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[^\s'"\\]+/g;
const wholeVariable = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?[-?=][^}]*)?\})$/;

function scriptWords(script: string): CommandWord[] {
  const words: CommandWord[] = [];
  // Separators of commands are words of their own.
  for (const [raw] of script.matchAll(/(?:'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[^\s'"\\;&|])+|[;&|]+/g)) {
    const bare = /^"(?:\\[\s\S]|[^"\\])*"$/.test(raw) ? raw.slice(1, -1) : raw;
    const [, short, long] = wholeVariable.exec(bare) ?? [];
    const variable = short ?? long;
    words.push({ text: raw.replace(piece, unquote), ...(variable === undefined ? {} : { variable }) });
  }
  return words;
}

function unquote(part: string): string {
  if (part.startsWith("'")) return part.slice(1, -1);
  if (part.startsWith('"')) return part.slice(1, -1).replace(/\\([$`"\\])/g, '$1');
  return part.startsWith('\\') ? part.slice(1) : part;
}

/** What follows an option: `--requirepass secret` or `--requirepass=secret`; undefined when it is not there. */
export function optionWord(words: readonly CommandWord[], option: string): CommandWord | undefined {
  for (const [index, { text }] of words.entries()) {
    if (text === option) return words[index + 1];
    if (text.startsWith(`${option}=`)) return valueWord(text.slice(option.length + 1));
  }
  return undefined;
}

function valueWord(text: string): CommandWord {
  const [, short, long] = wholeVariable.exec(text) ?? [];
  const variable = short ?? long;
  return { text: text.replace(/^(['"])([\s\S]*)\1$/, '$2'), ...(variable === undefined ? {} : { variable }) };
}
