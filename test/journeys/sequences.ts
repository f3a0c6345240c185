/** One thing that reached the terminal which is not text. */
export interface Sequence {
  readonly kind: 'csi' | 'osc' | 'dcs' | 'string' | 'escape' | 'control';
  readonly text: string;
}

// ECMA-48: CSI with parameters and a final byte; strings up to ST or BEL; other escapes; single controls.
const pattern =
  /(\u001B\[|\u009B)([0-?]*)([ -/]*)([@-~])|(\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F])([^\u0007\u001B\u009C]*(?:\u001B(?!\\)[^\u0007\u001B\u009C]*)*)(?:\u0007|\u001B\\|\u009C|$)|\u001B([ -/]*[0-~])?|[\u0000-\u0009\u000B-\u001A\u001C-\u001F\u007F-\u009F]/gu;

/** Every control sequence and control character in what a program wrote; line feeds are left out. */
export function sequencesIn(bytes: Buffer): Sequence[] {
  const found: Sequence[] = [];
  for (const match of bytes.toString('utf8').matchAll(pattern)) {
    const [text, csi, , , , introducer] = match;
    const kind =
      csi !== undefined
        ? 'csi'
        : introducer !== undefined
          ? /^(?:\u001B\]|\u009D)/.test(introducer)
            ? 'osc'
            : /^(?:\u001BP|\u0090)/.test(introducer)
              ? 'dcs'
              : 'string'
          : text.startsWith('\u001B')
            ? 'escape'
            : 'control';
    found.push({ kind, text });
  }
  return found;
}

/**
 * What cockpit itself sends: cursor moves, erasing, colours without blink, conceal and inverse palettes, the alternate
 * screen, the cursor's visibility, synchronised output, bracketed paste, the kitty keyboard query, mouse reports off.
 */
const ours: readonly RegExp[] = [
  /^\u001B\[\d*[ABCDEFGK]$/,
  /^\u001B\[(?:\d+;\d+)?H$/,
  /^\u001B\[[023]?J$/,
  /^\u001B\[(?:[0-9;]*)m$/,
  /^\u001B\[\?(?:25|1049|2026|2004)[hl]$/,
  /^\u001B\[\?(?:1000|1002|1003|1006)l$/,
  /^\r$/,
];

/** Sequences that neither Ink nor cockpit has a use for: a host's text must have sent them. */
export function foreignSequences(bytes: Buffer, alsoAllowed: readonly RegExp[] = []): string[] {
  const allowed = [...ours, ...alsoAllowed];
  const foreign = sequencesIn(bytes)
    .map((sequence) => sequence.text)
    .filter((text) => !allowed.some((form) => form.test(text)));
  return [...new Set(foreign.map((text) => JSON.stringify(text)))];
}
