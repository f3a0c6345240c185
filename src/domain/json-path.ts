/** A way into a JSON value: keys of objects and indices of arrays. */
export type JsonPath = readonly (string | number)[];

const key = '[A-Za-z_$][\\w$-]*';
const further = new RegExp(`^(?:\\.(${key})|\\[(\\d{1,6})\\]|\\["([^"\\]]*)"\\])`);

/** `path.to[0].it`; a key that holds a dot stands in `["…"]`. Undefined when it can't be understood. */
export function parseJsonPath(text: string): JsonPath | undefined {
  const path: (string | number)[] = [];
  // The first key has no dot in front.
  let rest = /^[A-Za-z_$]/.test(text) ? `.${text}` : text.startsWith('.') ? '' : text;
  while (rest !== '') {
    const found = further.exec(rest);
    if (!found) return undefined;
    path.push(found[2] === undefined ? (found[1] ?? found[3] ?? '') : Number(found[2]));
    rest = rest.slice(found[0].length);
  }
  return path.length > 0 ? path : undefined;
}

/** What stands at the path; undefined when there is nothing. Only own keys of objects and elements of arrays count. */
export function readJsonPath(value: unknown, path: JsonPath): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    if (Array.isArray(here) !== (typeof key === 'number') || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<string | number, unknown>>)[key];
  }
  return here;
}
