import { ScriptError } from './syntax.js';

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

interface Names {
  get(name: string): string | readonly string[] | undefined;
  set(name: string, value: string): void;
}

/** `$(( … ))` in whole numbers. */
export function arithmetic(text: string, names: Names): number {
  const tokens = text.match(/\d+|[A-Za-z_]\w*|\|\||&&|[=!<>]=|\+\+|--|[+\-*/%]=|[-+*/%<>()!?:=]/g) ?? [];
  if (tokens.join('') !== text.replaceAll(/\s+/g, ''))
    throw new ScriptError(`arithmetic expression: ${text}`);
  let at = 0;
  const numberOf = (name: string): number => {
    const value = names.get(name);
    return Number((typeof value === 'string' ? value : value?.[0]) || '0');
  };
  const primary = (): number => {
    const token = tokens[at++];
    if (token === '(') {
      const value = choice();
      at++;
      return value;
    }
    if (token === '-') return -primary();
    if (token === '+') return primary();
    if (token === '!') return primary() === 0 ? 1 : 0;
    if (token === undefined) return 0;
    if (/^\d/.test(token)) return Number(token);
    const next = tokens[at];
    if (next === '++' || next === '--') {
      at++;
      const value = numberOf(token);
      names.set(token, String(value + (next === '++' ? 1 : -1)));
      return value;
    }
    if (next === '=' || /^[+\-*/%]=$/.test(next ?? '')) {
      at++;
      const right = choice();
      const value = next === '=' ? right : apply((next ?? '')[0] ?? '', numberOf(token), right);
      names.set(token, String(value));
      return value;
    }
    return numberOf(token);
  };
  const binary = (level: number): number => {
    const operators = levels[level];
    if (!operators) return primary();
    let left = binary(level + 1);
    while (operators.includes(tokens[at] ?? '')) {
      const operator = tokens[at++] ?? '';
      left = apply(operator, left, binary(level + 1));
    }
    return left;
  };
  const choice = (): number => {
    const condition = binary(0);
    if (tokens[at] !== '?') return condition;
    at++;
    const yes = choice();
    at++;
    const no = choice();
    return condition === 0 ? no : yes;
  };
  return choice();
}

function apply(operator: string, a: number, b: number): number {
  switch (operator) {
    case '||':
      return a !== 0 || b !== 0 ? 1 : 0;
    case '&&':
      return a !== 0 && b !== 0 ? 1 : 0;
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a !== b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    case '<':
      return a < b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      if (b === 0) throw new ScriptError('division by zero');
      return operator === '/' ? Math.trunc(a / b) : a % b;
  }
}
