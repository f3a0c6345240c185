/** Statements of a script, each to its semicolon, and lines that begin with a backslash. */
export function scriptOf(text: string): { text: string; line: number }[] {
  const tokens =
    /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|"(?:[^"]|"")*"|\n[ \t]*\\[^\n]*|;/g;
  const units: { text: string; line: number }[] = [];
  const source = `\n${text}`;
  let from = 0;
  const add = (to: number) => {
    const unit = source.slice(from, to).trim();
    if (unit !== '' && unit !== ';')
      units.push({ text: unit, line: source.slice(0, to).split('\n').length - 1 });
  };
  for (const match of source.matchAll(tokens)) {
    const end = match.index + match[0].length;
    if (match[0] === ';') {
      add(end);
      from = end;
    } else if (/^\n[ \t]*\\/.test(match[0])) {
      units.push({ text: match[0].trim(), line: source.slice(0, end).split('\n').length - 1 });
      from = end;
    }
  }
  add(source.length);
  return units;
}
