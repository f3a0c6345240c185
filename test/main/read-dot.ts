type Attributes = Readonly<Record<string, string>>;

const quoted = String.raw`"((?:[^"\\]|\\.)*)"`;
const node = new RegExp(`^  ${quoted} \\[(.*)\\];$`);
const edge = new RegExp(`^  ${quoted} -> ${quoted} \\[(.*)\\];$`);
const attribute = new RegExp(`^(\\w+)=(?:${quoted}|(\\w+))(?:, |$)`);

/** Reads a digraph of the DOT language as cockpit writes it; throws at the first line that is none. */
export function readDot(text: string) {
  const lines = text.split('\n');
  if (!new RegExp(`^digraph ${quoted} \\{$`).test(lines[0] ?? '')) throw new Error(`no digraph: ${lines[0]}`);
  if (lines.at(-1) !== '' || lines.at(-2) !== '}') throw new Error('the digraph does not end');
  const nodes = new Map<string, Attributes>();
  const edges: { from: string; to: string; attributes: Attributes }[] = [];
  for (const line of lines.slice(1, -2)) {
    if (/^ {2}(?:node|edge) \[.*\];$/.test(line) || new RegExp(`^  label=${quoted};$`).test(line)) continue;
    const [, from, to, of] = edge.exec(line) ?? [];
    const [, name, own] = node.exec(line) ?? [];
    if (from !== undefined && to !== undefined) {
      edges.push({ from: plain(from), to: plain(to), attributes: attributesOf(of ?? '') });
    } else if (name !== undefined) nodes.set(plain(name), attributesOf(own ?? ''));
    else throw new Error(`neither a node nor an edge: ${line}`);
  }
  return { nodes, edges };
}

const plain = (text: string) => text.replaceAll(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c));

function attributesOf(text: string): Attributes {
  const found: Record<string, string> = {};
  let rest = text;
  while (rest !== '') {
    const match = attribute.exec(rest);
    if (!match) throw new Error(`no attribute: ${rest}`);
    found[match[1] ?? ''] = match[2] === undefined ? (match[3] ?? '') : plain(match[2]);
    rest = rest.slice(match[0].length);
  }
  return found;
}
