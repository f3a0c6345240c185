import type { Program } from '../host.js';
import { linesOf, parseOptions } from './support.js';

/** `awk [-F c] '[/expression/ | NR==n | $n == "x"] {print $1, $NF …}'`: the few shapes that command lines are full of. */
export const awk: Program = async (args, io, host) => {
  const { options, operands } = parseOptions(args, 'Fv');
  const [program = '', ...paths] = operands;
  const [, condition = '', body = 'print'] =
    /^\s*([^{]*?)\s*(?:\{\s*([^{}]*?);?\s*\})?\s*$/s.exec(program) ?? [];
  const known =
    /^print(?:\s|$)/.test(body) &&
    /^(|\/.*\/|!?\/.*\/|NR\s*(==|>|<|>=|<=)\s*\d+|\$\d+\s*(==|!=|~)\s*("[^"]*"|\/.*\/|\d+)|NF\s*(==|>)\s*\d+)$/.test(
      condition,
    );
  if (!known) {
    io.err('awk: the practice host knows no such program\n');
    return 2;
  }
  const separator = options.get('F');
  const text = paths.length > 0 ? paths.map((path) => host.read(path) ?? '').join('') : await io.stdin.all();
  for (const [n, line] of linesOf(text).entries()) {
    const fields = separator ? line.split(separator) : line.trim().split(/\s+/);
    if (!holds(condition, { n: n + 1, line, fields })) continue;
    const values = body
      .replace(/^print\s*/, '')
      .split(/\s*,\s*/)
      .map((piece) => fieldOf(piece, { n: n + 1, line, fields }));
    io.out(`${values.join(' ') || line}\n`);
  }
  return 0;
};

interface Row {
  readonly n: number;
  readonly line: string;
  readonly fields: readonly string[];
}

function holds(condition: string, row: Row): boolean {
  if (condition === '') return true;
  const [, not, expression] = /^(!?)\/(.*)\/$/.exec(condition) ?? [];
  if (expression !== undefined) return new RegExp(expression).test(row.line) !== (not === '!');
  const [, left = '', operator, right = ''] =
    /^(NR|NF|\$\d+)\s*(==|!=|>=|<=|>|<|~)\s*(.+)$/.exec(condition) ?? [];
  const value = fieldOf(left, row);
  if (operator === '~') return new RegExp(right.slice(1, -1)).test(value);
  const other = right.replace(/^"|"$/g, '');
  switch (operator) {
    case '==':
      return value === other;
    case '!=':
      return value !== other;
    case '>':
      return Number(value) > Number(other);
    case '<':
      return Number(value) < Number(other);
    case '>=':
      return Number(value) >= Number(other);
    default:
      return Number(value) <= Number(other);
  }
}

/** Fields and texts beside each other are joined. */
function fieldOf(piece: string, { n, line, fields }: Row): string {
  return (piece.match(/\$NF|\$\d+|"[^"]*"|NR|NF/g) ?? [])
    .map((token) => {
      if (token.startsWith('"')) return token.slice(1, -1).replaceAll('\\t', '\t').replaceAll('\\n', '\n');
      if (token === '$NF') return fields.at(-1) ?? '';
      if (token === 'NR') return String(n);
      if (token === 'NF') return String(fields.length);
      return token === '$0' ? line : (fields[Number(token.slice(1)) - 1] ?? '');
    })
    .join('');
}
