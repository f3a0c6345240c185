import { useStdin } from 'ink';
import { useEffect } from 'react';

/** What terminals send for F1 to F12 (xterm, VT220, rxvt, the Linux console), without the leading escape. */
const codes: Readonly<Record<string, number>> = {
  OP: 1,
  OQ: 2,
  OR: 3,
  OS: 4,
  '[[A': 1,
  '[[B': 2,
  '[[C': 3,
  '[[D': 4,
  '[[E': 5,
  '[P': 1,
  '[Q': 2,
  '[S': 4,
  '[11~': 1,
  '[12~': 2,
  '[13~': 3,
  '[14~': 4,
  '[15~': 5,
  '[17~': 6,
  '[18~': 7,
  '[19~': 8,
  '[20~': 9,
  '[21~': 10,
  '[23~': 11,
  '[24~': 12,
};

/** Ink's own emitter of key sequences, which its public types leave out. */
interface Sequences {
  on(event: 'input', listener: (sequence: string) => void): unknown;
  off(event: 'input', listener: (sequence: string) => void): unknown;
}

/** "f2" for the sequence of F2; undefined for anything else. */
export function functionKey(sequence: string): string | undefined {
  if (!sequence.startsWith('\u001B')) return undefined;
  const number = codes[sequence.slice(1)];
  return number === undefined ? undefined : `f${number}`;
}

/** Reports function keys, which Ink's own hook swallows. */
export function useFunctionKeys(onKey: (key: string) => void): void {
  const stdin = useStdin() as ReturnType<typeof useStdin> & { readonly internal_eventEmitter?: Sequences };
  const { internal_eventEmitter: emitter } = stdin;
  useEffect(() => {
    const onInput = (sequence: string) => {
      const key = functionKey(sequence);
      if (key !== undefined) onKey(key);
    };
    emitter?.on('input', onInput);
    return () => void emitter?.off('input', onInput);
  }, [emitter, onKey]);
}
